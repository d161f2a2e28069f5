// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/filter_bar.h"

#include "ui/models/life_text.h"
#include "ui/models/wanted_lives.h"
#include "ui/panels/themed_label.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr int filterPaceMs = 250;

/// Completes the word before the cursor and leaves the rest of the line alone.
class WordCompleter : public QCompleter
{
public:
    using QCompleter::QCompleter;
    QStringList splitPath(const QString& path) const override
    {
        const QString word = path.mid(wordStart(path));
        return {word.isEmpty() ? QStringLiteral("\n") : word}; // after an operator nothing is offered
    }
    QString pathFromIndex(const QModelIndex& index) const override
    {
        const auto* line = qobject_cast<QLineEdit*>(widget());
        const QString text = line ? line->text() : QString();
        return text.left(wordStart(text)) + QCompleter::pathFromIndex(index);
    }

private:
    static qsizetype wordStart(const QString& text)
    {
        qsizetype start = text.size();
        while (start > 0 && (text[start - 1].isLetterOrNumber() || text[start - 1] == QLatin1Char('_')))
            --start;
        return start;
    }
};

QStringList fieldNames()
{
    QStringList names;
    for (const std::string_view name : filterFieldNames())
        names << QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    names.sort();
    return names;
}

} // namespace

FilterBar::FilterBar(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_selection(selection), m_theme(theme), m_field(new QLineEdit),
      m_answer(new ThemedLabel(theme, ThemedLabel::Style::Secondary))
{
    setObjectName(QStringLiteral("panel"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * grid, grid, grid, grid);
    row->setSpacing(grid);
    row->addWidget(new ThemedLabel(theme, ThemedLabel::Style::Heading, tr("Show only")));
    row->addWidget(m_field, 2);
    row->addWidget(m_answer, 1);
    auto* close = new QPushButton(tr("Show all"));
    close->setToolTip(tr("Take the filter back (Esc)"));
    row->addWidget(close);
    m_field->setPlaceholderText(tr("type==net && holders==0      state==pinned || holder(fd)>1      name=~\"*web*\""));
    m_field->setAccessibleName(tr("Filter expression"));
    m_field->setClearButtonEnabled(true);
    m_field->setCompleter(new WordCompleter(fieldNames(), m_field));
    m_field->installEventFilter(this);
    m_pace.setSingleShot(true);
    m_pace.setInterval(filterPaceMs);
    connect(close, &QPushButton::clicked, this, &FilterBar::clear);
    connect(m_field, &QLineEdit::textChanged, &m_pace, qOverload<>(&QTimer::start));
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        m_pace.stop();
        m_selection->arrangement()->setFilter(m_field->text());
    });
    connect(&m_pace, &QTimer::timeout, this, [this] { m_selection->arrangement()->setFilter(m_field->text()); });
    connect(selection->arrangement(), &Arrangement::filterChanged, this, &FilterBar::takeFilter);
    connect(selection, &Selection::cursorChanged, this, &FilterBar::refresh);
    hide();
}

void FilterBar::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    refresh();
}

void FilterBar::open()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FilterBar::clear()
{
    m_field->clear();
    m_pace.stop();
    m_selection->arrangement()->setFilter({});
    hide();
}

void FilterBar::takeFilter()
{
    const QString& filter = m_selection->arrangement()->now().filter;
    if (filter != m_field->text() && !m_pace.isActive())
        m_field->setText(filter);
    m_pace.stop();
    if (!filter.isEmpty())
        show();
    refresh();
}

void FilterBar::refresh()
{
    if (isHidden())
        return;
    const Arrangement& arrangement = *m_selection->arrangement();
    if (!arrangement.filterError().isEmpty()) {
        m_answer->setStyle(ThemedLabel::Style::Warning);
        m_answer->show(arrangement.filterError());
    } else if (m_frame && arrangement.filter()) {
        const std::vector<char> matching =
            matchingLives(*m_frame, shownMoment(*m_frame, m_selection->cursor()), arrangement.filter());
        m_answer->setStyle(ThemedLabel::Style::Secondary);
        m_answer->show(tr("%1 of %2 lives").arg(std::count(matching.begin(), matching.end(), 1)).arg(matching.size()));
    } else {
        m_answer->setStyle(ThemedLabel::Style::Secondary);
        m_answer->show({});
    }
    m_answer->setToolTip(m_answer->text());
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_field || !key || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        clear();
    event->accept();
    return true;
}

} // namespace nsscope::ui

#include "moc_filter_bar.cpp"
