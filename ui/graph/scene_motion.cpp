// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/scene_motion.h"

#include <algorithm>
#include <unordered_map>

namespace nsscope::ui
{

namespace
{

constexpr int outMs = 120;
constexpr int moveMs = 180;
constexpr int inMs = 160;
constexpr std::size_t nodeCap = 2000;
constexpr int changesCap = 10;
constexpr std::int64_t windowMs = 1000;

std::unordered_map<std::uint64_t, std::int32_t> byKey(const GraphScene& scene)
{
    std::unordered_map<std::uint64_t, std::int32_t> map;
    map.reserve(scene.content.nodes.size());
    for (std::size_t i = 0; i < scene.content.nodes.size(); ++i) {
        if (!scene.boxes[i].card.isNull())
            map.emplace(scene.content.nodes[i].key, static_cast<std::int32_t>(i));
    }
    return map;
}

bool sameThing(const GraphNode& a, const GraphNode& b)
{
    return (a.life ? a.life->id : LifeId::None) == (b.life ? b.life->id : LifeId::None);
}

qreal eased(int elapsed, int from, int length)
{
    const qreal t = std::clamp(static_cast<qreal>(elapsed - from) / length, 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

} // namespace

int SceneMotion::changes(const GraphScene& before, const GraphScene& after)
{
    if (before.boxes.size() + after.boxes.size() > nodeCap) // never shown as motion: not worth comparing
        return changesCap + 1;
    const auto old = byKey(before);
    int kept = 0;
    int now = 0;
    for (std::size_t i = 0; i < after.boxes.size(); ++i) {
        if (after.boxes[i].card.isNull())
            continue;
        ++now;
        const auto known = old.find(after.content.nodes[i].key);
        kept += known != old.end() && sameThing(before.node(known->second), after.content.nodes[i]) ? 1 : 0;
    }
    return std::max(now, static_cast<int>(old.size())) - kept;
}

bool SceneMotion::start(GraphScene before, const GraphScene& after)
{
    stop();
    if (before.boxes.empty() || after.boxes.empty() || before.boxes.size() + after.boxes.size() > nodeCap)
        return false;
    auto old = byKey(before);
    m_fresh.assign(after.boxes.size(), 0);
    m_offset.assign(after.boxes.size(), {});
    bool fresh = false;
    m_moves = false;
    for (std::size_t i = 0; i < after.boxes.size(); ++i) {
        if (after.boxes[i].card.isNull())
            continue;
        const auto known = old.find(after.content.nodes[i].key);
        if (known == old.end() || !sameThing(before.node(known->second), after.content.nodes[i])) {
            m_fresh[i] = 1;
            fresh = true;
            continue;
        }
        m_offset[i] = before.box(known->second).card.topLeft() - after.boxes[i].card.topLeft();
        m_moves |= !m_offset[i].isNull();
        old.erase(known);
    }
    for (const auto& [key, node] : old)
        m_ghosts.push_back(node);
    if (!fresh && !m_moves && m_ghosts.empty())
        return false;
    m_before = std::move(before);
    m_active = true;
    advance(0);
    return true;
}

void SceneMotion::stop()
{
    m_active = false;
    m_ghosts.clear();
    m_before = {};
}

bool SceneMotion::advance(int elapsedMs)
{
    int from = 0;
    const auto stage = [&](bool needed, int length) {
        const qreal progress = needed ? eased(elapsedMs, from, length) : 1;
        from += needed ? length : 0;
        return progress;
    };
    m_out = stage(!m_ghosts.empty(), outMs);
    m_move = stage(m_moves, moveMs);
    m_in = stage(true, inMs);
    if (elapsedMs >= from)
        stop();
    return m_active;
}

NodeMotion SceneMotion::of(std::int32_t node) const
{
    const auto i = static_cast<std::size_t>(node);
    if (!m_active || i >= m_fresh.size())
        return {};
    return {m_fresh[i] ? m_in : 1.0, m_offset[i] * (1 - m_move)};
}

bool ChangeRate::calm(std::int64_t nowMs, int changes)
{
    while (!m_recent.empty() && m_recent.front().first <= nowMs - windowMs)
        m_recent.pop_front();
    m_recent.emplace_back(nowMs, changes);
    int sum = 0;
    for (const auto& [at, count] : m_recent)
        sum += count;
    return sum <= changesCap;
}

} // namespace nsscope::ui
