// SPDX-License-Identifier: Apache-2.0
#include "core/scan/proc_tasks.h"

#include "core/scan/process_list.h"

namespace nsscope
{

/// Every sixteenth scan asks for the list all the same: a pid can be chosen by hand (clone3(2), set_tid).
Result<std::vector<std::int32_t>> ProcTasks::listPids()
{
    const std::int32_t lastPid = m_clocks ? readTaskCursor(m_proc).lastPid : -1;
    std::vector<std::int32_t> pids;
    if (m_clocks && m_memory.round % 16 != 0) {
        pids.reserve(m_memory.tasks.size() * 2);
        for (const TaskRow& task : m_memory.tasks)
            pids.push_back(task.pid);
    }
    const bool known = !pids.empty() && mergeNewPids(pids, m_memory.lastPid, lastPid);
    m_memory.lastPid = lastPid;
    if (known)
        return pids;
    if (const int error = m_proc.numbersIn(m_proc.rootFd(), ".", pids))
        return failure("list processes", m_proc.pathOf("."), error);
    return pids;
}

Result<std::vector<TaskStamp>> ProcTasks::tasks()
{
    const auto pids = listPids();
    if (!pids)
        return tl::unexpected(pids.error());
    std::vector<TaskStamp> stamps;
    stamps.reserve(pids->size());
    for (const std::int32_t pid : *pids) {
        TaskStamp stamp;
        stamp.pid = pid;
        stamp.clock = m_clocks ? readCpuClock(pid) : -1;
        if (!m_clocks || stamp.clock >= 0) // else gone, or the pid of a thread
            stamps.push_back(stamp);
    }
    return stamps;
}

} // namespace nsscope
