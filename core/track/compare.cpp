// SPDX-License-Identifier: Apache-2.0
#include "core/track/compare.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

namespace nsscope
{

namespace
{

bool livesAt(const Life& life, Instant t)
{
    const LifeState state = stateAt(life, t);
    const bool missed = state == LifeState::Unseen && life.vanished && life.vanished->to <= t;
    return state != LifeState::Unborn && state != LifeState::Destroyed && !missed;
}

bool sameHolders(const Life& life, Instant a, Instant b)
{
    for (const HolderSpan& span : life.holders) {
        const auto holds = [&](Instant t) { return span.from <= t && (!span.to || *span.to > t); };
        if (holds(a) != holds(b))
            return false;
    }
    return true;
}

struct Bounds
{
    std::int64_t low;
    std::int64_t high;
};

std::optional<DelayStats> statsOf(std::vector<Bounds> delays)
{
    if (delays.empty())
        return std::nullopt;
    const auto median = [&](std::int64_t Bounds::* side) {
        const auto middle = delays.begin() + static_cast<std::ptrdiff_t>(delays.size() / 2);
        std::nth_element(delays.begin(), middle, delays.end(),
                         [side](const Bounds& a, const Bounds& b) { return a.*side < b.*side; });
        return (*middle).*side;
    };
    DelayStats stats;
    stats.count = delays.size();
    stats.medianLowNs = median(&Bounds::low);
    stats.medianHighNs = median(&Bounds::high);
    stats.maxHighNs = std::max_element(delays.begin(), delays.end(), [](const Bounds& a, const Bounds& b) {
                          return a.high < b.high;
                      })->high;
    return stats;
}

std::optional<DelayStats> delaysTo(const std::vector<const Life*>& lives, std::optional<Moment> Life::* instant)
{
    std::vector<Bounds> delays;
    for (const Life* life : lives) {
        const auto use = useEndOf(*life);
        const std::optional<Moment>& end = life->*instant;
        if (use && end)
            delays.push_back({std::max<std::int64_t>(0, end->when.from - use->to), std::max<std::int64_t>(0, end->when.to - use->from)});
    }
    return statsOf(std::move(delays));
}

StretchFigures figuresOf(const Frame& frame, const std::function<bool(const Life&)>& belongs)
{
    StretchFigures figures;
    std::vector<const Life*> lives;
    std::vector<char> chosen(frame.lives.size(), 0);
    std::set<std::tuple<std::uint64_t, std::uint64_t>> numbers;
    for (std::size_t i = 0; i < frame.lives.size(); ++i) {
        const Life& life = *frame.lives[i];
        if (!belongs(life))
            continue;
        chosen[i] = 1;
        lives.push_back(&life);
        numbers.insert({life.ref.dev, life.ref.inode});
        figures.reuses += life.reuses != LifeId::None ? 1 : 0;
        figures.destroyed += endOf(life) ? 1 : 0;
    }
    figures.lives = lives.size();
    figures.distinctNumbers = numbers.size();
    for (const CleanupBatch& batch : cleanupBatches(frame)) {
        const auto own = static_cast<std::size_t>(std::count_if(batch.lives.begin(), batch.lives.end(), [&](LifeId id) {
            return chosen[static_cast<std::size_t>(id) - 1] != 0;
        }));
        figures.batches += own > 0 ? 1 : 0;
        figures.largestBatch = std::max(figures.largestBatch, own);
    }
    figures.toObsolete = delaysTo(lives, &Life::obsolete);
    figures.toNumberFree = delaysTo(lives, &Life::numberFree);
    figures.toDestroyed = delaysTo(lives, &Life::destroyed);
    return figures;
}

} // namespace

Difference differenceOf(const Life& life, Instant first, Instant second)
{
    const bool then = livesAt(life, first);
    const bool now = livesAt(life, second);
    if (then != now)
        return now ? Difference::Came : Difference::Went;
    if (!now)
        return Difference::None;
    return stateAt(life, first) == stateAt(life, second) && sameHolders(life, first, second) ? Difference::None
                                                                                              : Difference::Changed;
}

StretchFigures figuresOfStretch(const Frame& frame, Interval stretch)
{
    if (stretch.to < stretch.from)
        std::swap(stretch.from, stretch.to);
    const auto within = [&](Instant t) { return stretch.from < t && t <= stretch.to; };
    StretchFigures figures =
        figuresOf(frame, [&](const Life& life) { return !life.bornBeforeStream && within(life.born.when.to); });
    for (const auto& life : frame.lives) {
        figures.events += !life->bornBeforeStream && within(life->born.when.to) ? 1 : 0;
        if (const auto use = useEndOf(*life))
            figures.events += within(use->to) ? 1 : 0;
        for (const auto* moment : {&life->obsolete, &life->teardownStarted, &life->numberFree, &life->destroyed, &life->memoryFree})
            figures.events += *moment && within((*moment)->when.to) ? 1 : 0;
    }
    return figures;
}

StretchFigures figuresOfRun(const Frame& frame, std::int32_t run, std::int32_t phase)
{
    return figuresOf(frame, [&](const Life& life) {
        return life.labRun == run && (phase < 0 ? life.labPhase >= 0 : life.labPhase == phase);
    });
}

} // namespace nsscope
