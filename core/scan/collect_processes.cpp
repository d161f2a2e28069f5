// SPDX-License-Identifier: Apache-2.0
#include "core/scan/process_list.h"
#include "core/scan/read_process.h"
#include "core/scan/scan_run.h"
#include "core/scan/task_stamps.h"

#include <cerrno>
#include <memory>
#include <utility>

namespace nsscope
{

namespace
{

constexpr std::uint32_t manyHolders = 512;
constexpr std::size_t leastToAsk = 64; ///< processes to read, for which a walk of all is worth it

void addHolders(ScanRun& run, const TaskRow& task)
{
    for (const NsSlotRow& row : nsSlotTable()) {
        const std::uint32_t index = task.links[row.slot];
        if (row.forChildren || index == NsTable::none)
            continue;
        NamespaceInfo& info = run.namespaces[index].info;
        if (++info.processes == manyHolders)
            info.holders.reserve(run.tasks.size()); // likely most of them; what is not used is not touched
        info.holders.push_back(task.holder);
    }
}

/// A row whose links are places in the table.
void addTask(ScanRun& run, const TaskRow& task)
{
    // Before Linux 6.17 the first net and mnt namespaces have no fixed number; kthreadd never leaves them.
    if (task.pid == kthreaddPid && task.kernelThread) {
        for (const NsSlot slot : {NsSlot::Net, NsSlot::Mnt}) {
            if (task.links[slot] != NsTable::none)
                run.namespaces[task.links[slot]].info.initial = true;
        }
    }
    ++run.counts.processes;
    run.counts.threads += task.threads;
    addHolders(run, task);
}

/// A row as it was read: its links become places in the table.
void addRead(ScanRun& run, TaskRow& task)
{
    for (const NsSlotRow& row : nsSlotTable()) {
        if (task.links[row.slot] != NsTable::none)
            task.links[row.slot] = run.namespaces.at({row.type, task.links[row.slot]});
    }
    addTask(run, task);
}

/// A row of a process that has not changed since: what is known of it, with places of the last scan.
void addKnown(ScanRun& run, TaskRow& task)
{
    for (std::uint32_t& index : task.links.index)
        index = run.again(index);
    if (task.more) {
        for (ThreadLink& link : task.more->threadLinks)
            link.index = run.again(link.index);
    }
    if (task.denied)
        countDenied(run.gaps, run.proc, task.pid, EACCES);
    addTask(run, task);
}

/// Rows for what may be a process: known where it has not changed, else its pid alone. The stamps come first: what a process
/// does while it is read gives it another one.
std::vector<std::uint32_t> prepareRows(ScanRun& run, const std::vector<TaskStamp>& stamps)
{
    std::vector<std::uint32_t> toRead;
    std::vector<TaskRow>& known = run.before.tasks;
    run.tasks.reserve(stamps.size());
    std::size_t at = 0;
    for (const TaskStamp& stamp : stamps) {
        while (at < known.size() && known[at].pid < stamp.pid)
            ++at;
        bool ran = true;
        if (at < known.size() && known[at].pid == stamp.pid && isUnchanged(known[at], stamp, ran) &&
            !isDue(static_cast<std::uint64_t>(stamp.pid), run.before.round)) {
            TaskRow& task = run.tasks.emplace_back(std::move(known[at]));
            task.idle = true;
            task.ran = ran;
            task.clock = stamp.clock;
            if (ran && task.more)
                task.more->namesRead = false;
            continue;
        }
        toRead.push_back(static_cast<std::uint32_t>(run.tasks.size()));
        TaskRow& task = run.tasks.emplace_back();
        task.pid = stamp.pid;
        task.clock = stamp.clock;
        task.mark = stamp.mark;
    }
    return toRead;
}

/// Inode numbers of the links of kthreadd, which all kernel threads share; none where it is not there to read.
NsLinks readKthreadd(ScanRun& run)
{
    if (const TaskRow* const known = run.findTask(kthreaddPid); known != nullptr && known->idle) {
        NsLinks links;
        for (std::size_t i = 0; i < nsSlotCount; ++i) {
            if (const std::uint32_t index = known->links.index[i]; index != NsTable::none)
                links.index[i] = static_cast<std::uint32_t>(run.before.namespaces[index].ref.inode);
        }
        return links;
    }
    TaskRow task;
    task.pid = kthreaddPid;
    ProcessReader(run.proc, {}, {}).read(task);
    return task.holder && task.kernelThread && !task.denied ? task.links : NsLinks();
}

/// Takes what the kernel's walk tells, where many are to be read; gives those that it does not tell in full.
std::vector<std::uint32_t> takeFacts(ScanRun& run, std::vector<std::uint32_t> toRead)
{
    if (!run.before.source || run.before.factless || !run.proc.ownPids() || toRead.size() < leastToAsk ||
        toRead.size() < run.tasks.size() / 16)
        return toRead;
    const auto take = [&](const TaskFacts& facts) {
        TaskRow* const task = run.findTask(facts.pid);
        if (task == nullptr || task->idle || !facts.whole)
            return;
        if (facts.tid == facts.pid)
            ProcessReader::take(*task, facts);
        else
            run.threadFacts.push_back(facts);
    };
    if (!run.before.source->eachFact(take))
        run.before.factless = true;
    std::erase_if(toRead, [&](std::uint32_t row) { return run.tasks[row].told; });
    return toRead;
}

void readRows(ScanRun& run, std::vector<std::uint32_t> toRead)
{
    toRead = takeFacts(run, std::move(toRead));
    if (toRead.empty())
        return;
    const NsLinks kthreadd = run.proc.ownPids() && toRead.size() > 1 ? readKthreadd(run) : NsLinks();
    const std::vector<std::int32_t> kernelPids =
        kthreadd[NsSlot::Pid] != NsTable::none && run.before.tasks.empty() ? listChildrenOfKthreadd(run.proc)
                                                                          : std::vector<std::int32_t>();
    const auto readers =
        splitWork(toRead.size() >= leastToSplit ? run.runner : WorkRunner(), toRead.size(),
                  [&](std::size_t) { return std::make_unique<ProcessReader>(run.proc, kthreadd, kernelPids); },
                  [&](std::size_t i, ProcessReader& reader) { reader.read(run.tasks[toRead[i]]); });
    for (const auto& reader : readers)
        run.gaps.merge(reader->gaps);
}

} // namespace

void collectProcesses(ScanRun& run)
{
    readRows(run, prepareRows(run, takeStamps(run)));
    std::erase_if(run.tasks, [](const TaskRow& task) { return !task.holder; });
    for (TaskRow& task : run.tasks) {
        if (task.idle)
            addKnown(run, task);
        else
            addRead(run, task);
    }
}

void collectProcess(ScanRun& run, std::int32_t pid)
{
    TaskRow& task = run.tasks.emplace_back();
    task.pid = pid;
    readRows(run, {0});
    if (task.holder)
        addRead(run, task);
    else
        run.tasks.clear();
}

} // namespace nsscope
