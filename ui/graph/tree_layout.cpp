// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/tree_layout.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace nsscope::ui
{

namespace
{

constexpr std::size_t columnCap = 65;

/// Rows taken in one column.
class Column
{
public:
    bool free(std::int32_t row) const
    {
        return row >= 0 && (static_cast<std::size_t>(row) >= m_taken.size() || !m_taken[static_cast<std::size_t>(row)]);
    }
    void take(std::int32_t row)
    {
        if (m_taken.size() <= static_cast<std::size_t>(row))
            m_taken.resize(static_cast<std::size_t>(row) + 1);
        m_taken[static_cast<std::size_t>(row)] = 1;
    }
    /// First free row at or after `row`. Asked again for the same range it starts where it last stopped.
    std::int32_t freeFrom(std::int32_t row)
    {
        if (row >= m_searchedFrom && row <= m_searchedTo)
            row = m_searchedTo;
        else
            m_searchedFrom = row;
        while (!free(row))
            ++row;
        m_searchedTo = row;
        return row;
    }

private:
    std::vector<char> m_taken;
    std::int32_t m_searchedFrom = 1;
    std::int32_t m_searchedTo = 0;
};

std::size_t columnBelow(std::size_t column) { return std::min(column + 1, columnCap - 1); }

} // namespace

std::vector<TreeCell> tidyCells(std::span<const TreeNode> nodes)
{
    const std::size_t n = nodes.size();
    std::vector<TreeCell> cells(n);
    std::array<std::int32_t, columnCap> nextFree{};
    std::vector<std::int32_t> open; // ancestors whose row is not settled: that of their first child, which comes later
    const auto settle = [&](std::int32_t row) {
        while (!open.empty()) {
            TreeCell& cell = cells[static_cast<std::size_t>(open.back())];
            cell.row = std::max(row, nextFree[static_cast<std::size_t>(cell.column)]);
            nextFree[static_cast<std::size_t>(cell.column)] = cell.row + 1;
            open.pop_back();
        }
    };
    for (std::size_t i = 0; i < n; ++i) {
        assert(nodes[i].parent < static_cast<std::int32_t>(i));
        const std::int32_t parent = nodes[i].parent;
        const std::size_t column =
            parent < 0 ? 0 : columnBelow(static_cast<std::size_t>(cells[static_cast<std::size_t>(parent)].column));
        cells[i].column = static_cast<std::int32_t>(column);
        open.push_back(static_cast<std::int32_t>(i));
        if (i + 1 < n && nodes[i + 1].parent == static_cast<std::int32_t>(i))
            continue;
        // A leaf, and perhaps the first of its line: all those above it stand on its row, so it must be free for each.
        std::int32_t row = 0;
        for (std::int32_t above : open)
            row = std::max(row, nextFree[static_cast<std::size_t>(cells[static_cast<std::size_t>(above)].column)]);
        settle(row);
    }
    return cells;
}

std::vector<TreeCell> TreeSlots::place(std::span<const TreeNode> nodes)
{
    if (m_cells.empty()) {
        std::vector<TreeCell> cells = tidyCells(nodes);
        m_cells.reserve(nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i)
            m_cells.emplace(nodes[i].key, cells[i]);
        return cells;
    }
    std::vector<TreeCell> cells(nodes.size(), {-1, -1});
    std::vector<Column> columns(columnCap);
    std::vector<std::int32_t> lastChildRow(nodes.size(), -1);
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto known = m_cells.find(nodes[i].key);
        const std::size_t column =
            nodes[i].parent < 0 ? 0
                                : columnBelow(static_cast<std::size_t>(cells[static_cast<std::size_t>(nodes[i].parent)].column));
        cells[i].column = static_cast<std::int32_t>(column);
        if (known == m_cells.end() || known->second.column != cells[i].column || !columns[column].free(known->second.row)) {
            fresh.push_back(i);
            continue;
        }
        cells[i].row = known->second.row;
        columns[column].take(cells[i].row);
        if (nodes[i].parent >= 0) {
            std::int32_t& last = lastChildRow[static_cast<std::size_t>(nodes[i].parent)];
            last = std::max(last, cells[i].row);
        }
    }
    for (std::size_t i : fresh) {
        const std::int32_t parent = nodes[i].parent;
        std::int32_t from = 0;
        if (parent >= 0) {
            const std::int32_t sibling = lastChildRow[static_cast<std::size_t>(parent)];
            from = sibling >= 0 ? sibling + 1 : std::max(0, cells[static_cast<std::size_t>(parent)].row);
        }
        Column& column = columns[static_cast<std::size_t>(cells[i].column)];
        cells[i].row = column.freeFrom(from);
        column.take(cells[i].row);
        if (parent >= 0)
            lastChildRow[static_cast<std::size_t>(parent)] = std::max(lastChildRow[static_cast<std::size_t>(parent)], cells[i].row);
        m_cells[nodes[i].key] = cells[i];
    }
    return cells;
}

} // namespace nsscope::ui
