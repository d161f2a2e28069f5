// SPDX-License-Identifier: Apache-2.0
// What the collectors of one scan share, and the collectors themselves, each in the file of its name. A
// collector adds namespaces and holders to the table, counts what it may not read, and never fails: what
// vanished while it looked was not there. Their order is scanner.cpp's.
#pragma once
#include "core/scan/gap_tally.h"
#include "core/scan/ns_query.h"
#include "core/scan/ns_table.h"
#include "core/scan/nsid_query.h"
#include "core/scan/proc_reader.h"
#include "core/scan/scan_memory.h"
#include "core/scan/scanner.h"
#include "core/scan/task_row.h"
#include "core/scan/work_split.h"

#include <utility>
#include <vector>

namespace nsscope
{

struct ScanRun
{
    ScanRun(const ProcReader& reader, ScanMemory& memory, bool keepsClocks = false, WorkRunner workRunner = {});

    const ProcReader& proc;
    const WorkRunner runner;
    const bool clocks; ///< a scan will follow that asks which processes have changed since
    ScanMemory& before; ///< of the last scan; used up by this one
    Recall& recall;
    NsQuery query;
    NsidQuery nsids;
    std::uint64_t ownNet = 0; ///< inode of the observer's network namespace, which gives ids to the others
    NsTable namespaces;
    std::vector<TaskRow> tasks; ///< ascending by pid
    LinkSets linkSets; ///< indexes into `namespaces`
    std::vector<std::uint32_t> fdTasks; ///< those of `tasks` that have rows in `fds`
    std::vector<FdRows> fds; ///< those of processes that have not changed since, then those of each walk
    std::vector<TaskFacts> threadFacts; ///< threads that the kernel's walk told
    std::vector<TaskHolders> taskHolders; ///< of each namespace, for the next scan
    TaskCounts counts;
    GapTally gaps;

    const TaskRow* findTask(std::int32_t pid) const;
    TaskRow* findTask(std::int32_t pid) { return const_cast<TaskRow*>(std::as_const(*this).findTask(pid)); }
    template <class Do> void forEachFd(FdKind kind, Do each)
    {
        for (const std::uint32_t at : fdTasks) {
            const TaskRow& task = tasks[at];
            for (std::uint32_t i = task.firstFd; i < task.firstFd + task.fdCount; ++i) {
                if (FdRow& row = fds[task.fdPart].rows[i]; row.kind == kind)
                    each(task, row);
            }
        }
    }
    const NsLinks& linksOf(const TaskRow& task) const { return linkSets[task.linkSet]; }
    /// There is a kernel's walk of all processes, and it costs less than to read so many of them.
    bool isWorthAWalk(std::size_t processes) const;
    /// Index here of a namespace of the last scan that an idle process still holds, with all that was asked
    /// of it.
    std::uint32_t again(std::uint32_t indexBefore);
    /// The same of a set of links.
    std::uint32_t againSet(std::uint32_t setBefore);
    /// Leaves for the next scan what it can use.
    void remember();
    /// Gives back what no scan will use.
    void forgetTasks();
    void addHolder(std::uint32_t index, SharedHolder holder)
    {
        namespaces[index].info.holders.push_back(std::move(holder));
    }
    /// The namespace that an earlier scan knew under `key`, if it is still alive; else the one entry of its
    /// type, with inode 0, that stands for all that certainly live and do not tell their number.
    std::uint32_t recalled(const Recall::Key& key, NsType type);
    std::uint32_t unidentified(NsType type);
    /// A task that is a member of a namespace; null where it has none.
    const Holder* taskIn(std::uint32_t index) const;
    /// O_PATH descriptor of what is mounted at `path` in a mount namespace, reached by way of a process in
    /// it; invalid where there is none, or where something of another device is found there.
    UniqueFd openMounted(std::uint32_t mountNs, const char* path, std::uint64_t device) const;

private:
    std::vector<std::uint32_t> m_again; ///< by index of the last scan
    std::vector<std::uint32_t> m_againSet; ///< by number of a set of the last scan
    std::vector<std::uint32_t> m_order; ///< those indexes, by reference
};

/// "PID" or "PID/task/TID" of a task.
ProcPath taskPath(const Holder& task);

/// Where a descriptor is below the proc root.
ProcPath fdPath(const TaskRow& task, const FdRow& row);
Holder holderOf(const TaskRow& task, const FdRow& row, HolderKind kind);

/// Every process of the proc root (or `pid` alone) with its namespace links.
void collectProcesses(ScanRun& run);
void collectProcess(ScanRun& run, std::int32_t pid);
/// Threads whose namespaces differ from their process's.
void collectThreads(ScanRun& run);
/// Both as holders, and of namespaces that children will be born into.
void collectTaskHolders(ScanRun& run);
/// Descriptors by kind, from the one walk of collectFdTables.
void collectNsFds(ScanRun& run);
void collectSockets(ScanRun& run);
void collectMarks(ScanRun& run);
void collectRings(ScanRun& run);
void collectPidfds(ScanRun& run);
void collectProcFiles(ScanRun& run);
/// Attached System V shared memory of ipc namespaces that their process has left.
void collectShm(ScanRun& run);
/// Mount namespaces that the kernel lists, with a process or without.
void collectMountNamespaces(ScanRun& run);
/// Namespace files and proc mounts in every mount namespace.
void collectMounts(ScanRun& run);
/// Id, owner and parent of every namespace not asked yet, up to the roots; drops holders that are gone by
/// now.
void collectIdentity(ScanRun& run);
/// Holder `unknown` where the kernel says that a namespace lives and nothing was found.
void collectUnknown(ScanRun& run);
/// Owned and child namespaces as holders, in place of those known so far.
void collectRelations(ScanRun& run);
bool isRelation(const Holder& holder);
/// Container, pod and unit by the cgroup path, names and paths of bind mounts; of all, or of what `onlyPid`
/// holds.
void collectNames(ScanRun& run, std::int32_t onlyPid = 0);
/// Id maps, clock offsets, the own host name.
void collectTraits(ScanRun& run);
/// Only the namespace files in one mount namespace, instead of those known so far.
void collectBindMounts(ScanRun& run, std::uint32_t mountNs);
/// All that one process changes by running, in a table that holds the last scan's result.
void rescanProcess(ScanRun& run, std::int32_t pid, ScanDepth depth);

/// Asks all about the namespace that `fd` is of, and about owners and parents not met yet.
void askNamespace(ScanRun& run, std::uint32_t index, int fd);
/// The same where `ref` is known already.
void askNamespace(ScanRun& run, std::uint32_t index, int fd, const NsRef& ref);

} // namespace nsscope
