// SPDX-License-Identifier: Apache-2.0
// One process as a scan sees it: the holder that it is, in which namespaces it is, and what else is known of it.
#pragma once
#include "core/model/shared_holder.h"
#include "core/scan/ns_links.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace nsscope
{

/// A thread's namespace that is not its process's.
struct ThreadLink
{
    std::int32_t tid = 0;
    std::uint32_t index = NsLinks::none;
    NsSlot slot = NsSlot::Mnt;
    std::string comm;
};

/// What few processes have: several threads, shared memory, a name that was asked for.
struct ProcessDetail
{
    std::vector<std::int32_t> tids; ///< without the leader
    std::vector<ThreadLink> threadLinks;
    std::vector<std::uint64_t> segments; ///< attached System V shared memory
    std::vector<std::string> names;      ///< container, pod or unit; read only where they are asked for
    bool namesRead = false;
};

struct TaskRow
{
    std::int32_t pid = 0;
    std::uint32_t threads = 1; ///< as the kernel counts them; 0: unknown, the list must be read
    std::int64_t clock = -1;   ///< of its stamp, taken before it was read; -1: unknown
    std::uint64_t mark = 0;    ///< the same; 0: unknown, or what was read may be of another moment
    bool kernelThread = false;
    bool zombie = false; ///< the thread group leader has ended; other threads may live on
    bool denied = false; ///< its links may not be read
    bool idle = false;   ///< as it was read before: all that is known of it still holds
    bool ran = false;    ///< idle, but for what its mark does not tell: mappings, cgroup
    bool told = false;   ///< by the kernel's walk, with all threads that differ
    bool fdsRead = false;
    bool segmentsRead = false;
    std::uint8_t fdPart = 0;   ///< which of ScanRun::fds its rows are in
    std::uint32_t firstFd = 0;
    std::uint32_t fdCount = 0;
    std::uint32_t linkSet = 0; ///< in ScanRun::linkSets; until all are read, of a set of inode numbers or of the last scan
    SharedHolder holder; ///< of kind Process
    std::unique_ptr<ProcessDetail> more;

    ProcessDetail& detail()
    {
        if (!more)
            more = std::make_unique<ProcessDetail>();
        return *more;
    }
};

/// A holder of this kind with the process's pid, start, uid and name.
Holder holderOf(const TaskRow& task, HolderKind kind);

} // namespace nsscope
