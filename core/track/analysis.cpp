// SPDX-License-Identifier: Apache-2.0
#include "core/track/analysis.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace nsscope
{

namespace
{

using MomentMember = std::optional<Moment> Life::*;

std::int64_t median(std::vector<std::int64_t>& values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::optional<DelayStats> delays(const std::vector<const Life*>& lives, MomentMember moment)
{
    std::vector<std::int64_t> low;
    std::vector<std::int64_t> high;
    for (const Life* life : lives) {
        if (!life->left || !(life->*moment))
            continue;
        const Interval& left = life->left->when;
        const Interval& then = (life->*moment)->when;
        low.push_back(std::max<std::int64_t>(0, then.from - left.to));
        high.push_back(std::max<std::int64_t>(0, then.to - left.from));
    }
    if (low.empty())
        return std::nullopt;
    const std::int64_t longest = *std::max_element(high.begin(), high.end());
    return DelayStats{low.size(), median(low), median(high), longest};
}

/// The only work functions that end one type of namespace each (net/core/net_namespace.c, ipc/namespace.c,
/// kernel/user_namespace.c, kernel/pid_namespace.c).
std::optional<NsType> typeEndedBy(const std::string& function)
{
    static const std::map<std::string, NsType, std::less<>> types{{"cleanup_net", NsType::Net},
                                                                  {"free_ipc", NsType::Ipc},
                                                                  {"free_user_ns", NsType::User},
                                                                  {"destroy_pid_namespace_work", NsType::Pid}};
    const auto found = types.find(function);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

/// When it began to wait for its end.
std::optional<Instant> waitsSince(const Life& life)
{
    if (life.obsolete)
        return life.obsolete->when.to;
    if (!life.left)
        return std::nullopt;
    const Instant at = life.left->when.to;
    const bool held = std::any_of(life.holders.begin(), life.holders.end(),
                                  [&](const HolderSpan& span) { return !span.to || *span.to > at; });
    return held ? life.vanished ? std::optional(life.vanished->to) : std::nullopt : std::optional(at);
}

} // namespace

std::vector<PhaseAnalysis> analysePhases(const Frame& frame)
{
    std::map<std::pair<std::int32_t, std::int32_t>, std::vector<const Life*>> byPhase;
    for (const auto& life : frame.lives) {
        if (life->labRun >= 0 && life->labPhase >= 0)
            byPhase[{life->labRun, life->labPhase}].push_back(life.get());
    }
    std::vector<PhaseAnalysis> all;
    for (const auto& [key, lives] : byPhase) {
        PhaseAnalysis one;
        std::tie(one.run, one.phase) = key;
        const auto& phases = frame.runs[static_cast<std::size_t>(one.run)]->plan.phases;
        if (static_cast<std::size_t>(one.phase) < phases.size())
            one.name = phases[static_cast<std::size_t>(one.phase)].name;
        one.lives = lives.size();
        std::set<std::pair<std::uint64_t, std::uint64_t>> numbers;
        for (const Life* life : lives) {
            numbers.insert({life->ref.dev, life->ref.inode});
            one.reuses += life->reuses != LifeId::None;
        }
        one.distinctNumbers = numbers.size();
        one.toObsolete = delays(lives, &Life::obsolete);
        one.toNumberFree = delays(lives, &Life::numberFree);
        one.toDestroyed = delays(lives, &Life::destroyed);
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<WaitingStep> waitingCurve(const Frame& frame)
{
    std::map<Instant, std::int32_t> changes;
    for (const auto& life : frame.lives) {
        const auto since = waitsSince(*life);
        if (!since)
            continue;
        const auto end = endOf(*life);
        if (end && end->when.to <= *since)
            continue;
        ++changes[*since];
        if (end)
            --changes[end->when.to];
    }
    std::vector<WaitingStep> curve;
    std::int32_t waiting = 0;
    for (const auto& [at, change] : changes) {
        if (change == 0)
            continue;
        waiting += change;
        curve.push_back({at, waiting});
    }
    return curve;
}

std::vector<CleanupBatch> cleanupBatches(const Frame& frame)
{
    std::vector<CleanupBatch> batches;
    std::map<NsType, std::vector<std::size_t>> ofType;
    for (std::size_t i = 0; i < frame.cleanups.size(); ++i) {
        const auto type = typeEndedBy(frame.cleanups[i].function);
        if (!type)
            continue;
        ofType[*type].push_back(batches.size());
        batches.push_back({i, {}});
    }
    for (const auto& life : frame.lives) {
        const auto end = life->numberFree ? life->numberFree : life->destroyed;
        const auto candidates = ofType.find(life->ref.type);
        if (!end || candidates == ofType.end())
            continue;
        // The run that its end shares the most time with; a moment that touches a run counts.
        std::int64_t most = -1;
        CleanupBatch* best = nullptr;
        for (const std::size_t index : candidates->second) {
            const Cleanup& run = frame.cleanups[batches[index].cleanup];
            const std::int64_t shared = std::min(run.end, end->when.to) - std::max(run.start, end->when.from);
            if (shared > most) {
                most = shared;
                best = &batches[index];
            }
        }
        if (best)
            best->lives.push_back(life->id);
    }
    return batches;
}

} // namespace nsscope
