// SPDX-License-Identifier: GPL-3.0-or-later
// One drawn thing of the graph as a value: a namespace's life, a collapsed group, or a place kept for what is not born
// yet. Says what is shown and below what it hangs; not where (layouts) and not how (painters).
#pragma once
#include "core/track/compare.h"
#include "core/track/frame.h"

#include <QString>
#include <cstdint>
#include <vector>

namespace nsscope::ui
{

/// Who holds a namespace at the moment shown, counted. Pointers live as long as the frame.
struct HolderSummary
{
    std::uint32_t processes = 0;
    std::uint32_t threads = 0;
    std::uint32_t others = 0;      ///< fds, mounts, sockets, children, ...
    const Holder* first = nullptr; ///< a process where there is one

    std::uint32_t count() const { return processes + threads + others; }
};

enum class NodeKind : std::uint8_t {
    Namespace,
    Group,  ///< members of one type below one owner, collapsed or open
    Rest,   ///< everything of the host that is not part of the experiment
    Outside ///< owner that the observer may not see
};

struct GraphNode
{
    NodeKind kind = NodeKind::Namespace;
    NsType type = NsType::User;
    LifeState state = LifeState::Unborn;
    bool present = true;  ///< false: the place is kept, nothing is drawn
    bool story = false;   ///< made by the experiment shown
    bool open = false;    ///< groups: members are shown
    bool mixed = false;   ///< groups: members of several types
    bool partial = false; ///< groups: there are members with cards of their own beside it
    bool kept = false;    ///< the user wants it in sight
    bool noted = false;   ///< the user has a note on it
    Difference difference = Difference::None; ///< where two moments are compared
    bool numberRow = false; ///< stands for a number on which the experiment's lives follow each other
    std::int32_t parent = -1; ///< index; parents stand before their children
    std::uint64_t key = 0;    ///< identity of its place
    const Life* life = nullptr;
    std::int32_t ordinal = 0; ///< which life on its number this is, from 1
    std::int32_t ended = 0;   ///< earlier lives on the number, drawn as one tombstone beside it
    std::uint32_t heldMembers = 0; ///< groups: of these, held by a task
    std::uint32_t count = 0;  ///< groups: members; user namespaces: living namespaces owned
    HolderSummary holders;
    QString label; ///< the user's name for it

    bool expandable() const { return kind == NodeKind::Group || kind == NodeKind::Rest; }
    bool childOfUser() const { return kind == NodeKind::Namespace && type == NsType::User; }
};

/// How a life stands at a moment, and for how long it stands so: from `from` on, before `until`.
struct LifeStanding
{
    std::int64_t from = 0;
    std::int64_t until = 0;
    LifeState state = LifeState::Unborn;
    bool visible = false; ///< to be drawn by a view of the host: counts, or ended only just now
    bool counts = false;  ///< alive in the kernel as far as is known: counts for "N more namespaces"

    bool holdsAt(Instant t) const { return from <= t.ns && t.ns < until; }
};

/// Everything to draw at one moment. `nodes` is in depth-first order.
struct GraphContent
{
    FramePtr frame;
    Instant at;
    std::int32_t run = -1; ///< experiment run whose story is told; -1: the host
    std::vector<GraphNode> nodes;
    std::vector<std::int32_t> nodeOfLife; ///< by life index: node that shows it or holds it collapsed, -1: none
    std::vector<std::int32_t> groupOfLife; ///< by life index: group that counts it as a member, -1: none
    std::vector<LifeStanding> standing;   ///< by life index

    std::int32_t nodeOf(LifeId id) const
    {
        const auto index = static_cast<std::size_t>(id);
        return index == 0 || index > nodeOfLife.size() ? -1 : nodeOfLife[index - 1];
    }
};

HolderSummary holderSummaryAt(const Life& life, Instant t);
LifeStanding standingAt(const Life& life, Instant t, std::int64_t tombstoneNs);
/// The life that stands above another in the graph: parent of a user namespace, owner of all others.
inline LifeId lifeAbove(const Life& life) { return life.ref.type == NsType::User ? life.parentLife : life.ownerLife; }

} // namespace nsscope::ui
