// SPDX-License-Identifier: Apache-2.0
// Who a namespace is: device and inode by fstat, the 64-bit id by ioctl where the kernel has it. Holds the namespace
// by a descriptor for those two calls only.
#pragma once
#include "core/lab/protocol.h"
#include "core/model/ns_type.h"

#include <array>
#include <string>

namespace nsscope
{

/// Of any path that leads to a namespace; inode 0 where it cannot be opened.
LabNamespace readNamespace(const std::string& path);
/// What the caller made last: /proc/self/ns/TYPE, for time namespaces /proc/self/ns/time_for_children.
LabNamespace readOwnNamespace(NsType type);
/// Of a child.
LabNamespace readNamespaceOf(int pid, NsType type);

/// Those of the calling thread, of the types in `flags`. `forChildren`: pid and time as unshare(2) made them, for its
/// next child; inode 0 where the kernel does not show it before that child is there (pid, before pidfd ioctls).
std::array<LabNamespace, nsTypeCount> readThreadNamespaces(std::uint32_t flags, bool forChildren);

} // namespace nsscope
