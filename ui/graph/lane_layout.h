// SPDX-License-Identifier: GPL-3.0-or-later
// Places of cards in lanes: a row per user namespace, a cell per type in it, slots in the cell. Pure; knows no pixels.
// Rows and cards keep their place for as long as they are asked for; a freed slot goes to the next card of its cell.
#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace nsscope::ui
{

struct LaneNode
{
    std::uint64_t key = 0;
    std::int32_t row = -1;    ///< index of the node that heads its row; a head names itself
    std::int32_t column = -1; ///< type's column, -1 for a head
};

struct LaneCell
{
    std::int32_t row = 0;  ///< rows from the top
    std::int32_t slot = 0; ///< lines in the cell from the top
};

class LaneSlots
{
public:
    /// Rows stand in the order of first appearance; the first call, and the first after forget(), takes the given order.
    std::vector<LaneCell> place(std::span<const LaneNode> nodes);
    /// Lines of each row: the most that any of its cells ever had since forget().
    const std::vector<std::int32_t>& heights() const { return m_heights; }
    void forget();

private:
    std::unordered_map<std::uint64_t, std::int32_t> m_rows;  ///< by key of the head
    std::unordered_map<std::uint64_t, std::int32_t> m_slots; ///< by key of the card
    std::vector<std::int32_t> m_heights;
};

} // namespace nsscope::ui
