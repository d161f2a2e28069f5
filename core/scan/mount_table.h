// SPDX-License-Identifier: Apache-2.0
// The mounts of one mount namespace that can hold a namespace: namespace files (nsfs) and proc mounts. By
// listmount(2) and statmount(2) where the kernel has them for foreign mount namespaces, from the text of
// mountinfo otherwise. What is mounted is told by the mount itself ("net:[4026532178]"), never by what its
// path leads to.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

enum class MountKind : std::uint8_t { Other, Nsfs, Proc };

struct MountRow
{
    MountKind kind = MountKind::Other;
    std::uint64_t id = 0; ///< unique for ever (above 2^31) by statmount, the reused one by mountinfo
    std::uint64_t parent = 0;
    std::uint64_t device = 0; ///< of the superblock, as makedev(3)
    std::string root;         ///< nsfs: the namespace's link text
    std::string point;        ///< raw bytes
    bool covered = false;     ///< another mount lies over it or over a directory above it
};

/// All rows of a mountinfo text (proc_pid_mountinfo(5)), Other ones included; lines that do not fit are left
/// out.
std::vector<MountRow> parseMountInfo(std::string_view text);
/// One such line; nothing where it does not fit.
std::optional<MountRow> parseMountInfoLine(std::string_view line);
/// Sets `covered`; needs all mounts of the mount namespace.
void markCovered(std::vector<MountRow>& rows);
/// Ids of all mounts of the mount namespace with this 64-bit id; 0 or errno (ENOSYS: before Linux 6.8,
/// EINVAL: before 6.11, ENOENT: not there or no right).
int listMounts(std::uint64_t mountNsId, std::vector<std::uint64_t>& ids);
/// Nsfs and proc mounts among them.
std::vector<MountRow> readMounts(std::uint64_t mountNsId, const std::vector<std::uint64_t>& ids);
/// The same for less, by the mountinfo of a task in it, where that shows all of `ids`: it does not to a task with another
/// root. Both are in the order of ids (fs/namespace.c: the tree ns->mounts); the mounts that count are asked for all the same.
std::optional<std::vector<MountRow>> readMountsByText(std::uint64_t mountNsId, const std::vector<std::uint64_t>& ids,
                                                      std::string_view mountInfo);

} // namespace nsscope
