// SPDX-License-Identifier: Apache-2.0
// Ten thousand processes are in a few combinations of namespaces: each stands here once, and a process has its number.
#pragma once
#include "core/scan/ns_links.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nsscope
{

class LinkSets
{
public:
    /// Number 0 is the set of no links.
    LinkSets() { at({}); }

    /// Number of a set that is the same; a new one where there is none.
    std::uint32_t at(const NsLinks& links);
    const NsLinks& operator[](std::uint32_t number) const { return m_sets[number]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_sets.size()); }

private:
    std::uint32_t& slotOf(const NsLinks& links);

    std::vector<NsLinks> m_sets;
    std::vector<std::uint32_t> m_slots; ///< open addressing, a power of two, at most half full
};

} // namespace nsscope
