// SPDX-License-Identifier: GPL-3.0-or-later
// Places of a left-to-right tree on a grid of cells: column = depth, row = line. Pure and O(n); knows nothing of pixels.
// A node keeps its cell for as long as it is asked for: TreeSlots gives new nodes free cells and moves none.
#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace nsscope::ui
{

struct TreeNode
{
    std::uint64_t key = 0;
    std::int32_t parent = -1; ///< index; nodes are in depth-first order
};

struct TreeCell
{
    std::int32_t column = 0;
    std::int32_t row = 0;
    bool operator==(const TreeCell&) const = default;
};

/// Tidy places for all at once: no two share a cell, siblings stand together, parents on the row of their first child.
/// Depths beyond 64 share the last column.
std::vector<TreeCell> tidyCells(std::span<const TreeNode> nodes);

class TreeSlots
{
public:
    /// Cells of all nodes. Those known keep theirs; new ones stand below their last sibling, where free. The first
    /// call, and the first after forget(), is tidyCells().
    std::vector<TreeCell> place(std::span<const TreeNode> nodes);
    void forget() { m_cells.clear(); }

private:
    std::unordered_map<std::uint64_t, TreeCell> m_cells;
};

} // namespace nsscope::ui
