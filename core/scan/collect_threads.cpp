// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scan_run.h"

#include <algorithm>
#include <fcntl.h>

namespace nsscope
{

namespace
{

/// Links of a thread: its own where they can differ, the process's otherwise.
NsLinks readThreadLinks(ScanRun& run, int nsDir, const TaskRow& process)
{
    NsLinks links = process.links;
    for (const NsSlotRow& row : nsSlotTable()) {
        const bool inherited = static_cast<std::size_t>(row.slot) >= threadSlotCount;
        if (inherited && links[row.slot] != NsTable::none)
            continue;
        int error = 0;
        const auto number = run.proc.nsLinkIn(nsDir, row.link, error);
        links[row.slot] = number ? run.namespaces.at(*number) : NsTable::none;
    }
    return links;
}

std::string readThreadName(const ScanRun& run, int nsDir, const TaskRow& process)
{
    char buffer[128];
    int error = 0;
    std::string_view name = run.proc.textIn(nsDir, "../comm", buffer, sizeof buffer, error);
    if (name.ends_with('\n'))
        name.remove_suffix(1);
    return error == 0 ? std::string(name) : process.comm;
}

void addThreadHolder(ScanRun& run, const TaskRow& process, const ThreadLink& link)
{
    const bool forChildren = nsSlotTable()[static_cast<std::size_t>(link.slot)].forChildren;
    Holder holder = holderOf(process, forChildren ? HolderKind::ForChildren : HolderKind::Thread);
    holder.tid = link.tid;
    holder.comm = link.comm;
    run.addHolder(link.index, std::move(holder));
    if (!forChildren)
        ++run.namespaces[link.index].info.threads;
}

void readThread(ScanRun& run, int nsDir, const TaskRow& process, std::int32_t tid,
                std::vector<ThreadLink>& different)
{
    const NsLinks links = readThreadLinks(run, nsDir, process);
    std::string name;
    for (const NsSlotRow& row : nsSlotTable()) {
        const std::uint32_t index = links[row.slot];
        if (index == NsTable::none || index == process.links[row.slot])
            continue;
        // A thread's namespaces for children matter where no task is in them by that very thread.
        if (row.slot == NsSlot::PidForChildren && index == links[NsSlot::Pid])
            continue;
        if (row.slot == NsSlot::TimeForChildren && index == links[NsSlot::Time])
            continue;
        if (name.empty())
            name = readThreadName(run, nsDir, process);
        different.push_back({tid, index, row.slot, name});
    }
}

void readThreads(ScanRun& run, std::uint32_t task, std::vector<std::int32_t>& tids)
{
    const TaskRow& process = run.tasks[task];
    ProcessDetail& detail = run.details[task];
    if (run.proc.numbersIn(run.proc.rootFd(), ProcPath(process.pid).add("/task").c_str(), tids) != 0)
        return;
    if (process.threads == 0)
        run.counts.threads += std::max<std::size_t>(tids.size(), 1);
    for (const std::int32_t tid : tids) {
        if (tid == process.pid)
            continue;
        const UniqueFd nsDir(::openat(run.proc.rootFd(),
                                      ProcPath(process.pid).add("/task/").add(tid).add("/ns").c_str(),
                                      O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (!nsDir)
            continue;
        detail.tids.push_back(tid);
        readThread(run, nsDir.get(), process, tid, detail.threadLinks);
    }
}

} // namespace

void collectThreads(ScanRun& run)
{
    std::vector<std::int32_t> tids;
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        const TaskRow& process = run.tasks[i];
        if (process.threads != 1 && !process.denied && !process.idle)
            readThreads(run, i, tids);
        for (const ThreadLink& link : run.details[i].threadLinks)
            addThreadHolder(run, process, link);
    }
}

void collectForChildren(ScanRun& run)
{
    for (const TaskRow& process : run.tasks) {
        for (const auto& [children, own] : {std::pair{NsSlot::PidForChildren, NsSlot::Pid},
                                            std::pair{NsSlot::TimeForChildren, NsSlot::Time}}) {
            const std::uint32_t index = process.links[children];
            if (index == NsTable::none || index == process.links[own])
                continue;
            Holder holder = holderOf(process, HolderKind::ForChildren);
            run.namespaces[index].info.holders.push_back(std::move(holder));
        }
    }
}

} // namespace nsscope
