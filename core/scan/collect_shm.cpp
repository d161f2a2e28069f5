// SPDX-License-Identifier: Apache-2.0
// Every attach of a System V segment holds its ipc namespace (ipc/shm.c: do_shmat), also after the process has gone to
// another one. The mapping names the segment, not the namespace: a segment that the process's present namespace does
// not list belongs to another one, and only an earlier scan can tell which.
#include "core/scan/scan_run.h"

#include <algorithm>
#include <cerrno>

namespace nsscope
{

namespace
{

constexpr std::size_t mapsCap = 4 << 20;

/// Ids of the segments that the observer's own ipc namespace has, or nothing where it cannot be read.
std::optional<std::vector<std::uint64_t>> readOwnSegments(const ScanRun& run, std::vector<char>& buffer)
{
    int error = 0;
    const std::string_view text =
        run.proc.wholeTextIn(run.proc.rootFd(), "sysvipc/shm", buffer.data(), buffer.size(), error);
    if (error != 0)
        return std::nullopt;
    return parseSegments(text);
}

} // namespace

void collectShm(ScanRun& run)
{
    if (!run.proc.live())
        return;
    std::vector<char> buffer(mapsCap);
    int error = 0;
    const auto own = run.proc.nsLinkIn(run.proc.rootFd(), "self/ns/ipc", error);
    const std::uint32_t ownIpc = own ? run.namespaces.find(*own) : NsTable::none;
    const auto segments = readOwnSegments(run, buffer);
    for (std::size_t i = 0; i < run.tasks.size(); ++i) {
        const TaskRow& task = run.tasks[i];
        ProcessDetail& detail = run.details[i];
        if (task.kernelThread || task.denied || task.zombie)
            continue;
        if (!task.idle || !detail.segmentsRead) {
            detail.segments = parseAttached(run.proc.wholeTextIn(
                run.proc.rootFd(), ProcPath(task.pid).add("/maps").c_str(), buffer.data(), buffer.size(), error));
            detail.segmentsRead = true;
        }
        const std::vector<std::uint64_t>& attached = detail.segments;
        if (attached.empty())
            continue;
        const std::uint32_t ipc = task.links[NsSlot::Ipc];
        const Recall::Key key{HolderKind::Shm, task.pid, task.startTicks, 0};
        const auto before = run.recall.find(key);
        const bool moved = before && ipc != NsTable::none && before->inode != run.namespaces[ipc].info.ref.inode;
        const bool foreign = ipc == ownIpc && segments &&
                             std::any_of(attached.begin(), attached.end(), [&](std::uint64_t id) {
                                 return !std::binary_search(segments->begin(), segments->end(), id);
                             });
        if (!moved && !foreign) {
            if (ipc != NsTable::none)
                run.recall.keep(key, run.namespaces[ipc].info.ref);
            continue;
        }
        Holder holder = holderOf(task, HolderKind::Shm);
        holder.certain = foreign;
        run.addHolder(run.recalled(key, NsType::Ipc), std::move(holder));
    }
}

} // namespace nsscope
