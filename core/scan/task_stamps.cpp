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

constexpr std::size_t fewOf = 256; ///< to read one of so many again costs less than another walk of all

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

/// A walk may leave out what is there: a process that is just replaced by a thread of its own, one that was born since, one
/// that a policy hides from it. All that /proc lists is looked at; what is not told is read each time.
void addUntold(const std::vector<std::int32_t>& pids, std::vector<TaskStamp>& stamps)
{
    const std::size_t told = stamps.size();
    std::size_t at = 0;
    for (const std::int32_t pid : pids) {
        while (at < told && stamps[at].pid < pid)
            ++at;
        if ((at == told || stamps[at].pid != pid) && readCpuClock(pid) >= 0)
            stamps.push_back({pid, false, -1, 0});
    }
    std::inplace_merge(stamps.begin(), stamps.begin() + static_cast<std::ptrdiff_t>(told), stamps.end(), byPid);
}

std::vector<TaskStamp> orGap(ScanRun& run, Result<std::vector<TaskStamp>> stamps)
{
    if (stamps)
        return std::move(*stamps);
    run.gaps.add("task", stamps.error().code, "", [&] { return stamps.error().path; });
    return {};
}

} // namespace

std::vector<TaskStamp> takeStamps(ScanRun& run)
{
    ProcTasks proc(run.proc, run.before, run.clocks);
    if (!run.before.source || !run.clocks)
        return orGap(run, proc.tasks());
    auto stamps = run.before.source->tasks();
    if (!stamps) {
        giveUpSource(run, stamps.error());
        return orGap(run, proc.tasks());
    }
    const auto pids = proc.listPids();
    if (!pids)
        run.gaps.add("task", pids.error().code, "", [&] { return pids.error().path; });
    else
        addUntold(*pids, *stamps);
    return std::move(*stamps);
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
    const auto marked = static_cast<std::size_t>(std::count_if(run.tasks.begin(), run.tasks.end(), isMarked));
    if (!run.before.source || marked == 0)
        return;
    if (marked <= run.tasks.size() / fewOf) {
        for (TaskRow& task : run.tasks)
            task.mark = task.idle ? task.mark : 0;
        return;
    }
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
