// SPDX-License-Identifier: GPL-3.0-or-later
// How a line of the script is chosen to run to.
#include "ui/panels/script_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QTextDocument>
#include <QToolTip>
#include <algorithm>

namespace nsscope::ui
{

int ScriptView::stepsUpTo(int line) const
{
    const auto from = m_stepLines.begin() + std::clamp<std::ptrdiff_t>(m_done, 0, std::ssize(m_stepLines));
    auto step = std::find(from, m_stepLines.end(), line);
    if (step == m_stepLines.end())
        step = std::find(m_stepLines.begin(), m_stepLines.end(), line);
    return step == m_stepLines.end() ? 0 : static_cast<int>(step - m_stepLines.begin()) + 1;
}

int ScriptView::lineAt(const QPoint& point) const
{
    for (int line = 0; line < m_lines.size(); ++line) {
        const QRect rect = lineRect(line);
        if (point.y() >= rect.top() && point.y() <= rect.bottom())
            return line;
    }
    return -1;
}

void ScriptView::choose(int line)
{
    if (m_chosen == line)
        return;
    m_chosen = line;
    describe();
    update();
}

void ScriptView::runTo(int line)
{
    if (const int steps = stepsUpTo(line); steps > 0)
        emit runToWanted(steps);
}

void ScriptView::describe()
{
    const int line = hasFocus() && m_chosen >= 0 ? m_chosen : m_line;
    setAccessibleDescription(line >= 0 && line < m_lines.size()
                                 ? tr("Line %1: %2 %3").arg(line + 1).arg(m_lines[line].trimmed(), line == m_line ? m_mark : QString())
                                 : QString());
}

bool ScriptView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const int line = lineAt(static_cast<QHelpEvent*>(event)->pos());
    // A stranger's line is never taken for markup.
    const QString words = line < 0 ? toolTip() : QStringLiteral("%1\n%2").arg(m_lines[line].trimmed(), toolTip());
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), Qt::convertFromPlainText(words), this);
    return true;
}

void ScriptView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(lineAt(event->pos()));
}

void ScriptView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        runTo(lineAt(event->pos()));
}

void ScriptView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int line = byKey ? m_chosen : lineAt(event->pos());
    if (stepsUpTo(line) == 0)
        return;
    choose(line);
    QMenu menu(this);
    QAction* run = menu.addAction(tr("Run to here"));
    const QPoint at = byKey ? lineRect(line).bottomLeft() + QPoint(3 * grid, 0) : event->pos();
    if (menu.exec(mapToGlobal(at)) == run)
        runTo(line);
}

void ScriptView::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_lines.size()) - 1;
    const int from = m_chosen >= 0 ? m_chosen : m_line;
    if (event->key() == Qt::Key_Up && last >= 0)
        choose(std::clamp(from - 1, 0, last));
    else if (event->key() == Qt::Key_Down && last >= 0)
        choose(std::clamp(from + 1, 0, last));
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        runTo(from);
    else
        QWidget::keyPressEvent(event);
}

void ScriptView::focusInEvent(QFocusEvent* event)
{
    if (m_chosen < 0)
        m_chosen = m_line;
    QWidget::focusInEvent(event);
    update();
}

void ScriptView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace nsscope::ui
