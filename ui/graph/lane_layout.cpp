// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/lane_layout.h"

#include <algorithm>
#include <cassert>

namespace nsscope::ui
{

void LaneSlots::forget()
{
    m_rows.clear();
    m_slots.clear();
    m_heights.clear();
}

std::vector<LaneCell> LaneSlots::place(std::span<const LaneNode> nodes)
{
    std::vector<LaneCell> cells(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].column >= 0)
            continue;
        const auto next = static_cast<std::int32_t>(m_rows.size());
        cells[i].row = m_rows.emplace(nodes[i].key, next).first->second;
    }
    m_heights.resize(m_rows.size(), 1);

    struct Cell
    {
        std::vector<char> taken;
        std::size_t searched = 0;
    };
    std::unordered_map<std::uint64_t, Cell> taken;
    const auto cellOf = [&](std::size_t i) -> Cell& {
        return taken[(static_cast<std::uint64_t>(static_cast<std::uint32_t>(cells[i].row)) << 8) |
                     static_cast<std::uint64_t>(nodes[i].column)];
    };
    const auto take = [&](std::size_t i, std::int32_t slot) {
        Cell& cell = cellOf(i);
        if (cell.taken.size() <= static_cast<std::size_t>(slot))
            cell.taken.resize(static_cast<std::size_t>(slot) + 1);
        cell.taken[static_cast<std::size_t>(slot)] = 1;
        cells[i].slot = slot;
        std::int32_t& height = m_heights[static_cast<std::size_t>(cells[i].row)];
        height = std::max(height, slot + 1);
    };
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].column < 0)
            continue;
        assert(nodes[i].row >= 0 && static_cast<std::size_t>(nodes[i].row) < nodes.size());
        cells[i].row = cells[static_cast<std::size_t>(nodes[i].row)].row;
        const auto known = m_slots.find(nodes[i].key);
        const Cell& cell = cellOf(i);
        const bool free = known != m_slots.end() && (cell.taken.size() <= static_cast<std::size_t>(known->second) ||
                                                     !cell.taken[static_cast<std::size_t>(known->second)]);
        if (free)
            take(i, known->second);
        else
            fresh.push_back(i);
    }
    for (std::size_t i : fresh) {
        Cell& cell = cellOf(i);
        while (cell.searched < cell.taken.size() && cell.taken[cell.searched])
            ++cell.searched;
        take(i, static_cast<std::int32_t>(cell.searched));
        m_slots[nodes[i].key] = cells[i].slot;
    }
    return cells;
}

} // namespace nsscope::ui
