// SPDX-License-Identifier: GPL-3.0-or-later
// All that the painters of the timeline read: data, scale, window, layout, theme and what is selected. Owned and
// filled by TimelineView; the painters change nothing in it but the cache of state spans.
#pragma once
#include "ui/theme/theme.h"
#include "ui/timeline/kernel_lanes.h"
#include "ui/timeline/life_rows.h"
#include "ui/timeline/phase_bands.h"
#include "ui/timeline/state_spans.h"
#include "ui/timeline/time_window.h"
#include "ui/timeline/timeline_layout.h"

#include <QPointF>
#include <optional>
#include <unordered_map>

namespace nsscope::ui
{

struct TimelineScene
{
    FramePtr frame;
    LifeRows rows;
    std::vector<PhaseBand> bands;
    KernelLanes lanes;
    TimeWindow window;
    TimelineLayout layout;
    int scroll = 0;                       ///< pixels
    double devicePixelRatio = 1;
    Theme theme;
    LifeId selected = LifeId::None;
    LifeId hovered = LifeId::None;
    std::optional<Instant> cursor;        ///< absent: now
    std::optional<Instant> markers[2];    ///< A and B
    std::optional<Interval> range;        ///< selected by dragging
    QString empty;                        ///< sentence shown instead of rows
    ScaleKind scaleKind = ScaleKind::PerPhase;

    double pxOfX(double x) const
    {
        return layout.rows.left() + (x - window.from()) / window.width() * layout.rows.width();
    }
    double xOfPx(double px) const
    {
        return window.from() + (px - layout.rows.left()) / layout.rows.width() * window.width();
    }
    double px(Instant t) const { return pxOfX(window.scale().toX(t)); }
    Instant at(double px) const { return window.scale().toInstant(xOfPx(px)); }
    Instant last() const { return frame ? frame->last : Instant{}; }

    /// Body of the bars of a row.
    QRectF barBox(int row) const;
    /// The whole bar of a life from birth to its drawn end.
    QRectF barRect(const Bar& bar) const;
    /// Bar under a point, null where there is none.
    const Bar* barAt(QPointF p) const;
    const std::vector<StateSpan>& spansOf(const Bar& bar) const;
    void forgetSpans() const { m_spans.clear(); }

private:
    mutable std::unordered_map<LifeId, std::vector<StateSpan>> m_spans;
};

} // namespace nsscope::ui
