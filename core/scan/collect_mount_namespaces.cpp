// SPDX-License-Identifier: Apache-2.0
// Walks the kernel's own list of mount namespaces (NS_MNT_GET_PREV and NEXT, Linux 6.12 and later), in which
// also those stand that have no process any more. Needs CAP_SYS_ADMIN over their owners; what it may not see
// it leaves out.
#include "core/scan/scan_run.h"

#include <cerrno>

namespace nsscope
{

namespace
{

using Direction = UniqueFd (NsQuery::*)(int) const;

void walk(ScanRun& run, int start, Direction direction)
{
    UniqueFd at;
    for (;;) {
        UniqueFd next = (run.query.*direction)(at ? at.get() : start);
        if (!next) {
            if (errno == EPERM || errno == EACCES)
                run.gaps.add("mount_namespaces", errno, "CAP_SYS_ADMIN",
                             [&] { return run.proc.pathOf("self/ns/mnt"); });
            return;
        }
        const auto ref = run.query.identify(next.get(), NsType::Mnt);
        if (!ref)
            return;
        const std::uint32_t index = run.namespaces.at({NsType::Mnt, ref->inode});
        NsTable::Entry& entry = run.namespaces[index];
        entry.listed = true;
        if (!entry.asked || entry.info.ref.id != ref->id)
            askNamespace(run, index, next.get());
        at = std::move(next);
    }
}

} // namespace

void collectMountNamespaces(ScanRun& run)
{
    if (!run.proc.live())
        return;
    const UniqueFd own = run.query.openAt(run.proc.rootFd(), "self/ns/mnt");
    if (!own)
        return;
    walk(run, own.get(), &NsQuery::previousMountNs);
    walk(run, own.get(), &NsQuery::nextMountNs);
}

} // namespace nsscope
