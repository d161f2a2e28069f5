// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/state_spans.h"

#include <algorithm>

namespace nsscope::ui
{

namespace
{

struct Change
{
    std::int64_t at;
    int tasks;
    int others;
};

std::vector<Change> holderChanges(const Life& life)
{
    std::vector<Change> changes;
    for (const HolderSpan& span : life.holders) {
        if (span.to && *span.to <= span.from)
            continue;
        const bool task = isTask(span.holder.kind);
        changes.push_back({span.from.ns, task ? 1 : 0, task ? 0 : 1});
        if (span.to)
            changes.push_back({span.to->ns, task ? -1 : 0, task ? 0 : -1});
    }
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
    return changes;
}

} // namespace

std::vector<StateSpan> stateSpans(const Life& life, Instant until)
{
    std::int64_t end = until.ns;
    if (const auto ended = endOf(life))
        end = std::min(end, ended->when.to.ns);
    std::int64_t obsoleteFrom = end;
    if (life.obsolete)
        obsoleteFrom = std::min(obsoleteFrom, life.obsolete->when.to.ns);
    if (life.teardownStarted)
        obsoleteFrom = std::min(obsoleteFrom, life.teardownStarted->when.to.ns);

    std::vector<StateSpan> spans;
    const auto add = [&](std::int64_t from, std::int64_t to, LifeState state) {
        if (to <= from)
            return;
        if (!spans.empty() && spans.back().state == state)
            spans.back().to = {to};
        else
            spans.push_back({{from}, {to}, state});
    };
    const std::vector<Change> changes = holderChanges(life);
    std::int64_t at = life.born.when.to.ns;
    int tasks = 0;
    int others = 0;
    const auto state = [&] {
        return tasks > 0 ? LifeState::Held : others > 0 ? LifeState::Pinned : LifeState::Unseen;
    };
    for (const Change& change : changes) {
        if (change.at >= obsoleteFrom)
            break;
        if (change.at > at) {
            add(at, change.at, state());
            at = change.at;
        }
        tasks += change.tasks;
        others += change.others;
    }
    add(at, obsoleteFrom, state());
    add(std::max(at, obsoleteFrom), end, LifeState::Obsolete);
    return spans;
}

} // namespace nsscope::ui
