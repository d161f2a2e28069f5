// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of TimelineView, which keys, mouse, buttons and menus share.
#include "ui/timeline/life_events.h"
#include "ui/timeline/life_story.h"
#include "ui/timeline/paint_lanes.h"
#include "ui/timeline/row_groups.h"
#include "ui/timeline/timeline_view.h"

#include <QScrollBar>
#include <algorithm>

namespace nsscope::ui
{

void TimelineView::setScaleKind(ScaleKind kind)
{
    if (m_scene.scaleKind == kind)
        return;
    m_scene.scaleKind = kind;
    if (m_scene.frame) {
        m_scene.window.fit();
        rebuildScale();
        windowMoved();
    }
    emit contentChanged();
}

void TimelineView::setRowChoice(RowChoice choice)
{
    if (m_rowChoice == choice)
        return;
    m_rowChoice = choice;
    if (m_scene.frame) {
        m_pending = m_scene.frame;
        applyFrame();
    }
}

void TimelineView::setRowGrouping(RowGrouping grouping)
{
    if (m_rowGrouping == grouping)
        return;
    m_rowGrouping = grouping;
    if (m_scene.frame) {
        m_pending = m_scene.frame;
        applyFrame();
    } else {
        emit contentChanged();
    }
}

void TimelineView::setMarker(Marker which, std::optional<Instant> t)
{
    m_selection->arrangement()->setMarker(static_cast<int>(which), t);
}

void TimelineView::takeMarkers()
{
    for (int i = 0; i < 2; ++i)
        m_scene.markers[i] = m_selection->arrangement()->now().markers[i];
    m_plot.replot(PlotLayers::Part::Cursor);
    emit markersChanged();
}

void TimelineView::drawPicture(QPaintDevice& device, double scale) const { m_plot.draw(device, scale); }

void TimelineView::setRange(std::optional<Interval> range)
{
    if (range && range->from > range->to)
        std::swap(range->from, range->to);
    m_scene.range = range;
    m_plot.replot(PlotLayers::Part::Cursor);
}

void TimelineView::fit()
{
    m_scene.window.fit();
    windowMoved();
}

void TimelineView::followLive()
{
    m_scene.window.followLive();
    m_selection->lookAtNow();
    windowMoved();
}

void TimelineView::zoomAt(double px, double factor)
{
    m_scene.window.zoomAt(m_scene.xOfPx(px), factor);
    windowMoved();
}

void TimelineView::zoomToRange()
{
    if (!m_scene.range)
        return;
    showSpan(*m_scene.range);
    setRange(std::nullopt);
}

void TimelineView::showSpan(Interval span)
{
    m_scene.window.show(span);
    windowMoved();
}

void TimelineView::panPixels(double dx)
{
    m_scene.window.panBy(dx / m_scene.layout.rows.width() * m_scene.window.width());
    windowMoved();
}

void TimelineView::panTo(double x)
{
    m_scene.window.panBy(x - (m_scene.window.from() + m_scene.window.to()) / 2);
    windowMoved();
}

void TimelineView::goToBegin()
{
    m_scene.window.goToBegin();
    windowMoved();
}

void TimelineView::goToEnd()
{
    m_scene.window.goToEnd();
    windowMoved();
}

void TimelineView::scrollRows(int dy) { m_bar->setValue(m_bar->value() + dy); }

void TimelineView::zoomRows(double factor)
{
    m_rowZoom = std::clamp(m_rowZoom * factor, 0.2, 3.0);
    updateLayout();
    repaintAll();
}

void TimelineView::lookAtPixel(double px)
{
    if (!m_scene.frame)
        return;
    const QRect& rows = m_scene.layout.rows;
    const double inside = std::clamp<double>(px, rows.left(), rows.left() + rows.width());
    const Instant t = std::max(m_scene.at(inside), m_scene.frame->first);
    const bool atRight = px >= rows.left() + rows.width() && m_scene.window.contains(m_scene.last());
    if (t >= m_scene.last() || atRight || std::abs(m_scene.px(m_scene.last()) - inside) < 4)
        m_selection->lookAtNow();
    else
        m_selection->lookAt(t);
}

void TimelineView::stepEvent(int direction)
{
    if (!m_scene.frame)
        return;
    const Instant now = m_scene.cursor.value_or(m_scene.last());
    const auto target = direction > 0 ? eventAfter(*m_scene.frame, m_scene.rows, m_scene.selected, now)
                                      : eventBefore(*m_scene.frame, m_scene.rows, m_scene.selected, now);
    if (target && *target < m_scene.last())
        m_selection->lookAt(*target);
    else if (direction > 0)
        m_selection->lookAtNow();
}

void TimelineView::selectNeighbour(int rows, int lives)
{
    if (m_scene.rows.bars.empty())
        return;
    const LifeRows& all = m_scene.rows;
    const Bar* bar = all.find(m_scene.selected);
    const std::int64_t at = bar ? bar->from : m_scene.cursor.value_or(m_scene.last()).ns;
    int row = bar ? static_cast<int>(all.rowOf(*bar)) + rows : m_scene.scroll / m_scene.layout.rowHeight;
    const int last = static_cast<int>(all.rows.size()) - 1;
    row = std::clamp(row, 0, last);
    while (all.rows[static_cast<std::size_t>(row)].heading()) // the first row is one; the last never is
        row += rows < 0 && row > 0 ? -1 : 1;
    const Row& target = all.rows[static_cast<std::size_t>(row)];
    const Bar* first = &all.bars[target.first];
    const Bar* next = bar && rows == 0 ? bar + lives : all.at(static_cast<std::size_t>(row), at);
    next = next ? std::clamp(next, first, first + target.count - 1) : first;
    m_selection->select(next->life);
}

QString TimelineView::storyAt(QPoint p) const
{
    if (!m_scene.frame)
        return {};
    const TimelineLayout& layout = m_scene.layout;
    if (const Bar* bar = m_scene.barAt(p)) {
        const Life* life = m_scene.frame->find(bar->life);
        return life ? lifeStory(*life, *m_scene.frame) : QString();
    }
    if (const int row = layout.rowAt(p.y(), m_scene.scroll); row >= 0) {
        const Row& r = m_scene.rows.rows[static_cast<std::size_t>(row)];
        if (r.heading())
            return groupTitle(*m_scene.frame, m_scene.rows.grouping, r.group);
        if (p.x() >= layout.rows.left())
            return {};
        const QString lives = r.count == 1 ? tr("one life") : tr("%1 lives").arg(r.count);
        return tr("Inode number %1 = 4026531840 %2: %3 in this recording.")
            .arg(r.inode)
            .arg(QString::fromStdString(offsetOf(r.inode)), lives);
    }
    if (layout.header.contains(p)) {
        for (const PhaseBand& band : m_scene.bands) {
            if (p.x() >= m_scene.px(band.span.from) && p.x() <= m_scene.px(band.span.to))
                return band.story;
        }
    }
    if (const int lane = layout.laneAt(p.y()); lane >= 0)
        return laneStory(m_scene, lane, p.x());
    return {};
}

} // namespace nsscope::ui
