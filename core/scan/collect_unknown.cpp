// SPDX-License-Identifier: Apache-2.0
// What the kernel says lives and nobody explains: a mount namespace of the kernel's list, or a namespace that
// an earlier scan found and that still opens by its file handle (Linux 6.18: as long as any reference is
// left). Its holder is one that /proc does not show, for example a detached mount tree, a file in flight, or
// credentials.
#include "core/scan/scan_run.h"

#include <algorithm>

namespace nsscope
{

namespace
{

bool isExplained(const ScanRun& run, std::uint32_t index)
{
    const NamespaceInfo& info = run.namespaces[index].info;
    if (!info.holders.empty())
        return true;
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        const NamespaceInfo& other = run.namespaces[i].info;
        if (i != index && (other.parent == NsLink::to(info.ref) || other.owner == NsLink::to(info.ref)))
            return true;
    }
    return false;
}

void addUnknown(ScanRun& run, std::uint32_t index)
{
    if (!isExplained(run, index))
        run.addHolder(index, Holder{});
}

} // namespace

void collectUnknown(ScanRun& run)
{
    if (!run.proc.live())
        return;
    for (const NsRef& ref : run.before.known) {
        const std::uint32_t index = run.namespaces.find({ref.type, ref.inode});
        if (index != NsTable::none &&
            (run.namespaces[index].info.ref.id == ref.id || !run.namespaces[index].info.holders.empty()))
            continue;
        const UniqueFd fd = run.query.openByHandle(ref);
        if (!fd)
            continue;
        const std::uint32_t found = run.namespaces.at({ref.type, ref.inode});
        askNamespace(run, found, fd.get());
        run.namespaces[found].listed = true;
    }
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        if (run.namespaces[i].listed && run.namespaces[i].info.holders.empty())
            addUnknown(run, i);
    }
}

} // namespace nsscope
