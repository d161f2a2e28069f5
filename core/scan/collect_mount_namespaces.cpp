// SPDX-License-Identifier: Apache-2.0
// Walks the kernel's own list of mount namespaces (NS_MNT_GET_PREV and NEXT, Linux 6.12 and later), in which
// also those stand that have no process any more. Needs CAP_SYS_ADMIN over their owners; what it may not see
// it leaves out.
#include "core/scan/scan_run.h"

#include <cerrno>
#include <linux/nsfs.h>
#include <sys/ioctl.h>

namespace nsscope
{

namespace
{

struct MountNsInfo // struct mnt_ns_info of include/uapi/linux/nsfs.h
{
    std::uint32_t size = 16;
    std::uint32_t mounts = 0;
    std::uint64_t id = 0;
};
constexpr unsigned long getNext = _IOR(NSIO, 11, MountNsInfo);
constexpr unsigned long getPrevious = _IOR(NSIO, 12, MountNsInfo);

void walk(ScanRun& run, int start, unsigned long direction)
{
    UniqueFd at;
    for (;;) {
        MountNsInfo info;
        UniqueFd next(::ioctl(at ? at.get() : start, direction, &info));
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
    walk(run, own.get(), getPrevious);
    walk(run, own.get(), getNext);
}

} // namespace nsscope
