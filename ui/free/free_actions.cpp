// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/free/free_actions.h"

#include "ui/free/type_choice.h"
#include "ui/models/life_text.h"
#include "ui/panels/themed_label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

using Style = ThemedLabel::Style;

QString text(const std::string& name) { return QString::fromStdString(name); }

} // namespace

FreeActions::FreeActions(ThemeSource* theme, QWidget* parent) : QWidget(parent), m_type(new TypeChoice(theme)), m_of(new QComboBox)
{
    setAccessibleName(tr("What it can do"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid / 2);
    const auto section = [&](const QString& title) {
        auto* rows = new QGridLayout;
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setSpacing(grid / 2);
        rows->setColumnStretch(0, 1);
        rows->setColumnStretch(1, 1);
        column->addSpacing(grid / 2);
        column->addWidget(new ThemedLabel(theme, Style::Secondary, title));
        column->addLayout(rows);
        return rows;
    };
    const auto always = [] { return QString(); };

    QGridLayout* start = section(tr("Start"));
    add(start, 0, 0, {nullptr, [] { return tr("New process"); }, [this] { return QStringLiteral("fork child=%1").arg(text(m_stand.fresh('p'))); }, always},
        tr("fork(2): a child in the same namespaces"));
    add(start, 0, 1, {nullptr, [] { return tr("New thread"); }, [this] { return QStringLiteral("thread child=%1").arg(text(m_stand.fresh('t'))); }, always},
        tr("One more thread of this process"));

    QGridLayout* get = section(tr("Get a namespace"));
    get->addWidget(m_type, 0, 0, 1, 2);
    add(get, 1, 0, {nullptr, [this] { return tr("Unshare %1").arg(type()); },
                    [this] { return QStringLiteral("unshare types=%1 as=%2").arg(type(), text(m_stand.freshNamespace())); }, always},
        tr("unshare(2): it leaves its own and gets a new one; pid and time are for its children"));
    add(get, 1, 1, {nullptr, [this] { return tr("Process in new %1").arg(type()); },
                    [this] {
                        return QStringLiteral("clone child=%1 types=%2 as=%3").arg(text(m_stand.fresh('p')), type(), text(m_stand.freshNamespace()));
                    },
                    always},
        tr("clone(2): a child in a new namespace"));

    QGridLayout* hold = section(tr("Hold it without being in it"));
    auto* label = new ThemedLabel(theme, Style::Body, tr("Namespace of"));
    hold->addWidget(label, 0, 0);
    hold->addWidget(m_of, 0, 1);
    m_of->setAccessibleName(tr("Whose namespace is held"));
    add(hold, 1, 0, {nullptr, [this] { return tr("Open %1 file").arg(type()); },
                     [this]() -> QString { return QStringLiteral("open types=%1 fd=%2").arg(type(), text(m_stand.fresh('f'))) + of(); }, always},
        tr("open(2) of /proc/PID/ns: a descriptor that holds the namespace"));
    add(hold, 1, 1, {nullptr, [this] { return tr("Bind mount %1").arg(type()); },
                     [this]() -> QString { return QStringLiteral("bind types=%1 mount=%2").arg(type(), text(m_stand.fresh('m'))) + of(); },
                     [this] { return m_actor.ownMounts() ? QString() : tr("It needs a mount namespace of its own first: unshare mnt"); }},
        tr("mount(2) of /proc/PID/ns: a mount that holds the namespace"));
    add(hold, 2, 0, {nullptr, [] { return tr("Open a socket"); }, [this] { return QStringLiteral("socket fd=%1").arg(text(m_stand.fresh('s'))); }, always},
        tr("socket(2): it holds the net namespace that it was made in"));

    QGridLayout* end = section(tr("Let go of everything"));
    add(end, 0, 0, {nullptr, [] { return tr("Exit"); }, [] { return QStringLiteral("exit"); }, always}, tr("It ends by itself and is reaped"));
    add(end, 0, 1, {nullptr, [] { return tr("Kill"); }, [] { return QStringLiteral("kill"); },
                    [this] { return m_actor.thread() ? tr("A thread cannot be killed alone; let it exit") : QString(); }},
        tr("SIGKILL from outside, and reaped"));
    connect(m_type, &TypeChoice::changed, this, &FreeActions::refresh);
    refresh();
}

void FreeActions::add(QGridLayout* rows, int row, int column, Action action, const QString& tip)
{
    action.button = new QPushButton;
    action.button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    rows->addWidget(action.button, row, column);
    const std::size_t index = m_actions.size();
    connect(action.button, &QPushButton::clicked, this, [this, index] {
        const Action& pressed = m_actions[index];
        if (takesPart() && pressed.hindrance().isEmpty())
            emit stepWanted(pressed.step() + QStringLiteral(" actor=") + text(m_actor.name));
    });
    m_actions.push_back(std::move(action));
    m_tips.push_back(tip);
}

QString FreeActions::type() const { return typeText(m_type->type()); }

QString FreeActions::of() const
{
    return m_of->currentIndex() <= 0 ? QString() : QStringLiteral(" of=") + m_of->currentText();
}

void FreeActions::show(const FreeStand& stand, const FreeStand::Actor* actor)
{
    m_stand = stand;
    m_actor = actor ? *actor : FreeStand::Actor();
    QStringList others{tr("its own")};
    for (const FreeStand::Actor& other : stand.actors) {
        if (other.name != m_actor.name)
            others << text(other.name);
    }
    QStringList shown;
    for (int i = 0; i < m_of->count(); ++i)
        shown << m_of->itemText(i);
    if (shown != others) {
        const QString chosen = m_of->currentText();
        const QSignalBlocker quiet(m_of);
        m_of->clear();
        m_of->addItems(others);
        m_of->setCurrentIndex(qMax(0, static_cast<int>(others.indexOf(chosen))));
    }
    refresh();
}

void FreeActions::refresh()
{
    setEnabled(takesPart());
    for (std::size_t i = 0; i < m_actions.size(); ++i) {
        const Action& action = m_actions[i];
        const QString why = takesPart() ? action.hindrance() : QString();
        action.button->setText(action.words());
        action.button->setEnabled(why.isEmpty());
        action.button->setToolTip(why.isEmpty() ? m_tips[i] : why);
        action.button->setAccessibleDescription(action.button->toolTip());
    }
}

} // namespace nsscope::ui

#include "moc_free_actions.cpp"
