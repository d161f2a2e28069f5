// SPDX-License-Identifier: Apache-2.0
#include "core/scan/link_sets.h"

namespace nsscope
{

namespace
{

constexpr std::uint32_t none = NsLinks::none;

} // namespace

std::uint32_t& LinkSets::slotOf(const NsLinks& links)
{
    std::uint64_t hash = 0;
    for (const std::uint32_t index : links.index) {
        hash = (hash ^ index) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash;; ++at) {
        std::uint32_t& slot = m_slots[at & mask];
        if (slot == none || m_sets[slot] == links)
            return slot;
    }
}

std::uint32_t LinkSets::at(const NsLinks& links)
{
    if (m_sets.size() * 2 >= m_slots.size()) {
        m_slots.assign(m_slots.empty() ? 64 : m_slots.size() * 2, none);
        for (std::uint32_t i = 0; i < size(); ++i)
            slotOf(m_sets[i]) = i;
    }
    std::uint32_t& slot = slotOf(links);
    if (slot == none) {
        slot = size();
        m_sets.push_back(links);
    }
    return slot;
}

} // namespace nsscope
