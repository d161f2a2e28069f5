// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses what the graph shows of a frame at a moment: the story of an experiment with the rest of the host as one
// quiet card, or the host's ownership forest with large groups collapsed. Pure; keeps nothing between calls.
#pragma once
#include "ui/graph/graph_node.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_set>

namespace nsscope::ui
{

struct ContentOptions
{
    std::unordered_set<std::uint64_t> open; ///< keys of groups that are expanded
    std::uint32_t groupAbove = 12;          ///< an owner with more namespaces shows them grouped by type
    std::int64_t tombstoneNs = 3'000'000'000; ///< how long the host keeps showing what has ended
    bool flat = false;                      ///< for lanes: no story, no groups but of what a cell has too many of
    std::uint32_t cellCards = 6;            ///< flat: cards of one type that an owner shows before the others are collapsed
    std::map<LifeId, QString> labels;       ///< the user's own names
    std::set<LifeId> noted;                 ///< there is a note on it
    std::set<LifeId> kept;                  ///< always shown by a card of their own, also after their end
    std::vector<char> wanted;               ///< by life index: to be shown at all; empty: everything
    std::optional<Instant> since;           ///< shows also what lived then, and what has changed from then on

    /// Standings depend on nothing but life and moment.
    bool plain() const { return wanted.empty() && !since; }
};

/// The experiment run whose story is told at a moment, -1: none, the host is shown.
std::int32_t storyRun(const Frame& frame, Instant at, const ContentOptions& options);
/// As far as options let it be seen.
LifeStanding shownStanding(const Life& life, Instant at, const ContentOptions& options);
GraphContent buildContent(FramePtr frame, Instant at, const ContentOptions& options);

} // namespace nsscope::ui
