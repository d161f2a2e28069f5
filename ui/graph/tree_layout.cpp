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
    std::vector<std::int32_t> childCount(n, 0);
    for (const TreeNode& node : nodes) {
        if (node.parent >= 0)
            ++childCount[static_cast<std::size_t>(node.parent)];
    }
    struct Open
    {
        std::int32_t node;
        std::int32_t first = -1, last = -1, anchor = -1; ///< rows of the children placed so far
    };
    std::array<std::int32_t, columnCap> nextFree{};
    std::vector<Open> open;
    const auto settle = [&] {
        const Open top = open.back();
        open.pop_back();
        TreeCell& cell = cells[static_cast<std::size_t>(top.node)];
        std::int32_t& next = nextFree[static_cast<std::size_t>(cell.column)];
        std::int32_t row = next;
        if (top.first >= 0)
            row = std::max(row, top.anchor >= 0 ? top.anchor : top.first + (top.last - top.first) / 2);
        cell.row = row;
        next = row + 1;
        if (!open.empty()) {
            Open& parent = open.back();
            if (parent.first < 0)
                parent.first = row;
            parent.last = row;
            if (nodes[static_cast<std::size_t>(top.node)].anchor)
                parent.anchor = row;
        }
    };
    for (std::size_t i = 0; i < n; ++i) {
        assert(nodes[i].parent < static_cast<std::int32_t>(i));
        while (!open.empty() && open.back().node != nodes[i].parent)
            settle();
        const std::size_t column =
            open.empty() ? 0 : columnBelow(static_cast<std::size_t>(cells[static_cast<std::size_t>(open.back().node)].column));
        cells[i].column = static_cast<std::int32_t>(column);
        open.push_back({static_cast<std::int32_t>(i)});
        const std::size_t below = columnBelow(column);
        if (childCount[i] > 0 && below != column) {
            const bool levelWithFirst = i + 1 < n && nodes[i + 1].anchor;
            const std::int32_t above = levelWithFirst ? 0 : (childCount[i] - 1) / 2;
            nextFree[below] = std::max(nextFree[below], nextFree[column] - above);
        }
    }
    while (!open.empty())
        settle();
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
