// SPDX-License-Identifier: Apache-2.0
#include "core/track/life.h"

#include <algorithm>
#include <array>

namespace nsscope
{

std::string_view lifeStateName(LifeState state)
{
    static constexpr std::array<std::string_view, 6> names{"unborn", "held",     "pinned",
                                                           "unseen", "obsolete", "destroyed"};
    return names[static_cast<std::size_t>(state)];
}

std::string witnessText(const Moment& moment)
{
    std::string text = moment.witness;
    for (std::size_t i = 0; i < moment.narrowedBy.size(); ++i)
        text += (i + 1 < moment.narrowedBy.size() ? ", " : " and ") + moment.narrowedBy[i];
    return text;
}

bool bornBy(const Life& life, Instant t) { return life.born.when.to <= t; }

const Moment* endOf(const Life& life)
{
    const Moment* const destroyed = life.destroyed ? &*life.destroyed : nullptr;
    const Moment* const numberFree = life.numberFree ? &*life.numberFree : nullptr;
    if (destroyed != nullptr && numberFree != nullptr)
        return numberFree->when.to < destroyed->when.to ? numberFree : destroyed;
    return destroyed != nullptr ? destroyed : numberFree;
}

std::optional<Interval> useEndOf(const Life& life)
{
    if (life.left)
        return life.left->when;
    if (life.vanished)
        return life.vanished;
    if (life.obsolete)
        return life.obsolete->when;
    return std::nullopt;
}

std::optional<Instant> heldUntil(const Life& life, Instant last)
{
    std::optional<Instant> until;
    if (life.forgotten.count > 0)
        return until;
    for (const HolderSpan& span : life.holders)
        until = std::max(until.value_or(span.from), span.to.value_or(last));
    return until && life.obsolete ? std::min(*until, life.obsolete->when.to) : until;
}

std::vector<Holder> holdersAt(const Life& life, Instant t)
{
    std::vector<Holder> held;
    for (const HolderSpan& span : life.holders) {
        if (span.from > t)
            break;
        if (!span.to || *span.to > t)
            held.push_back(span.holder);
    }
    std::sort(held.begin(), held.end(), holderBefore);
    return held;
}

namespace
{

/// The first after `t`.
auto afterMoment(const std::vector<CountedReferences>& counted, Instant t)
{
    return std::upper_bound(counted.begin(), counted.end(), t, [](Instant at, const CountedReferences& one) { return at < one.at; });
}

} // namespace

const CountedReferences* countedAt(const Life& life, Instant t)
{
    for (auto one = afterMoment(life.counted, t); one != life.counted.begin();) {
        if ((--one)->references)
            return &*one;
    }
    return nullptr;
}

const CountedReferences* uncountedAt(const Life& life, Instant t)
{
    const auto after = afterMoment(life.counted, t);
    return after != life.counted.begin() && !(after - 1)->references ? &*(after - 1) : nullptr;
}

LifeState stateAt(const Life& life, Instant t)
{
    if (!bornBy(life, t))
        return LifeState::Unborn;
    if (const Moment* const end = endOf(life); end != nullptr && end->when.to <= t)
        return LifeState::Destroyed;
    if (life.obsolete && life.obsolete->when.to <= t)
        return LifeState::Obsolete;
    if (life.teardownStarted && life.teardownStarted->when.to <= t)
        return LifeState::Obsolete;
    const auto within = [t](const std::optional<Interval>& span) { return span && span->from <= t && t < span->to; };
    if (within(life.forgotten.tasks))
        return LifeState::Held;
    bool pinned = within(life.forgotten.others);
    for (const HolderSpan& span : life.holders) {
        if (span.from > t)
            break;
        if (span.to && *span.to <= t)
            continue;
        if (isTask(span.holder.kind))
            return LifeState::Held;
        pinned = true;
    }
    return pinned ? LifeState::Pinned : LifeState::Unseen;
}

} // namespace nsscope
