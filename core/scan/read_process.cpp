// SPDX-License-Identifier: Apache-2.0
#include "core/scan/read_process.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace nsscope
{

namespace
{

std::uint32_t inodeOf(const NsNumber& number)
{
    return number.inode < NsTable::none ? static_cast<std::uint32_t>(number.inode) : NsTable::none;
}

} // namespace

void countDenied(GapTally& gaps, const ProcReader& proc, std::int32_t pid, int error)
{
    gaps.add("task", error, error == EACCES || error == EPERM ? "CAP_SYS_PTRACE" : "",
             [&] { return proc.pathOf(ProcPath(pid).add("/ns").view()); });
}

ProcessReader::ProcessReader(const ProcReader& proc, const NsLinks& kthreadd,
                             const std::vector<std::int32_t>& kernelPids)
    : m_proc(proc), m_kthreadd(kthreadd), m_kernelPids(kernelPids)
{
    int error = 0;
    if (!proc.live())
        return;
    if (const auto own = proc.nsLinkIn(proc.rootFd(), "self/ns/pid", error))
        m_ownPidNs = inodeOf(*own);
}

/// False where the process is gone.
bool ProcessReader::readStat(int dir, const char* path, TaskRow& task, Holder& holder) const
{
    char buffer[1024];
    int error = 0;
    const auto stat = parseStat(m_proc.textIn(dir, path, buffer, sizeof buffer, error));
    if (!stat)
        return !meansGone(error);
    holder.comm.assign(stat->comm.substr(0, 64));
    holder.startTicks = stat->startTicks;
    holder.kernelThread = task.kernelThread = stat->kernelThread();
    task.zombie = stat->state == 'Z' || stat->state == 'X';
    return true;
}

/// The task directory has one link a thread besides its two, and the effective uid as its owner, dumpable or
/// not (fs/proc/base.c: proc_task_getattr, task_dump_owner).
void ProcessReader::readTaskDirectory(int nsDir, TaskRow& task, Holder& holder) const
{
    struct stat st = {};
    if (task.kernelThread)
        return; // one thread, uid 0
    if (!m_proc.live() || ::fstatat(nsDir, "../task", &st, AT_SYMLINK_NOFOLLOW) < 0) {
        task.threads = 0;
        return;
    }
    task.threads = st.st_nlink > 2 ? static_cast<std::uint32_t>(st.st_nlink - 2) : 1;
    holder.ended = task.zombie && task.threads == 1;
    holder.uid = st.st_uid;
}

void ProcessReader::readStatus(int nsDir, Holder& holder) const
{
    char buffer[4096];
    int error = 0;
    auto status = parseStatus(m_proc.textIn(nsDir, "../status", buffer, sizeof buffer, error));
    if (!status)
        return;
    if (status->nsPids.size() > 1)
        holder.nsPids = std::move(status->nsPids);
    if (!m_proc.live())
        holder.uid = status->uid;
}

/// Reads the links that `wanted` allows; a link that is not there (zombie, unborn pid_for_children) stays
/// none.
template <class Wanted> void ProcessReader::readLinks(int nsDir, TaskRow& task, NsLinks& links, Wanted wanted)
{
    for (const NsSlotRow& row : nsSlotTable()) {
        if (!wanted(row.slot))
            continue;
        int error = 0;
        const auto number = m_proc.nsLinkIn(nsDir, row.link, error);
        if (number) {
            links[row.slot] = inodeOf(*number);
        } else if (error == EACCES || error == EPERM) {
            countDenied(gaps, m_proc, task.pid, error);
            task.denied = true;
            return;
        }
    }
}

/// Kernel threads are children of kthreadd and never change but for kdevtmpfs, which has a mount namespace of its own
/// (drivers/base/devtmpfs.c).
void ProcessReader::readTaskLinks(int nsDir, TaskRow& task, NsLinks& links)
{
    if (task.zombie) {
        // Its nsproxy is gone, its credentials and its struct pid are not (kernel/exit.c).
        readLinks(nsDir, task, links, [](NsSlot slot) { return slot == NsSlot::User || slot == NsSlot::Pid; });
    } else if (task.kernelThread && m_kthreadd[NsSlot::Pid] != NsTable::none) {
        links = m_kthreadd;
        readLinks(nsDir, task, links, [](NsSlot slot) { return slot == NsSlot::Mnt; });
    } else {
        readLinks(nsDir, task, links, [](NsSlot) { return true; });
    }
}

/// A child of kthreadd that is not kdevtmpfs: nothing but its stat needs reading. False where this is none.
bool ProcessReader::readKernelThread(TaskRow& task, NsLinks& links) const
{
    if (m_kthreadd[NsSlot::Pid] == NsTable::none ||
        !std::binary_search(m_kernelPids.begin(), m_kernelPids.end(), task.pid))
        return false;
    Holder holder;
    if (!readStat(m_proc.rootFd(), ProcPath(task.pid).add("/stat").c_str(), task, holder) || !task.kernelThread ||
        task.zombie || holder.comm == "kdevtmpfs")
        return false;
    holder.kind = HolderKind::Process;
    holder.pid = task.pid;
    links = m_kthreadd;
    task.holder = std::move(holder);
    return true;
}

void ProcessReader::readInFull(TaskRow& task, NsLinks& links)
{
    const UniqueFd nsDir(
        ::openat(m_proc.rootFd(), ProcPath(task.pid).add("/ns").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!nsDir) {
        if (!meansGone(errno))
            countDenied(gaps, m_proc, task.pid, errno);
        return;
    }
    Holder holder;
    holder.kind = HolderKind::Process;
    holder.pid = task.pid;
    if (!readStat(nsDir.get(), "../stat", task, holder))
        return;
    readTaskDirectory(nsDir.get(), task, holder);
    readTaskLinks(nsDir.get(), task, links);
    // Only a process of a deeper pid namespace has more than one pid; asking costs more than all links
    // together.
    const std::uint32_t pidNs = links[NsSlot::Pid];
    if (!m_proc.live() || (pidNs != NsTable::none && pidNs != m_ownPidNs))
        readStatus(nsDir.get(), holder);
    task.holder = std::move(holder);
}

NsLinks ProcessReader::linksOf(const TaskFacts& facts)
{
    NsLinks links;
    for (const NsSlotRow& row : nsSlotTable()) {
        const std::uint32_t number = row.slot == NsSlot::PidForChildren    ? facts.pidForChildren
                                     : row.slot == NsSlot::TimeForChildren ? facts.timeForChildren
                                                                           : facts.numbers[static_cast<std::size_t>(row.type)];
        if (number != 0)
            links[row.slot] = number;
    }
    return links;
}

void ProcessReader::take(TaskRow& task, const TaskFacts& facts)
{
    Holder holder;
    holder.kind = HolderKind::Process;
    holder.pid = task.pid;
    holder.comm.assign(facts.name());
    holder.startTicks = facts.startTicks;
    holder.uid = facts.uid;
    if (facts.nsPidCount > 0)
        holder.nsPids = std::vector<std::int32_t>(facts.nsPids.begin(), facts.nsPids.begin() + facts.nsPidCount);
    holder.ended = facts.ended && facts.threads == 1;
    task.zombie = facts.ended;
    task.threads = facts.threads;
    task.told = true;
    task.holder = std::move(holder);
}

void ProcessReader::read(TaskRow& task, NsLinks& links)
{
    if (!readKernelThread(task, links))
        readInFull(task, links);
}

} // namespace nsscope
