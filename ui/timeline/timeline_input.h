// SPDX-License-Identifier: GPL-3.0-or-later
// What keys, wheel and mouse mean in the timeline: translates them into commands of TimelineView and changes of the
// Selection. Keeps only the gesture under way.
#pragma once
#include <QObject>
#include <QPoint>

class QEvent;
class QHelpEvent;
class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace nsscope::ui
{

class Selection;
class TimelineView;

class TimelineInput
{
public:
    TimelineInput(TimelineView& view, Selection& selection) : m_view(view), m_selection(selection) {}
    /// True where the event is dealt with.
    bool handle(QEvent* event);

private:
    enum class Gesture { None, Pressed, Range, Cursor, Pan };

    bool press(QMouseEvent& event);
    bool move(QMouseEvent& event);
    bool release(QMouseEvent& event);
    bool doubleClick(QMouseEvent& event);
    bool wheel(QWheelEvent& event);
    bool press(QKeyEvent& event);
    bool showStory(QHelpEvent& event);
    void hover(QPoint p);
    void leave();
    bool cancel();
    QPoint inPlot(QPoint p) const;
    bool onCursorLine(QPoint p) const;
    bool onRuler(QPoint p) const;

    TimelineView& m_view;
    Selection& m_selection;
    Gesture m_gesture = Gesture::None;
    QPoint m_start;
    QPoint m_last;
    bool m_spaceHeld = false;
};

} // namespace nsscope::ui
