// SPDX-License-Identifier: Apache-2.0
// Every attach of a System V segment holds its ipc namespace (ipc/shm.c: do_shmat), also after the process
// has gone to another one. The mapping names the segment, not the namespace: a segment that the process's
// present namespace does not list belongs to another one, and only an earlier scan can tell which.
#include "core/base/read_file.h"
#include "core/scan/map_query.h"
#include "core/scan/scan_run.h"

#include <algorithm>
#include <fcntl.h>
#include <memory>

namespace nsscope
{

namespace
{

constexpr std::size_t mapsCap = 16 << 20;

std::vector<std::uint64_t> readAttached(const ScanRun& run, std::int32_t pid)
{
    const std::string path(ProcPath(pid).add("/maps").view());
    const UniqueFd maps(::openat(run.proc.rootFd(), path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!maps)
        return {};
    if (auto ids = queryAttached(maps.get()))
        return std::move(*ids);
    const auto text = readAll(maps.get(), mapsCap, path);
    return text ? parseAttached(*text) : std::vector<std::uint64_t>();
}

void readSegments(const ScanRun& run, TaskRow& task)
{
    std::vector<std::uint64_t> attached = readAttached(run, task.pid);
    if (!attached.empty())
        task.detail().segments = std::move(attached);
    else if (task.more)
        task.more->segments.clear();
    task.segmentsRead = true;
}

void readAllSegments(ScanRun& run)
{
    std::vector<std::uint32_t> toRead;
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        const TaskRow& task = run.tasks[i];
        if (!task.kernelThread && !task.denied && !task.zombie && (!task.idle || task.ran || !task.segmentsRead))
            toRead.push_back(i);
    }
    struct Nothing
    {
    };
    splitWork(toRead.size() >= leastToSplit ? run.runner : WorkRunner(), toRead.size(),
              [](std::size_t) { return std::make_unique<Nothing>(); },
              [&](std::size_t i, Nothing&) { readSegments(run, run.tasks[toRead[i]]); });
}

} // namespace

void collectShm(ScanRun& run)
{
    if (!run.proc.live())
        return;
    int error = 0;
    const auto own = run.proc.nsLinkIn(run.proc.rootFd(), "self/ns/ipc", error);
    const std::uint32_t ownIpc = own ? run.namespaces.find(*own) : NsTable::none;
    // The observer's own ipc namespace is the only one whose segments can be listed from here.
    const auto table = readFileAt(run.proc.rootFd(), "sysvipc/shm", mapsCap);
    const std::vector<std::uint64_t> segments = table ? parseSegments(*table) : std::vector<std::uint64_t>();
    readAllSegments(run);
    for (const TaskRow& task : run.tasks) {
        if (task.kernelThread || task.denied || task.zombie || !task.more || task.more->segments.empty())
            continue;
        const std::vector<std::uint64_t>& attached = task.more->segments;
        const std::uint32_t ipc = run.linksOf(task)[NsSlot::Ipc];
        const Recall::Key key{HolderKind::Shm, task.pid, task.holder->startTicks, 0};
        const auto before = run.recall.find(key);
        const bool moved =
            before && ipc != NsTable::none && before->inode != run.namespaces[ipc].info.ref.inode;
        const bool foreign =
            ipc == ownIpc && table && std::any_of(attached.begin(), attached.end(), [&](std::uint64_t id) {
                return !std::binary_search(segments.begin(), segments.end(), id);
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
