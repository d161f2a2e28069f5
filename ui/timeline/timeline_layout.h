// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the timeline lie, in device-independent pixels: labels left; phase titles, rows, lanes, ruler
// and flags from top to bottom. The lanes stand at the bottom, so they do not move as rows are added. Pure.
#pragma once
#include <QRect>
#include <QSize>

namespace nsscope::ui
{

struct TimelineLayout
{
    static constexpr int arcRoom = 10; ///< between titles and rows, for the arcs of the first row

    QRect labels; ///< left of the rows
    QRect header; ///< phase titles
    QRect rows;
    QRect lanes;
    QRect ruler;
    QRect flags;  ///< under the ruler: the cursor's and the markers' flags
    int rowHeight = 28;
    int laneHeight = 26;
    int rowCount = 0;

    int maxScroll() const { return qMax(0, rowCount * rowHeight - rows.height()); }
    /// From the phase titles to the ruler: what a vertical line crosses.
    QRect plot() const { return header.united(ruler); }
    int rowTop(int row, int scroll) const { return rows.top() + row * rowHeight - scroll; }
    /// Row at a height, -1 outside.
    int rowAt(int y, int scroll) const;
    /// Lane at a height, -1 outside.
    int laneAt(int y) const;
    int laneTop(int lane) const { return lanes.top() + lane * laneHeight; }
};

/// `textHeight` is the line height of the small font; `rowZoom` 1 is the normal row height.
TimelineLayout timelineLayout(QSize size, int labelWidth, int textHeight, int rowCount, int laneCount,
                              double rowZoom = 1.0);

} // namespace nsscope::ui
