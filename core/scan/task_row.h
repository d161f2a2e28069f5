// SPDX-License-Identifier: Apache-2.0
// One process as a scan sees it: what its holders say of it, and in which namespaces it is. Values only.
#pragma once
#include "core/model/holder.h"
#include "core/scan/ns_table.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace nsscope
{

/// The links in /proc/PID/ns. The first seven are all that a thread can have different from its process: user
/// and time cannot be changed by a process of several threads, a pid namespace by nobody (kernel/nsproxy.c,
/// user_namespaces(7), clone(2): CLONE_THREAD refuses CLONE_NEWUSER and CLONE_NEWPID).
enum class NsSlot : std::uint8_t {
    Mnt,
    Net,
    Uts,
    Ipc,
    Cgroup,
    PidForChildren,
    TimeForChildren,
    User,
    Time,
    Pid
};
inline constexpr std::size_t nsSlotCount = 10;
inline constexpr std::size_t threadSlotCount = 7;

struct NsSlotRow
{
    NsSlot slot;
    NsType type;
    const char* link;
    bool forChildren;
};
const std::array<NsSlotRow, nsSlotCount>& nsSlotTable();

/// Indexes into the NsTable of one scan; NsTable::none where a link could not be read.
struct NsLinks
{
    std::array<std::uint32_t, nsSlotCount> index;

    NsLinks() { index.fill(NsTable::none); }
    std::uint32_t& operator[](NsSlot slot) { return index[static_cast<std::size_t>(slot)]; }
    std::uint32_t operator[](NsSlot slot) const { return index[static_cast<std::size_t>(slot)]; }
};

struct TaskRow
{
    std::int32_t pid = 0;
    std::uint64_t startTicks = 0;
    std::uint32_t uid = 0;
    std::uint32_t threads = 1; ///< as the kernel counts them; 0: unknown, the list must be read
    bool kernelThread = false;
    bool zombie = false;       ///< the thread group leader has ended; other threads may live on
    bool denied = false;       ///< its links may not be read
    bool idle = false;         ///< has not run since the scan before: all that is known of it still holds
    std::int64_t clockNs = -1; ///< its CPU clock before it was read; -1: unknown
    std::string comm;
    std::vector<std::int32_t> nsPids;
    NsLinks links;
};

/// A holder of this kind with the process's pid, start, uid and name.
Holder holderOf(const TaskRow& task, HolderKind kind);

} // namespace nsscope
