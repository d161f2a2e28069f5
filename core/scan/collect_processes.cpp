// SPDX-License-Identifier: Apache-2.0
#include "core/scan/process_list.h"
#include "core/scan/scan_run.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace nsscope
{

namespace
{

constexpr std::int32_t kthreadd = 2;

/// False where the process is gone.
bool readStat(const ScanRun& run, int dir, const char* path, TaskRow& task)
{
    char buffer[1024];
    int error = 0;
    const auto stat = parseStat(run.proc.textIn(dir, path, buffer, sizeof buffer, error));
    if (!stat)
        return !meansGone(error);
    task.comm.assign(stat->comm.substr(0, 64));
    task.startTicks = stat->startTicks;
    task.kernelThread = stat->kernelThread();
    task.zombie = stat->state == 'Z' || stat->state == 'X';
    return true;
}

/// The task directory has one link a thread besides its two, and the effective uid as its owner, dumpable or
/// not (fs/proc/base.c: proc_task_getattr, task_dump_owner).
void readTaskDirectory(const ScanRun& run, int nsDir, TaskRow& task)
{
    struct stat st = {};
    if (task.kernelThread)
        return; // one thread, uid 0
    if (!run.proc.live() || ::fstatat(nsDir, "../task", &st, AT_SYMLINK_NOFOLLOW) < 0) {
        task.threads = 0;
        return;
    }
    task.threads = st.st_nlink > 2 ? static_cast<std::uint32_t>(st.st_nlink - 2) : 1;
    task.uid = st.st_uid;
}

void readStatus(const ScanRun& run, int nsDir, TaskRow& task)
{
    char buffer[4096];
    int error = 0;
    auto status = parseStatus(run.proc.textIn(nsDir, "../status", buffer, sizeof buffer, error));
    if (!status)
        return;
    task.nsPids = std::move(status->nsPids);
    if (!run.proc.live())
        task.uid = status->uid;
}

void countDenied(ScanRun& run, std::int32_t pid, int error)
{
    run.gaps.add("task", error, error == EACCES || error == EPERM ? "CAP_SYS_PTRACE" : "",
                 [&] { return run.proc.pathOf(ProcPath(pid).add("/ns").view()); });
}

/// Reads the links that `wanted` allows; a link that is not there (zombie, unborn pid_for_children) stays
/// none.
template <class Wanted> void readLinks(ScanRun& run, int nsDir, TaskRow& task, Wanted wanted)
{
    for (const NsSlotRow& row : nsSlotTable()) {
        if (!wanted(row.slot))
            continue;
        int error = 0;
        const auto number = run.proc.nsLinkIn(nsDir, row.link, error);
        if (number) {
            task.links[row.slot] = run.namespaces.at(*number);
        } else if (error == EACCES || error == EPERM) {
            countDenied(run, task.pid, error);
            task.denied = true;
            return; // the permission is the same for all links of a task
        }
    }
}

/// Kernel threads are children of kthreadd and never change but for kdevtmpfs, which has a mount namespace of its own
/// (drivers/base/devtmpfs.c).
void readTaskLinks(ScanRun& run, int nsDir, TaskRow& task)
{
    if (task.zombie) {
        // Its nsproxy is gone, its credentials and its struct pid are not (kernel/exit.c).
        readLinks(run, nsDir, task, [](NsSlot slot) { return slot == NsSlot::User || slot == NsSlot::Pid; });
        return;
    }
    const TaskRow* const parent =
        task.kernelThread && task.pid != kthreadd ? run.findTask(kthreadd) : nullptr;
    if (parent != nullptr && !parent->denied) {
        task.links = parent->links;
        readLinks(run, nsDir, task, [](NsSlot slot) { return slot == NsSlot::Mnt; });
        return;
    }
    readLinks(run, nsDir, task, [](NsSlot) { return true; });
}

std::uint32_t ownPidNamespace(ScanRun& run)
{
    int error = 0;
    if (!run.proc.live())
        return NsTable::none;
    const auto number = run.proc.nsLinkIn(run.proc.rootFd(), "self/ns/pid", error);
    return number ? run.namespaces.find(*number) : NsTable::none;
}

void addHolders(ScanRun& run, const TaskRow& task)
{
    Holder holder = holderOf(task, HolderKind::Process);
    holder.nsPids = task.nsPids;
    for (const NsSlotRow& row : nsSlotTable()) {
        const std::uint32_t index = task.links[row.slot];
        if (row.forChildren || index == NsTable::none)
            continue;
        NamespaceInfo& info = run.namespaces[index].info;
        info.holders.push_back(holder);
        ++info.processes;
    }
}

void addTask(ScanRun& run, TaskRow task, ProcessDetail detail)
{
    // Before Linux 6.17 the first net and mnt namespaces have no fixed number; kthreadd never leaves them.
    if (task.pid == kthreadd && task.kernelThread) {
        for (const NsSlot slot : {NsSlot::Net, NsSlot::Mnt}) {
            if (task.links[slot] != NsTable::none)
                run.namespaces[task.links[slot]].info.initial = true;
        }
    }
    ++run.counts.processes;
    run.counts.threads += task.threads;
    addHolders(run, task);
    run.tasks.push_back(std::move(task));
    run.details.push_back(std::move(detail));
}

/// Takes over what is known of a process that has not run since.
void restoreProcess(ScanRun& run, std::size_t at)
{
    TaskRow task = std::move(run.before.tasks[at]);
    ProcessDetail detail = std::move(run.before.details[at]);
    task.idle = true;
    for (std::uint32_t& index : task.links.index)
        index = run.again(index);
    for (ThreadLink& link : detail.threadLinks)
        link.index = run.again(link.index);
    for (FdRow& row : detail.fds)
        row.ns = run.again(row.ns);
    if (task.denied)
        countDenied(run, task.pid, EACCES);
    addTask(run, std::move(task), std::move(detail));
}

/// A child of kthreadd that is not kdevtmpfs: nothing but its stat needs reading. False where this is none.
bool readKernelThread(ScanRun& run, std::int32_t pid, std::int64_t clock)
{
    const TaskRow* const parent = run.findTask(kthreadd);
    TaskRow task;
    task.pid = pid;
    task.clockNs = clock;
    if (parent == nullptr || parent->denied || !parent->kernelThread ||
        !readStat(run, run.proc.rootFd(), ProcPath(pid).add("/stat").c_str(), task) || !task.kernelThread ||
        task.zombie || task.comm == "kdevtmpfs")
        return false;
    task.links = parent->links;
    addTask(run, std::move(task), {});
    return true;
}

void readProcess(ScanRun& run, std::int32_t pid, std::int64_t clock, std::uint32_t& ownPidNs)
{
    const UniqueFd nsDir(
        ::openat(run.proc.rootFd(), ProcPath(pid).add("/ns").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!nsDir) {
        if (!meansGone(errno))
            countDenied(run, pid, errno);
        return;
    }
    TaskRow task;
    task.pid = pid;
    task.clockNs = clock;
    if (!readStat(run, nsDir.get(), "../stat", task))
        return;
    readTaskDirectory(run, nsDir.get(), task);
    readTaskLinks(run, nsDir.get(), task);
    if (ownPidNs == NsTable::none)
        ownPidNs = ownPidNamespace(run);
    // Only a process of a deeper pid namespace has more than one pid; asking costs more than all links
    // together.
    const std::uint32_t pidNs = task.links[NsSlot::Pid];
    if (!run.proc.live() || (pidNs != NsTable::none && pidNs != ownPidNs))
        readStatus(run, nsDir.get(), task);
    if (task.nsPids.size() == 1)
        task.nsPids.clear();
    addTask(run, std::move(task), {});
}

/// Every sixteenth scan asks for the list all the same: a pid can be chosen by hand (clone3(2), set_tid).
std::vector<std::int32_t> listProcesses(ScanRun& run)
{
    const std::int32_t lastPid = run.clocks ? readLastPid(run.proc) : -1;
    std::vector<std::int32_t> pids;
    if (run.clocks && run.before.round % 16 != 0) {
        pids.reserve(run.before.tasks.size() * 2);
        for (const TaskRow& task : run.before.tasks)
            pids.push_back(task.pid);
    }
    if (pids.empty() || !mergeNewPids(pids, run.before.lastPid, lastPid)) {
        if (const int error = run.proc.numbersIn(run.proc.rootFd(), ".", pids))
            run.gaps.add("task", error, "", [&] { return run.proc.pathOf("."); });
    }
    run.before.lastPid = lastPid;
    return pids;
}

} // namespace

void collectProcesses(ScanRun& run)
{
    const std::vector<std::int32_t> pids = listProcesses(run);
    const std::vector<std::int32_t> kernelPids =
        run.proc.ownPids() && run.before.tasks.empty() ? listChildrenOfKthreadd(run.proc) : std::vector<std::int32_t>();
    run.tasks.reserve(pids.size());
    run.details.reserve(pids.size());
    std::uint32_t ownPidNs = NsTable::none;
    const std::vector<TaskRow>& known = run.before.tasks;
    std::size_t at = 0;
    for (const std::int32_t pid : pids) {
        // The clock comes first: what the process does while it is read moves it again.
        const std::int64_t clock = run.clocks ? readCpuClock(pid) : -1;
        if (run.clocks && clock < 0)
            continue; // gone, or the pid of a thread
        while (at < known.size() && known[at].pid < pid)
            ++at;
        if (at < known.size() && known[at].pid == pid && clock >= 0 && known[at].clockNs == clock &&
            !isDue(static_cast<std::uint64_t>(pid), run.before.round))
            restoreProcess(run, at);
        else if (!std::binary_search(kernelPids.begin(), kernelPids.end(), pid) || !readKernelThread(run, pid, clock))
            readProcess(run, pid, clock, ownPidNs);
    }
}

void collectProcess(ScanRun& run, std::int32_t pid)
{
    std::uint32_t ownPidNs = NsTable::none;
    readProcess(run, pid, -1, ownPidNs);
}

} // namespace nsscope
