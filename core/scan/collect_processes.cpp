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

/// A row whose links are in the run's table.
void countTask(ScanRun& run, const TaskRow& task)
{
    ++run.counts.processes;
    run.counts.threads += task.threads;
    // Before Linux 6.17 the first net and mnt namespaces have no fixed number; kthreadd never leaves them.
    if (task.pid != kthreaddPid || !task.kernelThread)
        return;
    for (const NsSlot slot : {NsSlot::Net, NsSlot::Mnt}) {
        if (const std::uint32_t index = run.linksOf(task)[slot]; index != NsTable::none)
            run.namespaces[index].info.initial = true;
    }
}

/// A row of a process that has not changed since: what is known of it.
void addKnown(ScanRun& run, TaskRow& task)
{
    task.linkSet = run.againSet(task.linkSet);
    if (task.more) {
        for (ThreadLink& link : task.more->threadLinks)
            link.index = run.again(link.index);
    }
    if (task.denied)
        countDenied(run.gaps, run.proc, task.pid, EACCES);
    countTask(run, task);
}

/// Sets of inode numbers, as they were read, and where in the run's table they are.
class NumberSets
{
public:
    explicit NumberSets(ScanRun& run) : m_run(run) {}

    void set(TaskRow& task, const NsLinks& numbers) { task.linkSet = m_numbers.at(numbers); }
    void place(TaskRow& task)
    {
        m_places.resize(m_numbers.size(), NsTable::none);
        std::uint32_t& place = m_places[task.linkSet];
        if (place == NsTable::none)
            place = m_run.linkSets.at(placed(m_numbers[task.linkSet]));
        task.linkSet = place;
    }

private:
    NsLinks placed(NsLinks links)
    {
        for (const NsSlotRow& row : nsSlotTable()) {
            if (links[row.slot] != NsTable::none)
                links[row.slot] = m_run.namespaces.at({row.type, links[row.slot]});
        }
        return links;
    }

    ScanRun& m_run;
    LinkSets m_numbers;
    std::vector<std::uint32_t> m_places; ///< by number of a set
};

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
            !isDue(static_cast<std::uint64_t>(stamp.pid), run.before.round, stamp.mark != 0)) {
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
            if (const std::uint32_t index = run.before.linkSets[known->linkSet].index[i]; index != NsTable::none)
                links.index[i] = static_cast<std::uint32_t>(run.before.namespaces[index].ref.inode);
        }
        return links;
    }
    TaskRow task;
    NsLinks links;
    task.pid = kthreaddPid;
    ProcessReader(run.proc, {}, {}).read(task, links);
    return task.holder && task.kernelThread && !task.denied ? links : NsLinks();
}

/// Takes what the kernel's walk tells, where many are to be read; gives those that it does not tell in full.
std::vector<std::uint32_t> takeFacts(ScanRun& run, NumberSets& numbers, std::vector<std::uint32_t> toRead)
{
    if (!run.isWorthAWalk(toRead.size()))
        return toRead;
    const auto take = [&](const TaskFacts& facts) {
        TaskRow* const task = run.findTask(facts.pid);
        if (task == nullptr || task->idle || !facts.whole)
            return;
        if (facts.tid != facts.pid)
            return run.threadFacts.push_back(facts);
        ProcessReader::take(*task, facts);
        numbers.set(*task, ProcessReader::linksOf(facts));
    };
    if (!run.before.source->eachFact(take))
        run.before.factless = true;
    std::erase_if(toRead, [&](std::uint32_t row) { return run.tasks[row].told; });
    return toRead;
}

void readRows(ScanRun& run, NumberSets& numbers, std::vector<std::uint32_t> toRead)
{
    toRead = takeFacts(run, numbers, std::move(toRead));
    if (toRead.empty())
        return;
    const NsLinks kthreadd = run.proc.ownPids() && toRead.size() > 1 ? readKthreadd(run) : NsLinks();
    const std::vector<std::int32_t> kernelPids =
        kthreadd[NsSlot::Pid] != NsTable::none && run.before.tasks.empty() ? listChildrenOfKthreadd(run.proc)
                                                                          : std::vector<std::int32_t>();
    std::vector<NsLinks> links(toRead.size());
    const auto readers =
        splitWork(toRead.size() >= leastToSplit ? run.runner : WorkRunner(), toRead.size(),
                  [&](std::size_t) { return std::make_unique<ProcessReader>(run.proc, kthreadd, kernelPids); },
                  [&](std::size_t i, ProcessReader& reader) { reader.read(run.tasks[toRead[i]], links[i]); });
    for (std::size_t i = 0; i < toRead.size(); ++i)
        numbers.set(run.tasks[toRead[i]], links[i]);
    for (const auto& reader : readers)
        run.gaps.merge(reader->gaps);
}

} // namespace

void collectProcesses(ScanRun& run)
{
    NumberSets numbers(run);
    readRows(run, numbers, prepareRows(run, takeStamps(run)));
    std::erase_if(run.tasks, [](const TaskRow& task) { return !task.holder; });
    for (TaskRow& task : run.tasks) {
        if (task.idle) {
            addKnown(run, task);
        } else {
            numbers.place(task);
            countTask(run, task);
        }
    }
}

void collectProcess(ScanRun& run, std::int32_t pid)
{
    NumberSets numbers(run);
    TaskRow& task = run.tasks.emplace_back();
    task.pid = pid;
    readRows(run, numbers, {0});
    if (!task.holder)
        return run.tasks.clear();
    numbers.place(task);
    countTask(run, task);
}

} // namespace nsscope
