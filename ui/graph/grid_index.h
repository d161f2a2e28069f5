// SPDX-License-Identifier: GPL-3.0-or-later
// Finds boxes by place: a grid of square buckets over the bounds of all boxes. Built once per layout, then read only.
#pragma once
#include <QPointF>
#include <QRectF>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace nsscope::ui
{

class GridIndex
{
public:
    void build(std::span<const QRectF> boxes);
    /// Indexes of boxes whose buckets meet `area`, each once, ascending. May hold some that do not meet it.
    std::vector<std::int32_t> near(const QRectF& area) const;

private:
    struct Range
    {
        std::int32_t x0, x1, y0, y1;
    };
    Range range(const QRectF& area) const;

    QRectF m_bounds;
    qreal m_side = 512;
    std::int32_t m_columns = 0;
    std::int32_t m_rows = 0;
    std::int32_t m_boxes = 0;
    std::vector<std::int32_t> m_first; ///< per bucket: offset into m_items
    std::vector<std::int32_t> m_items;
};

} // namespace nsscope::ui
