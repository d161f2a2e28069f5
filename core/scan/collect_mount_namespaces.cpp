// SPDX-License-Identifier: Apache-2.0
// Walks the kernel's own list of mount namespaces (NS_MNT_GET_PREV and NEXT, Linux 6.12 and later), in which
// also those stand that have no process any more. Needs CAP_SYS_ADMIN over their owners; what it may not see
// it leaves out.
#include "core/scan/scan_run.h"

#include <algorithm>
#include <cerrno>

namespace nsscope
{

namespace
{

using Direction = UniqueFd (NsQuery::*)(int) const;

constexpr std::uint32_t scansAWalk = 4; ///< while all that the last scan knew is held by what this one has seen

/// False where a right was missing.
bool walk(ScanRun& run, int start, Direction direction)
{
    UniqueFd at;
    for (;;) {
        UniqueFd next = (run.query.*direction)(at ? at.get() : start);
        if (!next) {
            if (errno != EPERM && errno != EACCES)
                return true;
            run.gaps.add("mount_namespaces", errno, "CAP_SYS_ADMIN", [&] { return run.proc.pathOf("self/ns/mnt"); });
            return false;
        }
        const auto ref = run.query.identify(next.get(), NsType::Mnt);
        if (!ref)
            return true;
        const std::uint32_t index = run.namespaces.at({NsType::Mnt, ref->inode});
        NsTable::Entry& entry = run.namespaces[index];
        entry.listed = true;
        if (!entry.asked || entry.info.ref.id != ref->id)
            askNamespace(run, index, next.get());
        at = std::move(next);
    }
}

/// What loses its last process is asked for at once; only what was born and left between two scans waits for a walk.
bool mayWait(const ScanRun& run)
{
    const ScanMemory& before = run.before;
    if (!before.wholeWalk || before.round - *before.wholeWalk >= scansAWalk)
        return false;
    const auto isMnt = [](const NsRef& ref) { return ref.type == NsType::Mnt; };
    const auto isMet = [&](const NsRef& ref) {
        const std::uint32_t index = run.namespaces.find({ref.type, ref.inode});
        return index != NsTable::none && run.namespaces[index].info.ref.id == ref.id;
    };
    return std::any_of(before.known.begin(), before.known.end(), isMnt) &&
           std::all_of(before.known.begin(), before.known.end(),
                       [&](const NsRef& ref) { return !isMnt(ref) || isMet(ref); });
}

} // namespace

void collectMountNamespaces(ScanRun& run)
{
    if (!run.proc.live() || mayWait(run))
        return;
    run.before.wholeWalk.reset();
    const UniqueFd own = run.query.openAt(run.proc.rootFd(), "self/ns/mnt");
    if (!own)
        return;
    const bool earlier = walk(run, own.get(), &NsQuery::previousMountNs);
    const bool later = walk(run, own.get(), &NsQuery::nextMountNs);
    if (earlier && later)
        run.before.wholeWalk = run.before.round;
}

} // namespace nsscope
