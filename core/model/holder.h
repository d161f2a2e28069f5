// SPDX-License-Identifier: Apache-2.0
// One thing that keeps a namespace alive. A flat record: `kind` tells which fields mean something (holder.cpp
// has the table). What pins and what does not: namespaces(7), and the comments at the collectors in
// core/scan.
#pragma once
#include "core/base/rare.h"
#include "core/model/ns_ref.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope {

enum class HolderKind : std::uint8_t {
    Process,     ///< pid, startTicks, comm, uid, nsPids, kernelThread, ended
    Thread,      ///< pid, tid, comm: a thread whose namespace differs from its process's
    ForChildren, ///< pid, tid, comm: pid_for_children, time_for_children
    Fd,          ///< pid, tid, fd, comm, oPath
    Socket,      ///< pid, fd, comm, family
    Tun,         ///< pid, fd, comm
    BindMount,   ///< path, related = mount namespace, mountId, covered
    ProcMount,   ///< path, related = mount namespace, mountId
    ProcFile,    ///< pid, fd, comm, path, certain
    Mark,        ///< pid, fd, comm: inotify or fanotify mark
    IoUring,     ///< pid, fd, comm: registered file
    Shm,         ///< pid, comm, certain: attached System V shared memory
    Pidfd,       ///< pid, fd, comm, target, certain
    Child,       ///< related = child user or pid namespace
    Owns,        ///< related = namespace that this user namespace owns
    Unknown      ///< the kernel says that it lives and nothing was found
};
inline constexpr std::size_t holderKindCount = 16;

/// As in the command line's JSON: "bind_mount".
std::string_view holderKindName(HolderKind kind);
std::optional<HolderKind> holderKindByName(std::string_view name);

struct Holder
{
    HolderKind kind = HolderKind::Unknown;
    bool kernelThread = false;
    bool oPath = false;
    bool covered = false;
    bool certain = true;
    bool ended = false; ///< a zombie: its parent has not waited for it, so it keeps its user and pid namespaces
    std::int32_t pid = 0;
    std::int32_t tid = 0; ///< 0: the whole process
    std::int32_t fd = -1;
    std::uint32_t uid = 0;
    std::int32_t target = 0; ///< pidfd's target
    std::uint64_t startTicks =
        0; ///< start time of the process in clock ticks since boot (proc_pid_stat(5), field 22)
    std::uint64_t mountId = 0;
    std::string comm; ///< raw bytes, at most 15 (64 for kernel workers)
    Rare<std::vector<std::int32_t>>
        nsPids; ///< from the observer's to its own pid namespace; empty where that is `pid` alone
    Rare<std::string> path;   ///< raw bytes
    Rare<std::string> family; ///< "inet", "unix", ...
    Rare<std::optional<NsRef>> related;

    bool operator==(const Holder&) const = default;
};

/// Total order by identity (kind, pid, start, tid, fd, mount id, related, path), so that lists can be merged.
bool holderBefore(const Holder& a, const Holder& b);
/// Same holder, though attributes such as comm may have changed.
bool sameHolder(const Holder& a, const Holder& b);
/// A task uses it: process or thread.
bool isTask(HolderKind kind);

} // namespace nsscope
