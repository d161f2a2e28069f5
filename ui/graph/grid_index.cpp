// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/grid_index.h"

#include <algorithm>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr qreal smallestSide = 512;
constexpr qreal bucketCap = 1 << 18;

} // namespace

GridIndex::Range GridIndex::range(const QRectF& area) const
{
    const auto cell = [this](qreal offset, std::int32_t count) {
        return static_cast<std::int32_t>(std::clamp(std::floor(offset / m_side), 0.0, static_cast<double>(count - 1)));
    };
    return {cell(area.left() - m_bounds.left(), m_columns), cell(area.right() - m_bounds.left(), m_columns),
            cell(area.top() - m_bounds.top(), m_rows), cell(area.bottom() - m_bounds.top(), m_rows)};
}

void GridIndex::build(std::span<const QRectF> boxes)
{
    m_boxes = static_cast<std::int32_t>(boxes.size());
    m_bounds = {};
    for (const QRectF& box : boxes)
        m_bounds |= box;
    m_side = std::max(smallestSide, std::sqrt(m_bounds.width() * m_bounds.height() / bucketCap));
    m_columns = static_cast<std::int32_t>(m_bounds.width() / m_side) + 1;
    m_rows = static_cast<std::int32_t>(m_bounds.height() / m_side) + 1;
    m_first.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows) + 1, 0);
    const auto visit = [&](auto&& call) {
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (boxes[i].isNull())
                continue;
            const Range r = range(boxes[i]);
            for (std::int32_t y = r.y0; y <= r.y1; ++y) {
                for (std::int32_t x = r.x0; x <= r.x1; ++x)
                    call(static_cast<std::size_t>(y) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(x), i);
            }
        }
    };
    visit([this](std::size_t bucket, std::size_t) { ++m_first[bucket + 1]; });
    for (std::size_t i = 1; i < m_first.size(); ++i)
        m_first[i] += m_first[i - 1];
    m_items.resize(static_cast<std::size_t>(m_first.back()));
    std::vector<std::int32_t> next(m_first.begin(), m_first.end() - 1);
    visit([&](std::size_t bucket, std::size_t i) {
        m_items[static_cast<std::size_t>(next[bucket]++)] = static_cast<std::int32_t>(i);
    });
}

std::vector<std::int32_t> GridIndex::near(const QRectF& area) const
{
    if (m_boxes == 0 || !area.intersects(m_bounds))
        return {};
    const Range r = range(area);
    std::vector<std::int32_t> found;
    for (std::int32_t y = r.y0; y <= r.y1; ++y) {
        for (std::int32_t x = r.x0; x <= r.x1; ++x) {
            const auto bucket = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(x);
            found.insert(found.end(), m_items.begin() + m_first[bucket], m_items.begin() + m_first[bucket + 1]);
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace nsscope::ui
