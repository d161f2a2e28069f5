// SPDX-License-Identifier: Apache-2.0
#include "app/cli/trash_lives.h"

#include <algorithm>
#include <set>

namespace nsscope
{

std::vector<TrashPhase> trashPhases(const Frame& frame, std::size_t run)
{
    std::vector<TrashPhase> phases;
    for (const LabPhase& plan : frame.runs[run]->plan.phases)
        phases.push_back({plan.name, plan.delayNs, {}, 0});
    for (const auto& life : frame.lives) {
        const bool ours = life->labRun == static_cast<std::int32_t>(run) && life->labPhase >= 0;
        if (ours && static_cast<std::size_t>(life->labPhase) < phases.size())
            phases[static_cast<std::size_t>(life->labPhase)].lives.push_back(life.get());
    }
    for (TrashPhase& phase : phases) {
        std::stable_sort(phase.lives.begin(), phase.lives.end(),
                         [](const Life* a, const Life* b) { return a->labStep < b->labStep; });
        std::set<std::uint64_t> numbers;
        for (const Life* life : phase.lives)
            numbers.insert(life->ref.inode);
        phase.distinct = numbers.size();
    }
    return phases;
}

std::optional<std::int64_t> paceOf(const TrashPhase& phase)
{
    if (phase.lives.size() < 2)
        return std::nullopt;
    const std::int64_t span = phase.lives.back()->born.when.to - phase.lives.front()->born.when.to;
    return span / static_cast<std::int64_t>(phase.lives.size() - 1);
}

bool numbersTakenByOthers(const TrashPhase& phase)
{
    for (std::size_t i = 0; i + 2 < phase.lives.size(); ++i) {
        const Life& before = *phase.lives[i];
        const Life& after = *phase.lives[i + 2];
        const std::optional<Moment>& free = before.numberFree ? before.numberFree : before.destroyed;
        if (free && free->when.to < after.born.when.from && before.ref.inode != after.ref.inode)
            return true;
    }
    return false;
}

} // namespace nsscope
