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

} // namespace

ContentBuilder::ContentBuilder(FramePtr frame, Instant at, const ContentOptions& options)
    : m_frame(std::move(frame)), m_options(options), m_lives(*m_frame, at, options.tombstoneNs)
{
    m_content.frame = m_frame;
    m_content.at = at;
    m_content.nodeOfLife.assign(m_lives.size(), -1);
    m_content.nodes.reserve(options.flat ? m_lives.size() : 64);
}

GraphContent ContentBuilder::take()
{
    countOwned();
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

void ContentBuilder::addMembers(const Indexes& members, std::int32_t parent, int depth)
{
    std::array<Indexes, nsTypeCount> byType;
    Indexes initial;
    std::uint32_t total = 0;
    for (std::int32_t i : members) {
        if (!m_lives.visible(i) || shown(i))
            continue;
        ++total;
        if (m_lives.life(i).initial)
            initial.push_back(i);
        else
            byType[static_cast<std::size_t>(m_lives.life(i).ref.type)].push_back(i);
    }
    const bool many = !m_options.flat && (total > m_options.groupAbove || depth > depthCap);
    const auto addAll = [&](const Indexes& lives, std::int32_t below) {
        for (std::int32_t i : lives) {
            if (shown(i))
                continue;
            if (m_lives.life(i).ref.type == NsType::User && depth <= depthCap)
                addUserTree(i, below, depth);
            else
                addLife(i, nodekey::life(m_lives.life(i).id), below);
        }
    };
    addAll(initial, parent);
    std::array<NsType, nsTypeCount> order{};
    for (std::size_t i = 0; i < nsTypeCount; ++i)
        order[i] = nsTypeTable()[i].type;
    std::stable_partition(order.begin(), order.end(), [](NsType type) { return type != NsType::User; });
    for (NsType type : order) {
        const Indexes& lives = byType[static_cast<std::size_t>(type)];
        if (!many || lives.size() <= smallGroup) {
            addAll(lives, parent);
            continue;
        }
        const std::uint64_t above = parent < 0 ? 0 : m_content.nodes[static_cast<std::size_t>(parent)].key;
        const auto index = static_cast<std::int32_t>(m_content.nodes.size());
        GraphNode& group = add(NodeKind::Group, nodekey::group(above, type), parent);
        group.type = type;
        group.state = LifeState::Held;
        group.count = static_cast<std::uint32_t>(lives.size());
        group.open = m_options.open.contains(group.key);
        if (group.open) {
            addAll(lives, index);
        } else {
            for (std::int32_t i : lives)
                claimBelow(i, index);
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
    } else {
        for (std::int32_t i : left)
            claimBelow(i, index);
    }
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
