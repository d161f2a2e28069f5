// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/command_box.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

namespace nsscope::ui
{

CommandBox::CommandBox(ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_text(new QLabel(this)), m_copy(new QPushButton(tr("Copy"), this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    m_text->setAccessibleName(tr("Commands"));
    m_copy->setAccessibleName(tr("Copy the commands"));
    m_copy->setToolTip(tr("Copy to the clipboard"));
    m_row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_row->setContentsMargins(grid, grid / 2, grid / 2, grid / 2);
    m_row->addWidget(m_text, 1);
    m_row->addWidget(m_copy, 0, Qt::AlignTop | Qt::AlignRight);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_commands.join(QLatin1Char('\n')));
        m_copy->setText(tr("Copied"));
        QTimer::singleShot(1500, m_copy, [this] { m_copy->setText(tr("Copy")); });
    });
    connect(theme, &ThemeSource::changed, this, &CommandBox::apply);
    apply();
}

void CommandBox::apply()
{
    m_text->setFont(m_theme->current().monoSmall);
    m_copy->setFont(m_theme->current().small);
    arrange();
    update();
}

/// The button goes below where a word would not fit beside it: a label wraps at blanks only.
void CommandBox::arrange()
{
    const QFontMetrics font(m_theme->current().monoSmall);
    int longest = 0;
    for (const QString& command : m_commands) {
        for (const QString& word : command.split(QLatin1Char(' ')))
            longest = qMax(longest, font.horizontalAdvance(word));
    }
    const int beside = width() - m_copy->sizeHint().width() - 3 * grid;
    m_row->setDirection(longest > beside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void CommandBox::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void CommandBox::show(const QStringList& commands)
{
    if (commands == m_commands)
        return;
    m_commands = commands;
    m_text->setText(commands.join(QLatin1Char('\n')));
    setVisible(!commands.isEmpty());
    arrange();
}

void CommandBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->current().sunken);
    painter.drawRoundedRect(rect(), 5, 5);
}

} // namespace nsscope::ui

#include "moc_command_box.cpp"
