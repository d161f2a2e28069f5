// SPDX-License-Identifier: Apache-2.0
#include "core/scan/task_stamps.h"

#include "core/scan/proc_tasks.h"
#include "core/scan/process_list.h"
#include "core/scan/scan_run.h"

#include <algorithm>
#include <utility>

namespace nsscope
{

namespace
{

bool byPid(const TaskStamp& a, const TaskStamp& b) { return a.pid < b.pid; }

void giveUpSource(ScanRun& run, const Error& why)
{
    run.before.source.reset();
    run.before.lostSource = why;
    for (TaskRow& task : run.before.tasks) {
        task.clock = -1;
        task.mark = 0;
    }
    for (TaskRow& task : run.tasks) {
        task.clock = -1;
        task.mark = 0;
    }
    run.before.lastPid = -1;
}

/// What was known and is not told any more is gone, or was just being replaced by a thread of its own.
void addMissed(const ScanRun& run, std::vector<TaskStamp>& stamps)
{
    const std::size_t told = stamps.size();
    std::size_t at = 0;
    for (const TaskRow& known : run.before.tasks) {
        while (at < told && stamps[at].pid < known.pid)
            ++at;
        if ((at == told || stamps[at].pid != known.pid) && readCpuClock(known.pid) >= 0)
            stamps.push_back({known.pid, false, -1, 0});
    }
    std::inplace_merge(stamps.begin(), stamps.begin() + static_cast<std::ptrdiff_t>(told), stamps.end(), byPid);
}

} // namespace

std::vector<TaskStamp> takeStamps(ScanRun& run)
{
    if (run.before.source && run.clocks) {
        if (auto stamps = run.before.source->tasks()) {
            addMissed(run, *stamps);
            run.before.lastPid = -1;
            return std::move(*stamps);
        } else {
            giveUpSource(run, stamps.error());
        }
    }
    auto stamps = ProcTasks(run.proc, run.before, run.clocks).tasks();
    if (stamps)
        return std::move(*stamps);
    run.gaps.add("task", stamps.error().code, "", [&] { return stamps.error().path; });
    return {};
}

bool isUnchanged(const TaskRow& known, const TaskStamp& stamp, bool& ran)
{
    ran = stamp.clock < 0 || known.clock != stamp.clock;
    // What may be read of a process is nothing that a mark could tell.
    return !ran || (stamp.mark != 0 && known.mark == stamp.mark && stamp.clock >= 0 && !known.denied);
}

void confirmMarks(ScanRun& run)
{
    const auto isMarked = [](const TaskRow& task) { return !task.idle && task.mark != 0; };
    if (!run.before.source || std::none_of(run.tasks.begin(), run.tasks.end(), isMarked))
        return;
    const auto stamps = run.before.source->tasks();
    if (!stamps)
        return giveUpSource(run, stamps.error());
    std::size_t at = 0;
    for (TaskRow& task : run.tasks) {
        while (at < stamps->size() && (*stamps)[at].pid < task.pid)
            ++at;
        if (!isMarked(task))
            continue;
        const bool told = at < stamps->size() && (*stamps)[at].pid == task.pid;
        if (!told || (*stamps)[at].running || (*stamps)[at].clock != task.clock)
            task.mark = 0;
    }
}

} // namespace nsscope
