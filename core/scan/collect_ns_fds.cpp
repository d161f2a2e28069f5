// SPDX-License-Identifier: Apache-2.0
// Open namespace files. O_PATH descriptors hold as well, if they followed the link (fs/nsfs.c: the inode owns
// the reference); a descriptor of the link itself has a path as its text and holds nothing.
#include "core/scan/scan_run.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace nsscope
{

namespace
{

/// The link's mode has no read and no write bit (fs/proc/fd.c: tid_fd_update_inode by f_mode).
bool isOPath(const ScanRun& run, const char* link)
{
    struct stat st = {};
    return ::fstatat(run.proc.rootFd(), link, &st, AT_SYMLINK_NOFOLLOW) == 0 && (st.st_mode & 0600) == 0;
}

} // namespace

ProcPath fdPath(const TaskRow& task, const FdRow& row)
{
    ProcPath path(task.pid);
    if (row.tid != 0)
        path.add("/task/").add(row.tid);
    return path.add("/fd/").add(row.fd);
}

Holder holderOf(const TaskRow& task, const FdRow& row, HolderKind kind)
{
    Holder holder = holderOf(task, kind);
    holder.tid = row.tid;
    holder.fd = row.fd;
    return holder;
}

void collectNsFds(ScanRun& run)
{
    run.forEachFd(FdKind::Namespace, [&](const TaskRow& task, FdRow& row) {
        if (row.ns == NsTable::none) {
            row.oPath = run.proc.live() && isOPath(run, fdPath(task, row).c_str());
            row.ns = run.namespaces.at({static_cast<NsType>(row.type), row.number});
        }
        Holder holder = holderOf(task, row, HolderKind::Fd);
        holder.oPath = row.oPath;
        run.addHolder(row.ns, std::move(holder));
    });
}

} // namespace nsscope
