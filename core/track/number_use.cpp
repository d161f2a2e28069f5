// SPDX-License-Identifier: Apache-2.0
#include "core/track/number_use.h"

#include <unordered_map>

namespace nsscope
{

namespace
{

bool tookThem(const Life& life, const NumberUse& use)
{
    if (!maybeSame(life.ref, use.ns))
        return false;
    if (life.ref.id != 0 && use.ns.id != 0)
        return true;
    const auto end = endOf(life);
    return life.born.when.from <= use.at && (!end || end->when.to >= use.at);
}

} // namespace

std::vector<NumberBlock> blocksOf(const std::vector<std::uint64_t>& numbers)
{
    std::vector<NumberBlock> blocks;
    for (const std::uint64_t number : numbers) {
        if (!blocks.empty() && number == blocks.back().last + 1)
            blocks.back().last = number;
        else
            blocks.push_back({number, number});
    }
    return blocks;
}

std::vector<LifeId> takersOf(const Frame& frame)
{
    std::unordered_multimap<std::uint64_t, std::size_t> usesOn;
    for (std::size_t i = 0; i < frame.numbers.size(); ++i)
        usesOn.emplace(frame.numbers[i].ns.inode, i);
    std::vector<LifeId> takers(frame.numbers.size(), LifeId::None);
    for (const auto& life : frame.lives) {
        const auto [begin, end] = usesOn.equal_range(life->ref.inode);
        for (auto use = begin; use != end; ++use) {
            if (tookThem(*life, frame.numbers[use->second]))
                takers[use->second] = life->id;
        }
    }
    return takers;
}

} // namespace nsscope
