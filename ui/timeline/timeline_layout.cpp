// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_layout.h"

namespace nsscope::ui
{

int TimelineLayout::rowAt(int y, int scroll) const
{
    if (y < rows.top() || y > rows.bottom() || rowHeight <= 0)
        return -1;
    const int row = (y - rows.top() + scroll) / rowHeight;
    return row < rowCount ? row : -1;
}

int TimelineLayout::laneAt(int y) const
{
    return y < lanes.top() || y > lanes.bottom() ? -1 : (y - lanes.top()) / laneHeight;
}

namespace
{

TimelineLayout layOut(QSize size, int labelWidth, int textHeight, int rowCount, int laneCount, double rowZoom, bool low)
{
    constexpr int rightRoom = 8;
    constexpr int apart = 4;
    constexpr int arcRoom = TimelineLayout::arcRoom;
    TimelineLayout l;
    l.rowCount = rowCount;
    const int width = qMax(1, size.width() - labelWidth - rightRoom);
    const int headerHeight = textHeight + 10;
    const int rulerHeight = textHeight + 8;
    const int flagsHeight = textHeight + 4;
    l.laneHeight = textHeight + (low ? 6 : 10);

    // Where there is little room the flags lie over the ruler instead of under it.
    int bottom = size.height() - flagsHeight;
    l.flags = QRect(labelWidth, bottom, width, flagsHeight);
    bottom = low ? size.height() - rulerHeight : bottom - rulerHeight;
    l.ruler = QRect(labelWidth, bottom, width, rulerHeight);
    l.header = QRect(labelWidth, 0, width, headerHeight);

    const int middle = qMax(0, bottom - headerHeight - arcRoom);
    const int lanesShown = qMin(laneCount, qMax(0, middle / 2 / l.laneHeight));
    const int lanesHeight = lanesShown * l.laneHeight;
    const int lanesGap = lanesShown > 0 ? 2 * apart : apart;
    const int rowsTop = headerHeight + arcRoom;
    l.lanes = QRect(labelWidth, qMax(rowsTop, bottom - lanesHeight - apart), width, lanesHeight);
    l.rows = QRect(labelWidth, rowsTop, width, qMax(0, l.lanes.top() - lanesGap - rowsTop));
    l.labels = QRect(0, rowsTop, labelWidth, l.rows.height());

    const int lowest = textHeight + (low ? 4 : 6);
    const int highest = textHeight * 2 + 12;
    const int fair = rowCount > 0 ? l.rows.height() / rowCount : highest;
    l.rowHeight = qBound(4, qRound(qBound(lowest, fair, highest) * rowZoom), 4 * highest);
    return l;
}

} // namespace

TimelineLayout timelineLayout(QSize size, int labelWidth, int textHeight, int rowCount, int laneCount,
                              double rowZoom)
{
    const int lines = size.height() / qMax(1, textHeight);
    const TimelineLayout airy = layOut(size, labelWidth, textHeight, rowCount, laneCount, rowZoom, lines < 12);
    if (lines < 12 || lines >= 20 || airy.maxScroll() == 0)
        return airy;
    return layOut(size, labelWidth, textHeight, rowCount, laneCount, rowZoom, true);
}

} // namespace nsscope::ui
