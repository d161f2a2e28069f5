// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_input.h"

#include "ui/timeline/timeline_keys.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr double zoomStep = 1.25;  ///< per notch
constexpr double wheelShare = 0.1; ///< of the width, per notch
constexpr int dragDistance = 4;    ///< pixels from which on a press is a drag

} // namespace

bool TimelineInput::handle(QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseMove:
        return move(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseButtonRelease:
        return release(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseButtonDblClick:
        return doubleClick(static_cast<QMouseEvent&>(*event));
    case QEvent::Wheel:
        return wheel(static_cast<QWheelEvent&>(*event));
    case QEvent::ShortcutOverride:
        // Single letters belong to the view that has the focus, whatever they mean elsewhere in the window.
        if (!isTimelineKey(static_cast<QKeyEvent&>(*event)))
            return false;
        event->accept();
        return true;
    case QEvent::KeyPress:
        return press(static_cast<QKeyEvent&>(*event));
    case QEvent::KeyRelease:
        if (static_cast<QKeyEvent&>(*event).key() == Qt::Key_Space && !static_cast<QKeyEvent&>(*event).isAutoRepeat())
            m_spaceHeld = false;
        return false;
    case QEvent::ToolTip:
        return showStory(static_cast<QHelpEvent&>(*event));
    case QEvent::Leave:
        leave();
        return false;
    default:
        return false;
    }
}

QPoint TimelineInput::inPlot(QPoint p) const { return p - m_view.plot()->pos(); }

bool TimelineInput::onCursorLine(QPoint p) const
{
    const TimelineScene& scene = m_view.scene();
    if (!scene.frame || !scene.layout.plot().contains(p))
        return false;
    return std::abs(scene.px(m_selection.cursor().value_or(scene.last())) - p.x()) <= 3;
}

bool TimelineInput::onRuler(QPoint p) const
{
    const TimelineLayout& layout = m_view.scene().layout;
    return p.x() >= layout.rows.left() - 8 && (p.y() >= layout.ruler.top() || layout.header.contains(p));
}

bool TimelineInput::press(QMouseEvent& event)
{
    m_start = m_last = inPlot(event.position().toPoint());
    if (event.button() == Qt::MiddleButton || (event.button() == Qt::LeftButton && m_spaceHeld)) {
        m_gesture = Gesture::Pan;
        m_view.setCursor(Qt::ClosedHandCursor);
        return true;
    }
    if (event.button() != Qt::LeftButton || m_view.empty())
        return false;
    const bool onBar = m_view.scene().barAt(m_start) != nullptr;
    if (onRuler(m_start) || (onCursorLine(m_start) && !onBar)) {
        m_gesture = Gesture::Cursor;
        m_view.lookAtPixel(m_start.x());
        return true;
    }
    m_gesture = Gesture::Pressed;
    if (event.modifiers() & Qt::ShiftModifier) {
        const Instant t = m_view.scene().at(m_start.x());
        const Instant anchor = m_view.range() ? m_view.range()->from : m_selection.cursor().value_or(m_view.scene().last());
        m_view.setRange(Interval{std::min(anchor, t), std::max(anchor, t)});
        m_gesture = Gesture::None;
    }
    return true;
}

bool TimelineInput::move(QMouseEvent& event)
{
    const QPoint p = inPlot(event.position().toPoint());
    const TimelineScene& scene = m_view.scene();
    const auto at = [&](QPoint q) {
        const QRect& rows = scene.layout.rows;
        return scene.at(std::clamp<double>(q.x(), rows.left(), rows.left() + rows.width()));
    };
    switch (m_gesture) {
    case Gesture::None:
        hover(p);
        break;
    case Gesture::Pressed:
        if (std::abs(p.x() - m_start.x()) < dragDistance || m_start.x() < scene.layout.rows.left())
            break;
        m_gesture = Gesture::Range;
        [[fallthrough]];
    case Gesture::Range:
        m_view.setRange(Interval{std::min(at(m_start), at(p)), std::max(at(m_start), at(p))});
        break;
    case Gesture::Cursor:
        m_view.lookAtPixel(p.x());
        break;
    case Gesture::Pan:
        m_view.panPixels(m_last.x() - p.x());
        m_view.scrollRows(m_last.y() - p.y());
        break;
    }
    m_last = p;
    return true;
}

bool TimelineInput::release(QMouseEvent& event)
{
    const QPoint p = inPlot(event.position().toPoint());
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    if (gesture == Gesture::Pressed) {
        if (const Bar* bar = m_view.scene().barAt(p)) {
            m_selection.select(bar->life);
        } else if (p.x() >= m_view.scene().layout.rows.left()) {
            m_view.setRange(std::nullopt);
            m_view.lookAtPixel(p.x());
        }
    }
    hover(p);
    return gesture != Gesture::None;
}

bool TimelineInput::doubleClick(QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton || !m_view.scene().frame)
        return false;
    const QPoint p = inPlot(event.position().toPoint());
    const TimelineScene& scene = m_view.scene();
    const Instant t = scene.at(p.x());
    if (scene.range && t >= scene.range->from && t <= scene.range->to) {
        m_view.zoomToRange();
    } else if (const Bar* bar = scene.barAt(p)) {
        const std::int64_t end = drawnEnd(scene.rows, *bar, scene.last());
        const std::int64_t border = std::max<std::int64_t>(1'000, (end - bar->from) / 8);
        m_view.showSpan({{bar->from - border}, {end + border}});
    } else if (scene.layout.header.contains(p)) {
        for (const PhaseBand& band : scene.bands) {
            if (t >= band.span.from && t <= band.span.to)
                m_view.showSpan(band.span);
        }
    }
    return true;
}

bool TimelineInput::wheel(QWheelEvent& event)
{
    if (m_view.empty())
        return false;
    const QPoint p = inPlot(event.position().toPoint());
    const double notches = (event.angleDelta().y() != 0 ? event.angleDelta().y() : event.angleDelta().x()) / 120.0;
    const QRect& rows = m_view.scene().layout.rows;
    const Qt::KeyboardModifiers modifiers = event.modifiers();
    if ((modifiers & Qt::ControlModifier) && (modifiers & Qt::ShiftModifier))
        m_view.zoomRows(std::pow(zoomStep, notches));
    else if (modifiers & Qt::ControlModifier)
        m_view.zoomAt(std::clamp<double>(p.x(), rows.left(), rows.right()), std::pow(zoomStep, -notches));
    else if ((modifiers & Qt::ShiftModifier) || event.angleDelta().y() == 0)
        m_view.panPixels(-notches * rows.width() * wheelShare);
    else
        m_view.scrollRows(static_cast<int>(std::lround(-notches * 3 * m_view.scene().layout.rowHeight)));
    return true;
}

bool TimelineInput::press(QKeyEvent& event)
{
    if (event.key() == Qt::Key_Escape)
        return cancel();
    if (event.key() == Qt::Key_Space)
        m_spaceHeld = true;
    return handleTimelineKey(m_view, m_selection, event);
}

/// First what is under way, then the range, then the markers, then the selection.
bool TimelineInput::cancel()
{
    if (m_gesture != Gesture::None) {
        if (std::exchange(m_gesture, Gesture::None) == Gesture::Range)
            m_view.setRange(std::nullopt);
        m_view.unsetCursor();
        return true;
    }
    if (m_view.range())
        return m_view.setRange(std::nullopt), true;
    if (m_view.marker(TimelineView::Marker::A) || m_view.marker(TimelineView::Marker::B)) {
        m_view.setMarker(TimelineView::Marker::A, std::nullopt);
        m_view.setMarker(TimelineView::Marker::B, std::nullopt);
        return true;
    }
    if (m_selection.life() != LifeId::None)
        return m_selection.clear(), true;
    return false;
}

bool TimelineInput::showStory(QHelpEvent& event)
{
    const QString story = m_view.storyAt(inPlot(event.pos()));
    if (story.isEmpty())
        QToolTip::hideText();
    else // rich text, so that long sentences wrap
        QToolTip::showText(event.globalPos(), QStringLiteral("<qt>%1</qt>").arg(story.toHtmlEscaped()), &m_view);
    return true;
}

void TimelineInput::hover(QPoint p)
{
    const Bar* bar = m_view.scene().frame ? m_view.scene().barAt(p) : nullptr;
    m_selection.hover(bar ? bar->life : LifeId::None);
    if (bar)
        m_view.setCursor(Qt::PointingHandCursor);
    else if (!m_view.empty() && (onCursorLine(p) || onRuler(p)))
        m_view.setCursor(Qt::SplitHCursor);
    else
        m_view.unsetCursor();
}

void TimelineInput::leave() { m_selection.hover(LifeId::None); }

} // namespace nsscope::ui
