// SPDX-License-Identifier: GPL-3.0-or-later
// Lives of a frame at one moment, indexed for building the graph: state, ordinal on the number, who owns whom.
// Indexes are those of Frame::lives.
#pragma once
#include "ui/graph/content.h"

#include <cstdint>
#include <span>
#include <vector>

namespace nsscope::ui
{

class LifeTable
{
public:
    LifeTable(const Frame& frame, Instant at, const ContentOptions& options);

    std::size_t size() const { return m_standing.size(); }
    const Life& life(std::int32_t i) const { return *m_frame.lives[static_cast<std::size_t>(i)]; }
    LifeState state(std::int32_t i) const { return standing(i).state; }
    /// Which life on its number, from 1.
    std::int32_t ordinal(std::int32_t i) const { return m_ordinal[static_cast<std::size_t>(i)]; }
    const LifeStanding& standing(std::int32_t i) const { return m_standing[static_cast<std::size_t>(i)]; }
    bool counts(std::int32_t i) const { return standing(i).counts; }
    bool visible(std::int32_t i) const { return standing(i).visible; }
    /// The whole of it, which the table then has no more.
    std::vector<LifeStanding> takeStandings() { return std::move(m_standing); }
    /// Index of the parent (user namespaces) or owner (all others), -1 where there is none to be seen.
    std::int32_t above(std::int32_t i) const { return m_above[static_cast<std::size_t>(i)]; }
    /// Lives whose above() is `i`, in order of discovery; those without for -1.
    std::span<const std::int32_t> below(std::int32_t i) const;

private:
    const Frame& m_frame;
    std::vector<LifeStanding> m_standing;
    std::vector<std::int32_t> m_ordinal;
    std::vector<std::int32_t> m_above;
    std::vector<std::int32_t> m_first; ///< offsets into m_below, shifted by one: entry 0 is for "none"
    std::vector<std::int32_t> m_below;
};

} // namespace nsscope::ui
