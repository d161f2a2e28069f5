// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline draws, as compact values: one row per inode number in order of number, one bar per life, and
// sums that tell in O(log n) how full a pixel column is. All namespaces share one nsfs device, so a number is a row.
// Where rows are grouped, a number has a row in each group that it had a life in.
#pragma once
#include "core/track/frame.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace nsscope::ui
{

inline constexpr std::int64_t openEnd = std::numeric_limits<std::int64_t>::max();

struct Bar
{
    std::int64_t from = 0;          ///< birth, the certain side (ns)
    std::int64_t useEnd = openEnd;  ///< end of use, the certain side; openEnd while in use
    std::int64_t to = openEnd;      ///< end of the life, the certain side; openEnd while not known
    std::int64_t endFrom = openEnd; ///< the other side of `to`
    LifeId life = LifeId::None;
    std::int32_t phase = -1;        ///< of the experiment, -1: none
    std::int32_t number = 0;        ///< 1-based among the experiment's lives, else among those on this inode number
    std::int16_t run = -1;
    NsType type = NsType::Net;
    bool bornBefore = false;        ///< it was there when the recording began
};

enum class RowGrouping : std::uint8_t {
    None,
    Type,
    Owner, ///< the user namespace that owns the lives
    Run    ///< the experiment that made them
};

struct Row
{
    std::uint64_t inode = 0;
    std::uint32_t first = 0; ///< index of its first bar
    std::uint32_t count = 0; ///< 0: the heading of the group that follows
    NsType type = NsType::Net; ///< of its newest life
    std::int64_t group = 0;    ///< NsType, LifeId of the owner (0: unknown), or the run (-1: none)

    bool heading() const { return count == 0; }
};

struct LifeRows
{
    std::vector<Row> rows; ///< by inode number
    std::vector<Bar> bars; ///< by row, then by birth
    /// Nanoseconds of use and of dying in all bars before the one with this index; one more entry than bars.
    std::vector<std::int64_t> usedBefore;
    std::vector<std::int64_t> dyingBefore;
    std::vector<std::uint32_t> barOf; ///< by LifeId - 1: index of its bar + 1, 0 where its row is not shown
    std::size_t hiddenRows = 0; ///< rows that the choice leaves out
    RowGrouping grouping = RowGrouping::None;

    /// Bar of a life, null where its row is not shown.
    const Bar* find(LifeId life) const;
    /// Row of a bar of this object.
    std::size_t rowOf(const Bar& bar) const;
    /// Bar at or nearest before `t` in a row; null where there is none.
    const Bar* at(std::size_t row, std::int64_t t) const;
};

/// Where a bar that has no end yet is drawn to: its successor on the number, else the newest fact.
std::int64_t drawnEnd(const LifeRows& rows, const Bar& bar, Instant last);

enum class RowChoice : std::uint8_t {
    Fitting, ///< what the experiments used; without one, every number on which a life began or ended, and all of a few
    All
};

/// Keeps the compact bars of the frame before, so that a new frame costs only what changed and one pass over bars.
class LifeRowsBuilder
{
public:
    /// `wanted` by life index: rows without any of these are left out; empty: the choice alone decides.
    LifeRows update(const FramePtr& frame, RowChoice choice, const std::vector<char>& wanted = {},
                    RowGrouping grouping = RowGrouping::None);

private:
    struct Number
    {
        std::uint64_t inode = 0;
        std::int64_t group = 0;
        bool changed = false; ///< a life began or ended during the recording
        bool lab = false;
    };
    bool keepsPlaces(const Frame& frame, RowGrouping grouping) const;
    void placeNew(const Frame& frame);
    void take(std::size_t index, const Life& life);
    std::vector<std::uint32_t> shownNumbers(const Frame& frame, RowChoice choice, const std::vector<char>& wanted) const;

    FramePtr m_frame;
    RowGrouping m_grouping = RowGrouping::None;
    std::vector<Bar> m_bars;               ///< by LifeId
    std::vector<std::uint32_t> m_numberOf; ///< index into m_numbers, by LifeId
    std::vector<Number> m_numbers;         ///< in order of discovery
};

} // namespace nsscope::ui
