// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/connect_dialog.h"

#include "ui/panels/themed_label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

constexpr int maxRemembered = 8;
const auto hostKey = QStringLiteral("hosts");
const auto commandKey = QStringLiteral("agentCommands");

void remember(const QString& setting, const QString& text)
{
    QSettings store;
    QStringList known = store.value(setting).toStringList();
    known.removeAll(text);
    known.prepend(text);
    store.setValue(setting, QStringList(known.mid(0, maxRemembered)));
}

} // namespace

ConnectDialog::ConnectDialog(ThemeSource* theme, QWidget* parent)
    : QDialog(parent), m_byHost(new QRadioButton(tr("A &host, by ssh"))), m_byCommand(new QRadioButton(tr("Any &command that starts an agent"))),
      m_host(addField(hostKey, tr("Host"), tr("user@host"))),
      m_command(addField(commandKey, tr("Command"), QStringLiteral("sudo -n nsscope-cli agent"))),
      m_fault(new ThemedLabel(theme, ThemedLabel::Style::Warning))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Observe another place"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * grid, 3 * grid, 3 * grid, 2 * grid);
    column->setSpacing(grid);
    const auto secondary = [&](const QString& text) {
        column->addWidget((new ThemedLabel(theme, ThemedLabel::Style::Secondary, text))->wrapping());
        column->addSpacing(grid);
    };
    column->addWidget(new ThemedLabel(theme, ThemedLabel::Style::Title, windowTitle()));
    column->addSpacing(grid);
    column->addWidget(m_byHost);
    column->addWidget(m_host);
    secondary(tr("nsscope-cli must be installed there, and ssh must log in without asking: by a key or an ssh-agent."));
    column->addWidget(m_byCommand);
    column->addWidget(m_command);
    secondary(tr("What it writes to its standard output is shown. It may run on this host, in a container or a virtual machine."));
    m_fault->wrapping();
    m_fault->hide();
    column->addWidget(m_fault);
    column->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_connect = buttons->addButton(tr("Observe"), QDialogButtonBox::AcceptRole);
    m_connect->setProperty("primary", true);
    m_connect->setDefault(true);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectDialog::tryIt);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_byHost, &QRadioButton::toggled, this, &ConnectDialog::follow);
    m_byHost->setChecked(true);
    resize(QSize(480, 320) * theme->textScale());
}

QComboBox* ConnectDialog::addField(const QString& key, const QString& name, const QString& example)
{
    auto* field = new QComboBox(this);
    field->setEditable(true);
    field->setInsertPolicy(QComboBox::NoInsert);
    field->addItems(QSettings().value(key).toStringList());
    field->lineEdit()->setPlaceholderText(example);
    field->lineEdit()->setMaxLength(1024);
    field->setAccessibleName(name);
    return field;
}

bool ConnectDialog::byHost() const { return m_byHost->isChecked(); }

void ConnectDialog::follow()
{
    m_host->setEnabled(byHost());
    m_command->setEnabled(!byHost());
    (byHost() ? m_host : m_command)->setFocus(Qt::OtherFocusReason);
    m_fault->hide();
}

void ConnectDialog::tryIt()
{
    const QString text = (byHost() ? m_host : m_command)->currentText();
    const AgentChoice choice = byHost() ? remoteAgent(text) : commandAgent(text);
    if (!choice) {
        m_fault->show(choice.error());
        return;
    }
    remember(byHost() ? hostKey : commandKey, choice->place);
    emit chosen(*choice);
    accept();
}

} // namespace nsscope::ui

#include "moc_connect_dialog.cpp"
