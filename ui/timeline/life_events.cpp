// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/life_events.h"

#include <algorithm>

namespace nsscope::ui
{

namespace
{

/// Calls `look` with the events of the life, or of every life in the rows.
template <class Look> void forEvents(const Frame& frame, const LifeRows& rows, LifeId life, const Look& look)
{
    if (life != LifeId::None) {
        if (const Life* one = frame.find(life)) {
            for (const Instant t : eventsOf(*one))
                look(t);
        }
        return;
    }
    for (const Bar& bar : rows.bars) {
        for (const std::int64_t t : {bar.from, bar.useEnd, bar.to}) {
            if (t != openEnd)
                look(Instant{t});
        }
    }
}

} // namespace

std::vector<Instant> eventsOf(const Life& life)
{
    std::vector<Instant> events{life.born.when.to};
    if (life.vanished)
        events.push_back(life.vanished->to);
    for (const auto* moment : {&life.left, &life.obsolete, &life.teardownStarted, &life.numberFree, &life.destroyed, &life.memoryFree}) {
        if (*moment)
            events.push_back((*moment)->when.to);
    }
    std::sort(events.begin(), events.end());
    events.erase(std::unique(events.begin(), events.end()), events.end());
    return events;
}

std::optional<Instant> eventAfter(const Frame& frame, const LifeRows& rows, LifeId life, Instant t)
{
    std::optional<Instant> best;
    forEvents(frame, rows, life, [&](Instant at) {
        if (at > t && (!best || at < *best))
            best = at;
    });
    return best;
}

std::optional<Instant> eventBefore(const Frame& frame, const LifeRows& rows, LifeId life, Instant t)
{
    std::optional<Instant> best;
    forEvents(frame, rows, life, [&](Instant at) {
        if (at < t && (!best || at > *best))
            best = at;
    });
    return best;
}

} // namespace nsscope::ui
