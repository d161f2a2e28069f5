// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/kernel_lanes.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <optional>
#include <string>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return QCoreApplication::translate("KernelLanes", text); }

/// The type whose namespaces a clean-up function ends; none where the name does not tell.
std::optional<NsType> typeOf(const std::string& function)
{
    if (function == "cleanup_net")
        return NsType::Net;
    if (function == "free_ipc")
        return NsType::Ipc;
    if (function == "free_user_ns")
        return NsType::User;
    if (function == "destroy_pid_namespace_work")
        return NsType::Pid;
    return std::nullopt;
}

/// Adds the life to the one run in which it can have ended: the one that ended in the interval of its end, or the one
/// that was at work all the time. Where two are possible, to none.
void countBatch(std::vector<CleanupRun>& runs, const Bar& bar)
{
    auto run = std::lower_bound(runs.begin(), runs.end(), bar.endFrom,
                                [](const CleanupRun& r, std::int64_t t) { return r.end < t; });
    if (run == runs.end() || run->end < bar.useEnd)
        return;
    const auto next = run + 1;
    const bool endedIn = run->end <= bar.to && (next == runs.end() || next->end > bar.to);
    const bool atWork = run->start <= bar.endFrom && run->end > bar.to;
    if (endedIn || atWork)
        ++run->batch;
}

void addCleanups(KernelLanes& lanes, const Frame& frame, const LifeRows& rows)
{
    std::map<std::string, std::vector<CleanupRun>> byFunction;
    for (const Cleanup& c : frame.cleanups) {
        if (c.end > c.start)
            byFunction[c.function].push_back({c.queued.ns, c.start.ns, c.end.ns, 0});
    }
    for (auto& [function, runs] : byFunction) {
        std::sort(runs.begin(), runs.end(), [](const CleanupRun& a, const CleanupRun& b) { return a.start < b.start; });
        if (const auto type = typeOf(function)) {
            for (const Bar& bar : rows.bars) {
                if (bar.type == *type && bar.to != openEnd)
                    countBatch(runs, bar);
            }
        }
        lanes.cleanups.push_back({QString::fromStdString(function), std::move(runs)});
    }
}

void addCurve(KernelLanes& lanes, const Frame& frame, const LifeRows& rows)
{
    // Beside an experiment only its own lives count: of others' on the same numbers too little is known.
    const bool lab = std::any_of(rows.bars.begin(), rows.bars.end(), [](const Bar& b) { return b.run >= 0; });
    bool endsAreKnown = false;
    for (const Bar& bar : rows.bars) {
        if (bar.useEnd == openEnd || (lab && bar.run < 0))
            continue;
        const std::int64_t end = drawnEnd(rows, bar, frame.last);
        endsAreKnown = endsAreKnown || bar.to != openEnd;
        lanes.leftAt.push_back(std::min(bar.useEnd, end));
        if (bar.to != openEnd || end < frame.last.ns)
            lanes.endedAt.push_back(end);
    }
    if (!endsAreKnown) {
        lanes.leftAt.clear();
        lanes.endedAt.clear();
        return;
    }
    for (auto* times : {&lanes.leftAt, &lanes.endedAt}) {
        if (!std::is_sorted(times->begin(), times->end()))
            std::sort(times->begin(), times->end());
    }
    auto ended = lanes.endedAt.begin();
    int waiting = 0;
    for (const std::int64_t left : lanes.leftAt) {
        for (; ended != lanes.endedAt.end() && *ended <= left; ++ended)
            --waiting;
        lanes.mostWaiting = std::max(lanes.mostWaiting, ++waiting);
    }
}

void addQuota(KernelLanes& lanes, const Frame& frame)
{
    for (const QuotaReading& reading : frame.quota) {
        QuotaSpan* const open = lanes.quota.empty() || lanes.quota.back().back != openEnd ? nullptr : &lanes.quota.back();
        // One that was not seen to come back stays open; a later run's refusals are not its own.
        const bool laterRun = open && std::any_of(frame.runs.begin(), frame.runs.end(), [&](const auto& run) {
            return run->plan.at.ns > open->to && run->plan.at < reading.when.from;
        });
        const bool same = open && !laterRun && open->type == reading.type && open->limit == reading.limit;
        if (!reading.refused) {
            if (same)
                open->back = reading.when.to.ns;
        } else if (same) {
            open->to = reading.when.to.ns;
        } else {
            lanes.quota.push_back({reading.when.from.ns, reading.when.to.ns, openEnd, reading.limit, reading.type});
        }
    }
}

QString missingText(const KernelLanes& lanes, const Frame& frame)
{
    if (!lanes.cleanups.empty())
        return {};
    for (const WitnessInfo& witness : frame.witnesses) {
        if (witness.name != "workqueue" || witness.available)
            continue;
        const auto reason = QString::fromStdString(witness.reason);
        return reason.isEmpty() ? tr("The kernel's clean-up runs cannot be seen here")
                                : tr("The kernel's clean-up runs cannot be seen: %1").arg(reason);
    }
    return {};
}

} // namespace

int KernelLanes::waitingAt(std::int64_t t) const
{
    const auto upTo = [t](const std::vector<std::int64_t>& times) {
        return std::upper_bound(times.begin(), times.end(), t) - times.begin();
    };
    return static_cast<int>(std::max<std::ptrdiff_t>(0, upTo(leftAt) - upTo(endedAt)));
}

KernelLanes kernelLanes(const Frame& frame, const LifeRows& rows)
{
    KernelLanes lanes;
    if (rows.rows.empty())
        return lanes;
    addCleanups(lanes, frame, rows);
    addCurve(lanes, frame, rows);
    addQuota(lanes, frame);
    lanes.missing = missingText(lanes, frame);
    return lanes;
}

} // namespace nsscope::ui
