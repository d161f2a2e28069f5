// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/command_palette.h"

#include "ui/mainwindow/window_actions.h"
#include "ui/models/life_search.h"
#include "ui/models/life_text.h"
#include "ui/session/selection.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr std::size_t livesCap = 30;

/// Each word of what was typed begins a word of the text, or is part of it.
bool fits(const QString& text, const QString& words)
{
    const QStringList parts = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(parts.begin(), parts.end(), [&](const QString& part) { return text.contains(part, Qt::CaseInsensitive); });
}

} // namespace

CommandPalette::CommandPalette(const WindowActions& actions, Selection* selection, const FramePtr& frame, ThemeSource* theme,
                               QWidget* parent)
    : QDialog(parent), m_actions(actions), m_selection(selection), m_frame(frame), m_field(new QLineEdit), m_list(new QListWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Commands"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(grid, grid, grid, grid);
    column->setSpacing(grid);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    m_field->setPlaceholderText(tr("Type a command, a number, a name, a process…"));
    m_field->setAccessibleName(tr("Command or namespace"));
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("What fits"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::go);
    resize(QSize(520, 420) * theme->textScale());
    search();
}

void CommandPalette::add(Entry entry)
{
    auto* item = new QListWidgetItem(m_list);
    auto* row = new QWidget;
    row->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(grid, 2, grid, 2);
    auto* text = new QLabel(entry.text);
    text->setTextFormat(Qt::PlainText);
    auto* hint = new QLabel(entry.hint);
    hint->setEnabled(false);
    line->addWidget(text, 1);
    line->addWidget(hint);
    item->setData(Qt::AccessibleTextRole, QString(entry.text + QStringLiteral(", ") + entry.hint));
    item->setSizeHint(row->sizeHint());
    m_list->setItemWidget(item, row);
    m_entries.push_back(std::move(entry));
}

void CommandPalette::addActions(const QString& words)
{
    for (int id = 0; id < static_cast<int>(ActionId::Count); ++id) {
        QAction* action = m_actions.action(static_cast<ActionId>(id));
        if (static_cast<ActionId>(id) == ActionId::Palette || !action->isEnabled() || !fits(action->text(), words))
            continue;
        add({action->text(), action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
    }
}

void CommandPalette::addLives(const QString& words)
{
    if (!m_frame || words.trimmed().isEmpty())
        return;
    const Instant t = shownMoment(*m_frame, m_selection->cursor());
    std::vector<LifeId> found = findLives(*m_frame, t, words);
    for (const auto& [life, label] : m_selection->arrangement()->now().labels) {
        if (fits(label, words))
            found.insert(found.begin(), life);
    }
    for (std::size_t i = 0; i < std::min(found.size(), livesCap); ++i) {
        const Life* life = m_frame->find(found[i]);
        if (!life)
            continue;
        const QString label = m_selection->arrangement()->label(life->id);
        const std::string_view state = lifeStateName(stateAt(*life, t));
        add({shortNumber(life->ref) + (label.isEmpty() ? QString() : QStringLiteral("  ") + label) + QStringLiteral("  ") + namesText(*life),
             QString::fromUtf8(state.data(), static_cast<qsizetype>(state.size())),
             [selection = m_selection, id = life->id] { selection->select(id); }});
    }
}

void CommandPalette::addNotes(const QString& words)
{
    const Arranged& now = m_selection->arrangement()->now();
    for (const auto& [ns, text] : now.momentNotes) {
        if (fits(text, words))
            add({text.section(QLatin1Char('\n'), 0, 0), tr("note on a moment"), [selection = m_selection, t = Instant{ns}] { selection->lookAt(t); }});
    }
    for (const auto& [life, text] : now.notes) {
        if (fits(text, words))
            add({text.section(QLatin1Char('\n'), 0, 0), tr("note"), [selection = m_selection, id = life] { selection->select(id); }});
    }
}

void CommandPalette::search()
{
    m_list->clear();
    m_entries.clear();
    const QString words = m_field->text();
    addActions(words);
    addNotes(words);
    addLives(words);
    m_list->setCurrentRow(0);
}

void CommandPalette::go()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const std::function<void()> act = m_entries[static_cast<std::size_t>(row)].go;
    accept();
    act();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int rows = m_list->count();
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
        m_list->setCurrentRow(rows == 0 ? -1 : (m_list->currentRow() + 1) % rows);
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(rows == 0 ? -1 : (m_list->currentRow() + rows - 1) % rows);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        go();
        return true;
    default:
        return false;
    }
}

} // namespace nsscope::ui

#include "moc_command_palette.cpp"
