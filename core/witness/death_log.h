// SPDX-License-Identifier: Apache-2.0
// Ends that witnesses told lately, for other witnesses: the handle's word that the last reference went, from which they
// can tell more, and the quota's word that it is destroyed, after which its number may be anybody's. Shared by the
// witnesses of one agent, in one thread.
#pragma once
#include "core/model/fact.h"

#include <algorithm>
#include <cstdint>
#include <deque>

namespace nsscope
{

class DeathLog
{
public:
    void add(const Evidence& evidence)
    {
        m_entries.push_back(evidence);
        if (m_entries.size() > cap) {
            m_entries.pop_front();
            ++m_first;
        }
    }
    /// Calls `use` for each entry since `*cursor`, a number kept by the reader that begins with 0.
    template <class Use> void readSince(std::uint64_t& cursor, Use use) const
    {
        for (cursor = std::max(cursor, m_first); cursor < m_first + m_entries.size(); ++cursor)
            use(m_entries[cursor - m_first]);
    }

    bool hasSince(std::uint64_t cursor) const { return cursor < m_first + m_entries.size(); }

private:
    static constexpr std::size_t cap = 4096;
    std::deque<Evidence> m_entries;
    std::uint64_t m_first = 0; ///< number of the first entry kept
};

} // namespace nsscope
