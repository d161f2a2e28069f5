// SPDX-License-Identifier: Apache-2.0
// Tasks as holders of the namespaces that they are in. Where none has changed since the last scan its lists still hold,
// and eighty thousand entries for ten thousand processes are not made again.
#include "core/scan/member_lists.h"
#include "core/scan/scan_run.h"

#include <algorithm>
#include <utility>

namespace nsscope
{

namespace
{

void addThread(ScanRun& run, const TaskRow& process, const ThreadLink& link)
{
    const bool forChildren = nsSlotTable()[static_cast<std::size_t>(link.slot)].forChildren;
    Holder holder = holderOf(process, forChildren ? HolderKind::ForChildren : HolderKind::Thread);
    holder.tid = link.tid;
    holder.comm = link.comm;
    run.addHolder(link.index, std::move(holder));
    if (!forChildren)
        ++run.namespaces[link.index].info.threads;
}

void addForChildren(ScanRun& run, const TaskRow& process)
{
    const NsLinks& links = run.linksOf(process);
    for (const auto& [children, own] : {std::pair{NsSlot::PidForChildren, NsSlot::Pid},
                                        std::pair{NsSlot::TimeForChildren, NsSlot::Time}}) {
        if (const std::uint32_t index = links[children]; index != NsTable::none && index != links[own])
            run.addHolder(index, holderOf(process, HolderKind::ForChildren));
    }
}

void addAll(ScanRun& run)
{
    addMembers(run);
    for (const TaskRow& task : run.tasks) {
        if (!task.more)
            continue;
        for (const ThreadLink& link : task.more->threadLinks)
            addThread(run, task, link);
    }
    for (const TaskRow& task : run.tasks)
        addForChildren(run, task);
}

/// By number: which namespace that is now, collectIdentity asks.
bool sameNumber(const ScanRun& run, std::uint32_t now, std::uint32_t before)
{
    if (now == NsTable::none || before == NsTable::none)
        return now == before;
    return run.namespaces[now].info.ref.inode == run.before.namespaces[before].ref.inode;
}

bool sameLinks(const ScanRun& run, const TaskRow& now, const TaskRow& before)
{
    const NsLinks& a = run.linksOf(now);
    const NsLinks& b = run.before.linkSets[before.linkSet];
    return std::equal(a.index.begin(), a.index.end(), b.index.begin(),
                      [&run](std::uint32_t x, std::uint32_t y) { return sameNumber(run, x, y); });
}

bool sameThreads(const ScanRun& run, const TaskRow& now, const TaskRow& before)
{
    static const std::vector<ThreadLink> none;
    const std::vector<ThreadLink>& a = now.more ? now.more->threadLinks : none;
    const std::vector<ThreadLink>& b = before.more ? before.more->threadLinks : none;
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&run](const ThreadLink& x, const ThreadLink& y) {
        return x.tid == y.tid && x.slot == y.slot && x.comm == y.comm && sameNumber(run, x.index, y.index);
    });
}

/// A worker of the kernel is named after its work whenever somebody reads it (kernel/workqueue.c: wq_worker_comm): that is
/// no news.
bool sameProcess(const Holder& now, const Holder& before)
{
    if (!now.kernelThread || !before.kernelThread || now.comm == before.comm)
        return now == before;
    Holder renamed = now;
    renamed.comm = before.comm;
    return renamed == before;
}

/// Every process of the last scan is there again, none besides, and what has been read of it is what was known.
bool areSame(ScanRun& run)
{
    const std::vector<TaskRow>& known = run.before.tasks;
    bool same = !run.before.taskHolders.empty() && run.tasks.size() == known.size();
    auto before = known.begin();
    for (TaskRow& now : run.tasks) {
        while (before != known.end() && before->pid < now.pid)
            ++before;
        if (now.idle)
            continue;
        const bool was = before != known.end() && before->pid == now.pid && before->holder && sameProcess(*now.holder, *before->holder);
        if (was)
            now.holder = before->holder; // the same object in all lists
        same = same && was && sameLinks(run, now, *before) && sameThreads(run, now, *before);
    }
    return same;
}

void takeOver(ScanRun& run)
{
    for (std::size_t i = 0; i < run.before.taskHolders.size(); ++i) {
        const TaskHolders& holders = run.before.taskHolders[i];
        if (holders.list.empty())
            continue;
        const NsRef& ref = run.before.namespaces[i].ref;
        NamespaceInfo& info = run.namespaces[run.namespaces.at({ref.type, ref.inode})].info;
        info.holders = holders.list;
        info.processes = holders.processes;
        info.threads = holders.threads;
    }
}

void keep(ScanRun& run)
{
    run.taskHolders.resize(run.namespaces.size());
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        const NamespaceInfo& info = run.namespaces[i].info;
        run.taskHolders[i] = {info.holders, info.processes, info.threads};
    }
}

} // namespace

void collectTaskHolders(ScanRun& run)
{
    if (areSame(run))
        takeOver(run);
    else
        addAll(run);
    if (run.clocks)
        keep(run);
}

} // namespace nsscope
