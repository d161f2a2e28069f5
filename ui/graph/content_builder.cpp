// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/content_builder.h"

#include "ui/graph/node_key.h"

#include <algorithm>
#include <array>

namespace nsscope::ui
{

namespace
{

/// The kernel refuses user namespaces nested deeper than 32 (kernel/user_namespace.c); a recording may claim anything.
constexpr int depthCap = 40;
constexpr std::uint32_t smallGroup = 3;
/// What is asked for most often first; user namespaces last, for they have members of their own.
constexpr std::array<NsType, nsTypeCount> shownOrder{NsType::Mnt, NsType::Net,    NsType::Pid,  NsType::Uts,
                                                     NsType::Ipc, NsType::Cgroup, NsType::Time, NsType::User};

} // namespace

ContentBuilder::ContentBuilder(FramePtr frame, Instant at, const ContentOptions& options)
    : m_frame(std::move(frame)), m_options(options), m_lives(*m_frame, at, options)
{
    m_content.frame = m_frame;
    m_content.at = at;
    m_content.nodeOfLife.assign(m_lives.size(), -1);
    m_content.groupOfLife.assign(m_lives.size(), -1);
    m_content.nodes.reserve(options.flat ? m_lives.size() : 64);
}

GraphContent ContentBuilder::take()
{
    countOwned();
    m_content.standing = m_lives.takeStandings();
    return std::move(m_content);
}

GraphNode& ContentBuilder::add(NodeKind kind, std::uint64_t key, std::int32_t parent)
{
    GraphNode& node = m_content.nodes.emplace_back();
    node.kind = kind;
    node.key = key;
    node.parent = parent;
    return node;
}

std::int32_t ContentBuilder::addLife(std::int32_t life, std::uint64_t key, std::int32_t parent)
{
    const auto index = static_cast<std::int32_t>(m_content.nodes.size());
    GraphNode& node = add(NodeKind::Namespace, key, parent);
    node.life = &m_lives.life(life);
    node.type = node.life->ref.type;
    node.state = m_lives.state(life);
    node.present = node.state != LifeState::Unborn;
    node.ordinal = m_lives.ordinal(life);
    node.holders = holderSummaryAt(*node.life, m_content.at);
    if (const auto label = m_options.labels.find(node.life->id); label != m_options.labels.end())
        node.label = label->second;
    node.noted = m_options.noted.contains(node.life->id);
    node.kept = m_options.kept.contains(node.life->id);
    if (m_options.since)
        node.difference = differenceOf(*node.life, *m_options.since, m_content.at);
    claim(life, index);
    return index;
}

void ContentBuilder::claimBelow(std::int32_t life, std::int32_t node)
{
    Indexes open{life};
    while (!open.empty()) {
        const std::int32_t top = open.back();
        open.pop_back();
        if (shown(top))
            continue;
        claim(top, node);
        const auto below = m_lives.below(top);
        open.insert(open.end(), below.begin(), below.end());
    }
}

void ContentBuilder::addUserTree(std::int32_t user, std::int32_t parent, int depth)
{
    const std::int32_t node = addLife(user, nodekey::life(m_lives.life(user).id), parent);
    const auto below = m_lives.below(user);
    addMembers(Indexes(below.begin(), below.end()), node, depth + 1);
}

void ContentBuilder::addEach(std::span<const std::int32_t> lives, std::int32_t parent, int depth)
{
    for (std::int32_t i : lives) {
        if (shown(i))
            continue;
        if (m_lives.life(i).ref.type == NsType::User && depth <= depthCap)
            addUserTree(i, parent, depth);
        else
            addLife(i, nodekey::life(m_lives.life(i).id), parent);
    }
}

std::int32_t ContentBuilder::addGroup(std::span<const std::int32_t> lives, NsType type, std::int32_t parent, bool partial)
{
    const std::uint64_t above = parent < 0 ? 0 : m_content.nodes[static_cast<std::size_t>(parent)].key;
    const auto index = static_cast<std::int32_t>(m_content.nodes.size());
    GraphNode& group = add(NodeKind::Group, nodekey::group(above, type), parent);
    group.type = type;
    group.state = LifeState::Held;
    group.partial = partial;
    group.count = static_cast<std::uint32_t>(lives.size());
    group.open = m_options.open.contains(group.key);
    for (std::int32_t i : lives) {
        group.heldMembers += m_lives.state(i) == LifeState::Held ? 1 : 0;
        m_content.groupOfLife[static_cast<std::size_t>(i)] = index;
        if (!group.open)
            claimBelow(i, index);
    }
    return index;
}

void ContentBuilder::addMembers(const Indexes& members, std::int32_t parent, int depth)
{
    std::array<Indexes, nsTypeCount> byType;
    std::array<Indexes, nsTypeCount> initial; // and others that never go into a group
    std::uint32_t total = 0;
    for (std::int32_t i : members) {
        if (!m_lives.visible(i) || shown(i))
            continue;
        ++total;
        const auto type = static_cast<std::size_t>(m_lives.life(i).ref.type);
        const bool alone = m_lives.life(i).initial || m_options.kept.contains(m_lives.life(i).id);
        (alone ? initial : byType)[type].push_back(i);
    }
    for (NsType type : shownOrder)
        addEach(initial[static_cast<std::size_t>(type)], parent, depth);
    const bool many = total > m_options.groupAbove || depth > depthCap;
    for (NsType type : shownOrder) {
        const std::span<const std::int32_t> lives = byType[static_cast<std::size_t>(type)];
        const bool cell = m_options.flat && type != NsType::User && lives.size() > m_options.cellCards;
        if (cell) {
            const bool open = m_options.open.contains(
                nodekey::group(parent < 0 ? 0 : m_content.nodes[static_cast<std::size_t>(parent)].key, type));
            const std::size_t cards = open ? lives.size() : m_options.cellCards - 1;
            addEach(lives.first(cards), parent, depth);
            addGroup(lives.subspan(m_options.cellCards - 1), type, parent, true);
        } else if (m_options.flat || !many || lives.size() <= smallGroup) {
            addEach(lives, parent, depth);
        } else {
            const std::int32_t group = addGroup(lives, type, parent, false);
            if (m_content.nodes[static_cast<std::size_t>(group)].open)
                addEach(lives, group, depth);
        }
    }
}

void ContentBuilder::tellHost()
{
    Indexes outside;
    for (std::int32_t i : m_lives.below(-1)) {
        if (m_lives.life(i).ref.type == NsType::User && m_lives.visible(i))
            addUserTree(i, -1, 0);
        else
            outside.push_back(i);
    }
    // An owner that ended or was never seen shows nothing; what it owns must not get lost with it.
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(m_lives.size()); ++i) {
        if (m_lives.above(i) >= 0 && !shown(i) && m_lives.visible(i) && !m_lives.visible(m_lives.above(i)))
            outside.push_back(i);
    }
    std::erase_if(outside, [this](std::int32_t i) { return !m_lives.visible(i) || shown(i); });
    if (outside.empty())
        return;
    const auto index = static_cast<std::int32_t>(m_content.nodes.size());
    GraphNode& node = add(NodeKind::Outside, nodekey::outside, -1);
    node.mixed = true;
    node.state = LifeState::Held;
    node.count = static_cast<std::uint32_t>(outside.size());
    addMembers(outside, index, 1);
}

