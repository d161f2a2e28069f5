// SPDX-License-Identifier: Apache-2.0
// Holders that only /proc/PID/fdinfo tells of: a watch on a namespace file holds its inode and with it the
// namespace (fs/notify/mark.c), though no descriptor of it is left; so does a place in an io_uring's table of
// registered files.
#include "core/scan/fdinfo_text.h"
#include "core/scan/scan_run.h"

#include <cerrno>

namespace nsscope
{

namespace
{

/// Room for some thousand marks; more than fits is cut off.
constexpr std::size_t infoCap = 256 * 1024;

ProcPath fdInfoPath(const TaskRow& task, const FdRow& row)
{
    ProcPath path(task.pid);
    if (row.tid != 0)
        path.add("/task/").add(row.tid);
    path.add("/fdinfo/").add(row.fd);
    return path;
}

std::string_view readFdInfo(const ScanRun& run, const TaskRow& task, const FdRow& row,
                            std::vector<char>& buffer)
{
    buffer.resize(infoCap);
    int error = 0;
    return run.proc.wholeTextIn(run.proc.rootFd(), fdInfoPath(task, row).c_str(), buffer.data(), buffer.size(), error);
}

/// The watched namespace; all types share one number space (fs/proc/generic.c), so a number alone is enough
/// to find a known one where the kernel does not print the handle.
std::uint32_t indexOf(ScanRun& run, const MarkText& mark)
{
    if (const auto type = nsTypeByCloneFlag(mark.cloneFlag); type && mark.id != 0) {
        const std::uint32_t index = run.namespaces.at({*type, mark.inode});
        if (!run.namespaces[index].asked) {
            const UniqueFd fd = run.query.openByHandle({*type, run.proc.nsfsDev(), mark.inode, mark.id});
            if (fd)
                askNamespace(run, index, fd.get());
        }
        return index;
    }
    for (const NsTypeRow& row : nsTypeTable()) {
        const std::uint32_t index = run.namespaces.find({row.type, mark.inode});
        if (index != NsTable::none)
            return index;
    }
    return NsTable::none;
}

void addOnce(ScanRun& run, const TaskRow& task, const FdRow& row, HolderKind kind, std::uint32_t index)
{
    if (index == NsTable::none)
        return;
    HolderList& holders = run.namespaces[index].info.holders;
    Holder holder = holderOf(task, row, kind);
    // Many watches of one descriptor are one holder.
    if (holders.empty() || !sameHolder(holders.back(), holder))
        holders.push_back(std::move(holder));
}

} // namespace

void collectMarks(ScanRun& run)
{
    std::vector<char> buffer;
    run.forEachFd(FdKind::Notify, [&](const TaskRow& task, const FdRow& row) {
        for (const MarkText& mark : parseMarks(readFdInfo(run, task, row, buffer))) {
            if (mark.device == run.proc.nsfsDev())
                addOnce(run, task, row, HolderKind::Mark, indexOf(run, mark));
        }
    });
}

void collectRings(ScanRun& run)
{
    std::vector<char> buffer;
    run.forEachFd(FdKind::IoUring, [&](const TaskRow& task, const FdRow& row) {
        const RegisteredFiles files = parseRegisteredFiles(readFdInfo(run, task, row, buffer));
        for (const NsNumber& number : files.namespaces)
            addOnce(run, task, row, HolderKind::IoUring, run.namespaces.at(number));
        for (std::size_t i = 0; i < files.unnamed; ++i)
            run.gaps.add("io_uring", ENODATA, "", [&] { return run.proc.pathOf(fdInfoPath(task, row).view()); });
    });
}

void collectPidfds(ScanRun& run)
{
    std::vector<char> buffer;
    run.forEachFd(FdKind::Pidfd, [&](const TaskRow& owner, const FdRow& row) {
        // struct pid of the target holds its pid namespace, dead and reaped or not (kernel/pid.c: put_pid).
        const std::int32_t target = parsePidfdTarget(readFdInfo(run, owner, row, buffer));
        const Recall::Key key{HolderKind::Pidfd, owner.pid, owner.holder->startTicks,
                              static_cast<std::uint64_t>(row.fd)};
        std::uint32_t index = NsTable::none;
        bool certain = true;
        if (target > 0) {
            const TaskRow* const task = run.findTask(target);
            index = task != nullptr ? run.linksOf(*task)[NsSlot::Pid] : NsTable::none;
            if (index != NsTable::none)
                run.recall.keep(key, run.namespaces[index].info.ref);
        } else if (run.recall.find(key)) {
            index = run.recalled(key, NsType::Pid);
        } else if (run.proc.live()) {
            // The target may have been in any pid namespace, the observer's own among them.
            index = run.unidentified(NsType::Pid);
            certain = false;
            run.gaps.add("pidfd", ESRCH, "", [&] { return run.proc.pathOf(fdPath(owner, row).view()); });
        }
        if (index == NsTable::none)
            return;
        Holder holder = holderOf(owner, row, HolderKind::Pidfd);
        holder.target = target > 0 ? target : 0;
        holder.certain = certain;
        run.addHolder(index, std::move(holder));
    });
}

} // namespace nsscope
