// SPDX-License-Identifier: Apache-2.0
// Which inode numbers a network namespace took besides its own, in blocks of neighbours, and whose they are. From what
// /proc/net showed in the recording; nothing is assumed about how many there are. Pure.
#pragma once
#include "core/track/frame.h"

#include <cstdint>
#include <vector>

namespace nsscope
{

/// Neighbouring numbers, both ends included.
struct NumberBlock
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    std::uint64_t count() const { return last - first + 1; }
    bool operator==(const NumberBlock&) const = default;
};

/// `numbers` ascending.
std::vector<NumberBlock> blocksOf(const std::vector<std::uint64_t>& numbers);
/// Of each of frame.numbers, in their order, the life that took them: the one with its id, on a kernel without ids the
/// one of that number that was there when it was looked at. None where the recording does not tell it.
std::vector<LifeId> takersOf(const Frame& frame);

} // namespace nsscope