void ContentBuilder::addRest(std::int32_t parent)
{
    Indexes left;
    std::uint32_t count = 0;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(m_lives.size()); ++i) {
        if (shown(i) || !m_lives.visible(i))
            continue;
        count += m_lives.counts(i) ? 1 : 0;
        // Members of what is in the rest themselves come below their owner.
        const std::int32_t up = m_lives.above(i);
        if (up < 0 || shown(up) || !m_lives.visible(up))
            left.push_back(i);
    }
    if (count == 0)
        return;
    const auto index = static_cast<std::int32_t>(m_content.nodes.size());
    GraphNode& node = add(NodeKind::Rest, nodekey::rest, parent);
    node.mixed = true;
    node.state = LifeState::Held;
    node.count = count;
    node.open = m_options.open.contains(node.key);
    if (node.open) {
        addMembers(left, index, 1);
        return;
    }
    for (LifeId kept : m_options.kept) {
        const auto i = static_cast<std::int32_t>(kept) - 1;
        if (i < static_cast<std::int32_t>(m_lives.size()) && m_lives.visible(i) && !shown(i))
            addLife(i, nodekey::life(kept), index);
    }
    for (std::int32_t i : left)
        claimBelow(i, index);
}

void ContentBuilder::countOwned()
{
    for (GraphNode& node : m_content.nodes) {
        if (node.kind != NodeKind::Namespace || !node.life || node.type != NsType::User)
            continue;
        for (std::int32_t i : m_lives.below(static_cast<std::int32_t>(node.life->id) - 1))
            node.count += m_lives.life(i).ref.type != NsType::User && m_lives.counts(i) ? 1u : 0u;
    }
}

} // namespace nsscope::ui
