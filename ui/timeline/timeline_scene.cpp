// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_scene.h"

#include <algorithm>

namespace nsscope::ui
{

QRectF TimelineScene::barBox(int row) const
{
    const double height = qBound(3.0, layout.rowHeight * 0.62, 22.0);
    const double top = layout.rowTop(row, scroll) + (layout.rowHeight - height) * (layout.rowHeight > 12 ? 0.62 : 0.5);
    return {static_cast<double>(layout.rows.left()), qRound(top) + 0.5, static_cast<double>(layout.rows.width()),
            static_cast<double>(qRound(height))};
}

QRectF TimelineScene::barRect(const Bar& bar) const
{
    const QRectF box = barBox(static_cast<int>(rows.rowOf(bar)));
    const double x0 = px({bar.from});
    return {x0, box.top(), std::max(1.0, px({drawnEnd(rows, bar, last())}) - x0), box.height()};
}

const Bar* TimelineScene::barAt(QPointF p) const
{
    constexpr double reach = 3;
    const int row = layout.rowAt(qRound(p.y()), scroll);
    if (row < 0 || p.x() < layout.rows.left() || p.x() > layout.rows.right())
        return nullptr;
    const Bar* bar = rows.at(static_cast<std::size_t>(row), at(p.x() + reach).ns);
    if (!bar)
        return nullptr;
    // The one before may still cover the point: the end of one life and the birth of the next can lie a pixel apart.
    const Bar* first = &rows.bars[rows.rows[static_cast<std::size_t>(row)].first];
    for (const Bar* candidate = bar; candidate >= first && candidate > bar - 2; --candidate) {
        const QRectF box = barRect(*candidate);
        if (p.x() >= box.left() - (candidate == bar ? reach : 0) && p.x() <= box.right() + reach) {
            if (candidate != bar || p.x() >= box.left() || bar == first)
                return candidate;
            const QRectF before = barRect(*(bar - 1));
            return p.x() <= before.right() ? bar - 1 : bar;
        }
    }
    return nullptr;
}

const std::vector<StateSpan>& TimelineScene::spansOf(const Bar& bar) const
{
    const auto known = m_spans.find(bar.life);
    if (known != m_spans.end())
        return known->second;
    const Life* life = frame->find(bar.life);
    const Instant until{drawnEnd(rows, bar, last())};
    return m_spans.emplace(bar.life, life ? stateSpans(*life, until) : std::vector<StateSpan>{}).first->second;
}

} // namespace nsscope::ui
