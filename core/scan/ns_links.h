// SPDX-License-Identifier: Apache-2.0
// The links in /proc/PID/ns, which say in which namespaces a task is.
#pragma once
#include "core/model/ns_type.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace nsscope
{

/// The first seven are all that a thread can have different from its process: user
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

/// Inode numbers as they are read, and then indexes into the NsTable of one scan; `none` where a link could not be read.
struct NsLinks
{
    static constexpr std::uint32_t none = UINT32_MAX;
    std::array<std::uint32_t, nsSlotCount> index;

    NsLinks() { index.fill(none); }
    std::uint32_t& operator[](NsSlot slot) { return index[static_cast<std::size_t>(slot)]; }
    std::uint32_t operator[](NsSlot slot) const { return index[static_cast<std::size_t>(slot)]; }
    bool operator==(const NsLinks&) const = default;
};

} // namespace nsscope
