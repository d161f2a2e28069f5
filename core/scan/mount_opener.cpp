// SPDX-License-Identifier: Apache-2.0
// Reaches a mount of another mount namespace by way of a process in it, and believes the path only if the
// device at its end is the expected one. Follows no symbolic link and opens nothing but by O_PATH, so that
// neither a device nor an automounter notices.
#include "core/scan/scan_run.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace nsscope
{

ProcPath taskPath(const Holder& task)
{
    ProcPath path(task.pid);
    if (task.tid != 0)
        path.add("/task/").add(task.tid);
    return path;
}

const Holder* ScanRun::taskIn(std::uint32_t index) const
{
    for (const Holder& holder : namespaces[index].info.holders) {
        if (isTask(holder.kind))
            return &holder;
    }
    return nullptr;
}

UniqueFd ScanRun::openMounted(std::uint32_t mountNs, const char* path, std::uint64_t device) const
{
    const Holder* const task = mountNs == NsTable::none ? nullptr : taskIn(mountNs);
    if (task == nullptr)
        return {};
    const UniqueFd root(
        ::openat(proc.rootFd(), taskPath(*task).add("/root").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!root)
        return {};
    struct open_how how = {};
    how.flags = O_PATH | O_CLOEXEC;
    how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    UniqueFd found(static_cast<int>(::syscall(SYS_openat2, root.get(), path, &how, sizeof how)));
    struct stat st = {};
    if (!found || ::fstat(found.get(), &st) < 0 || st.st_dev != device)
        return {};
    return found;
}

} // namespace nsscope
