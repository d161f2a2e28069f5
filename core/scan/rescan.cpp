// SPDX-License-Identifier: Apache-2.0
// One process looked at again, in a table that starts with all that the last scan found. What costs a look at
// others (proc files, shared memory, pidfds, proc mounts) stays as that scan saw it, unless the process is
// gone.
#include "core/scan/scan_run.h"

#include <algorithm>
#include <unistd.h>

namespace nsscope
{

namespace
{

/// Kinds that are read again here.
bool isReadAgain(HolderKind kind, ScanDepth depth)
{
    switch (kind) {
    case HolderKind::Process:
    case HolderKind::Thread:
    case HolderKind::ForChildren:
        return true;
    case HolderKind::Fd:
    case HolderKind::Socket:
    case HolderKind::Tun:
    case HolderKind::Mark:
    case HolderKind::IoUring:
        return depth == ScanDepth::Everything;
    default:
        return false;
    }
}

/// Removes a process's holders; the result tells for each namespace whether it had one.
std::vector<bool> takeHoldersOf(ScanRun& run, std::int32_t pid, bool gone, ScanDepth depth)
{
    std::vector<bool> had(run.namespaces.size());
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        NamespaceInfo& info = run.namespaces[i].info;
        info.holders.eraseIf([&](const Holder& holder) {
            if (holder.pid != pid || (!gone && !isReadAgain(holder.kind, depth)))
                return false;
            had[i] = true;
            info.processes -= holder.kind == HolderKind::Process;
            info.threads -= holder.kind == HolderKind::Thread;
            return true;
        });
    }
    return had;
}

/// The number of a namespace that the process alone held, or did not hold before, may mean another one by
/// now.
void askAgain(ScanRun& run, std::int32_t pid, const std::vector<bool>& before)
{
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        bool own = false;
        bool others = false;
        for (const Holder& holder : run.namespaces[i].info.holders) {
            own |= holder.pid == pid;
            others |= holder.pid != pid && !isRelation(holder);
        }
        if (own && (!others || i >= before.size() || !before[i]))
            run.namespaces[i].asked = false;
    }
}

bool isHeldByItself(const NamespaceInfo& info)
{
    return std::any_of(info.holders.begin(), info.holders.end(),
                       [](const Holder& h) { return !isRelation(h); });
}

/// What lost its last holder here may have one that /proc does not show.
void askKernel(ScanRun& run, const std::vector<bool>& before)
{
    for (std::uint32_t i = 0; i < before.size(); ++i) {
        const NamespaceInfo& info = run.namespaces[i].info;
        if (before[i] && !isHeldByItself(info) && info.ref.id != 0)
            run.namespaces[i].listed = static_cast<bool>(run.query.openByHandle(info.ref));
    }
    collectUnknown(run);
}

/// Mounts end with their mount namespace. Marks in `changed` what lost one.
void dropMountsOfDead(ScanRun& run, std::vector<bool>& changed)
{
    for (std::uint32_t i = 0; i < changed.size(); ++i) {
        const auto dropped = run.namespaces[i].info.holders.eraseIf([&run](const Holder& holder) {
            if (!holder.related || isRelation(holder))
                return false;
            const std::uint32_t mountNs = run.namespaces.find({NsType::Mnt, holder.related->inode});
            return mountNs == NsTable::none || !isHeldByItself(run.namespaces[mountNs].info);
        });
        changed[i] = dropped != 0 || changed[i];
    }
}

} // namespace

void rescanProcess(ScanRun& run, std::int32_t pid, ScanDepth depth)
{
    const bool gone = ::faccessat(run.proc.rootFd(), ProcPath(pid).c_str(), F_OK, 0) < 0;
    std::vector<bool> before = takeHoldersOf(run, pid, gone, depth);
    collectProcess(run, pid);
    collectThreads(run);
    collectTaskHolders(run);
    if (depth == ScanDepth::Everything) {
        collectFdTables(run);
        collectNsFds(run);
        collectSockets(run);
        collectMarks(run);
        collectRings(run);
        if (!run.tasks.empty() && run.linksOf(run.tasks.front())[NsSlot::Mnt] != NsTable::none)
            collectBindMounts(run, run.linksOf(run.tasks.front())[NsSlot::Mnt]);
    }
    askAgain(run, pid, before);
    collectIdentity(run);
    if (depth == ScanDepth::Everything) {
        askKernel(run, before);
        dropMountsOfDead(run, before);
        askKernel(run, before);
    }
    collectRelations(run);
    collectNames(run, pid);
    if (depth == ScanDepth::Everything)
        collectTraits(run);
}

} // namespace nsscope
