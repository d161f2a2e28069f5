// SPDX-License-Identifier: GPL-3.0-or-later
// Lives of a frame at one moment, indexed for building the graph: state, ordinal on the number, who owns whom.
// Indexes are those of Frame::lives.
#pragma once
#include "core/track/frame.h"

#include <cstdint>
#include <span>
#include <vector>

namespace nsscope::ui
{

class LifeTable
{
public:
    LifeTable(const Frame& frame, Instant at, std::int64_t tombstoneNs);

    std::size_t size() const { return m_state.size(); }
    const Life& life(std::int32_t i) const { return *m_frame.lives[static_cast<std::size_t>(i)]; }
    LifeState state(std::int32_t i) const { return m_state[static_cast<std::size_t>(i)]; }
    /// Which life on its number, from 1.
    std::int32_t ordinal(std::int32_t i) const { return m_ordinal[static_cast<std::size_t>(i)]; }
    /// Alive in the kernel as far as is known: counts for "N more namespaces".
    bool counts(std::int32_t i) const;
    /// To be drawn by a view of the host: counts, or ended only just now.
    bool visible(std::int32_t i) const { return m_visible[static_cast<std::size_t>(i)] != 0; }
    /// Index of the parent (user namespaces) or owner (all others), -1 where there is none to be seen.
    std::int32_t above(std::int32_t i) const { return m_above[static_cast<std::size_t>(i)]; }
    /// Lives whose above() is `i`, in order of discovery; those without for -1.
    std::span<const std::int32_t> below(std::int32_t i) const;

private:
    const Frame& m_frame;
    Instant m_at;
    std::vector<LifeState> m_state;
    std::vector<std::int32_t> m_ordinal;
    std::vector<char> m_visible;
    std::vector<std::int32_t> m_above;
    std::vector<std::int32_t> m_first; ///< offsets into m_below, shifted by one: entry 0 is for "none"
    std::vector<std::int32_t> m_below;
};

} // namespace nsscope::ui
