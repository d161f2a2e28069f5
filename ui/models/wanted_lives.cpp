// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/wanted_lives.h"

#include "core/track/life_filter.h"

#include <set>
#include <utility>

namespace nsscope::ui
{

namespace
{

/// The kernel nests user and pid namespaces 32 deep at most; a recording may claim loops.
constexpr int depthCap = 40;

std::size_t indexOf(LifeId id) { return static_cast<std::size_t>(id) - 1; }

LifeId above(const Life& life) { return life.ref.type == NsType::User ? life.parentLife : life.ownerLife; }

std::set<std::pair<std::int32_t, std::uint64_t>> processesOf(const Life& life, Instant t)
{
    std::set<std::pair<std::int32_t, std::uint64_t>> processes;
    for (const HolderSpan& span : life.holders) {
        if (span.from <= t && (!span.to || *span.to > t) && span.holder.kind == HolderKind::Process)
            processes.emplace(span.holder.pid, span.holder.startTicks);
    }
    return processes;
}

void addAbove(std::vector<char>& wanted, const Frame& frame)
{
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i] != 1)
            continue;
        LifeId up = above(*frame.lives[i]);
        for (int depth = 0; depth < depthCap && frame.find(up) && !wanted[indexOf(up)]; ++depth) {
            wanted[indexOf(up)] = 2; // shown for the sake of others
            up = above(*frame.find(up));
        }
    }
}

} // namespace

std::vector<char> matchingLives(const Frame& frame, Instant t, const std::optional<Filter>& filter)
{
    if (!filter)
        return {};
    LifeFilter lives(*filter);
    std::vector<char> matching(frame.lives.size(), 0);
    for (std::size_t i = 0; i < matching.size(); ++i)
        matching[i] = lives.matches(*frame.lives[i], t) ? 1 : 0;
    return matching;
}

std::vector<char> neighbourhood(const Frame& frame, Instant t, LifeId centre)
{
    const Life* life = frame.find(centre);
    if (!life)
        return {};
    std::vector<char> near(frame.lives.size(), 0);
    near[indexOf(centre)] = 1;
    const auto processes = life->initial ? decltype(processesOf(*life, t)){} : processesOf(*life, t);
    for (std::size_t i = 0; i < near.size(); ++i) {
        const Life& other = *frame.lives[i];
        bool shared = above(other) == centre || other.parentLife == centre || life->parentLife == other.id;
        for (const HolderSpan& span : other.holders) {
            if (shared || other.initial || processes.empty())
                break;
            shared = span.from <= t && (!span.to || *span.to > t) && span.holder.kind == HolderKind::Process &&
                     processes.contains({span.holder.pid, span.holder.startTicks});
        }
        near[i] |= shared ? 1 : 0;
    }
    return near;
}

std::vector<char> wantedLives(const Frame& frame, Instant t, const std::optional<Filter>& filter, LifeId focus)
{
    std::vector<char> wanted = matchingLives(frame, t, filter);
    const std::vector<char> near = neighbourhood(frame, t, focus);
    if (wanted.empty())
        wanted = near;
    else if (!near.empty()) {
        for (std::size_t i = 0; i < wanted.size(); ++i)
            wanted[i] = wanted[i] && near[i] ? 1 : 0;
    }
    addAbove(wanted, frame);
    return wanted;
}

} // namespace nsscope::ui
