// SPDX-License-Identifier: Apache-2.0
#include "core/scan/read_process.h"
#include "core/scan/scan_run.h"

#include <algorithm>
#include <fcntl.h>
#include <memory>
#include <utility>

namespace nsscope
{

namespace
{

/// Inode numbers where a row of the table has places.
NsLinks inodesOf(const ScanRun& run, const TaskRow& process)
{
    NsLinks inodes;
    for (std::size_t i = 0; i < nsSlotCount; ++i) {
        if (const std::uint32_t index = run.linksOf(process).index[i]; index != NsTable::none)
            inodes.index[i] = static_cast<std::uint32_t>(run.namespaces[index].info.ref.inode);
    }
    return inodes;
}

/// Leaves inode numbers in its thread links.
template <class Name>
void addDifferences(TaskRow& process, const NsLinks& own, const NsLinks& links, std::int32_t tid, Name nameOf)
{
    std::string name;
    for (const NsSlotRow& row : nsSlotTable()) {
        const std::uint32_t inode = links[row.slot];
        if (inode == NsTable::none || inode == own[row.slot])
            continue;
        // A thread's namespaces for children matter where no task is in them by that very thread.
        if (row.slot == NsSlot::PidForChildren && inode == links[NsSlot::Pid])
            continue;
        if (row.slot == NsSlot::TimeForChildren && inode == links[NsSlot::Time])
            continue;
        if (name.empty())
            name = nameOf();
        process.detail().threadLinks.push_back({tid, inode, row.slot, name});
    }
}

/// Reads the threads of one process after the other and leaves inode numbers in its thread links; changes nothing that
/// another reader looks at.
class ThreadReader
{
public:
    explicit ThreadReader(const ScanRun& run) : m_run(run) {}

    void read(TaskRow& process)
    {
        if (m_run.proc.numbersIn(m_run.proc.rootFd(), ProcPath(process.pid).add("/task").c_str(), m_tids) != 0)
            return;
        if (process.threads == 0)
            counted += std::max<std::size_t>(m_tids.size(), 1);
        if (m_tids.empty() || (m_tids.size() == 1 && m_tids.front() == process.pid))
            return;
        ProcessDetail& detail = process.detail();
        const NsLinks own = inodesOf(m_run, process);
        for (const std::int32_t tid : m_tids) {
            if (tid == process.pid)
                continue;
            const UniqueFd nsDir(::openat(m_run.proc.rootFd(),
                                          ProcPath(process.pid).add("/task/").add(tid).add("/ns").c_str(),
                                          O_PATH | O_DIRECTORY | O_CLOEXEC));
            if (!nsDir)
                continue;
            detail.tids.push_back(tid);
            readThread(nsDir.get(), process, own, tid);
        }
    }
    std::uint64_t counted = 0; ///< threads of processes whose number of threads was not known

private:
    /// Its own where they can differ, the process's otherwise.
    NsLinks readLinks(int nsDir, const NsLinks& own) const
    {
        NsLinks links = own;
        for (const NsSlotRow& row : nsSlotTable()) {
            const bool inherited = static_cast<std::size_t>(row.slot) >= threadSlotCount;
            if (inherited && links[row.slot] != NsTable::none)
                continue;
            int error = 0;
            const auto number = m_run.proc.nsLinkIn(nsDir, row.link, error);
            links[row.slot] = number ? static_cast<std::uint32_t>(number->inode) : NsTable::none;
        }
        return links;
    }

    std::string readName(int nsDir, const TaskRow& process) const
    {
        char buffer[128];
        int error = 0;
        std::string_view name = m_run.proc.textIn(nsDir, "../comm", buffer, sizeof buffer, error);
        if (name.ends_with('\n'))
            name.remove_suffix(1);
        return error == 0 ? std::string(name) : process.holder->comm;
    }

    void readThread(int nsDir, TaskRow& process, const NsLinks& own, std::int32_t tid) const
    {
        addDifferences(process, own, readLinks(nsDir, own), tid, [&] { return readName(nsDir, process); });
    }

    const ScanRun& m_run;
    std::vector<std::int32_t> m_tids;
};

/// The same of what the kernel's walk told.
void takeThreads(ScanRun& run)
{
    for (const TaskFacts& thread : run.threadFacts) {
        TaskRow* const told = run.findTask(thread.pid);
        if (told == nullptr || !told->told)
            continue; // its leader is read in /proc, and with it all threads
        TaskRow& process = *told;
        if (thread.ownTable)
            process.detail().tids.push_back(thread.tid);
        const NsLinks own = inodesOf(run, process);
        NsLinks links = ProcessReader::linksOf(thread);
        for (std::size_t slot = threadSlotCount; slot < nsSlotCount; ++slot) {
            if (own.index[slot] != NsTable::none)
                links.index[slot] = own.index[slot];
        }
        addDifferences(process, own, links, thread.tid, [&] { return std::string(thread.name()); });
    }
    run.threadFacts.clear();
}

} // namespace

void collectThreads(ScanRun& run)
{
    std::vector<std::uint32_t> toRead;
    std::size_t threads = 0;
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        const TaskRow& process = run.tasks[i];
        if (process.threads != 1 && !process.denied && !process.idle && !process.told) {
            toRead.push_back(i);
            threads += process.threads;
        }
    }
    // What a thread of ours is worth depends on theirs.
    const auto readers = splitWork(threads >= leastToSplit ? run.runner : WorkRunner(), toRead.size(),
                                   [&](std::size_t) { return std::make_unique<ThreadReader>(run); },
                                   [&](std::size_t i, ThreadReader& reader) { reader.read(run.tasks[toRead[i]]); }, 1);
    for (const auto& reader : readers)
        run.counts.threads += reader->counted;
    takeThreads(run);
    for (TaskRow& process : run.tasks) {
        if (process.idle || !process.more)
            continue;
        for (ThreadLink& link : process.more->threadLinks)
            link.index = run.namespaces.at({nsSlotTable()[static_cast<std::size_t>(link.slot)].type, link.index});
    }
}

} // namespace nsscope
