// SPDX-License-Identifier: Apache-2.0
// The eight namespace types, one table row each: all that differs by type and is fixed by the kernel's ABI.
// Sources: namespaces(7), include/uapi/linux/sched.h (flags), include/uapi/linux/nsfs.h (initial inodes).
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nsscope {

enum class NsType : std::uint8_t { Cgroup, Ipc, Mnt, Net, Pid, Time, User, Uts };
inline constexpr std::size_t nsTypeCount = 8;

struct NsTypeRow
{
    NsType type;
    std::string_view name;            ///< as in /proc/PID/ns: "net"
    std::string_view title;           ///< for people: "network"
    char letter;                      ///< one capital, distinct per type
    std::uint32_t cloneFlag;          ///< CLONE_NEW*, also what NS_GET_NSTYPE returns
    std::string_view cloneFlagName;   ///< "CLONE_NEWNET"
    std::string_view forChildrenLink; ///< "pid_for_children", "time_for_children" or empty
    bool hasParent;                   ///< user and pid namespaces form trees (NS_GET_PARENT)
    std::uint32_t initialInode;       ///< fixed inode of the initial namespace; net and mnt: since 6.17 or so
    std::string_view maxSysctl;       ///< file in /proc/sys/user
};

const std::array<NsTypeRow, nsTypeCount>& nsTypeTable();
const NsTypeRow& nsTypeRow(NsType type);
inline std::string_view nsTypeName(NsType type)
{
    return nsTypeRow(type).name;
}
std::optional<NsType> nsTypeByName(std::string_view name);
std::optional<NsType> nsTypeByCloneFlag(std::uint32_t flag);

/// First inode number handed out to namespaces and /proc entries alike (fs/proc/generic.c
/// PROC_DYNAMIC_FIRST).
inline constexpr std::uint64_t procDynamicFirst = 0xF0000000u;

/// True where the inode number is given back before the quota, false where it is the other way round: the same on all
/// mainline kernels from 5.4 to 7.1 (free_mnt_ns, cleanup_net, destroy_pid_namespace, free_user_ns).
bool freesNumberFirst(NsType type);

} // namespace nsscope
