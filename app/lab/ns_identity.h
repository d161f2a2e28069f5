// SPDX-License-Identifier: Apache-2.0
// Who a namespace is: device and inode by fstat, the 64-bit id by ioctl where the kernel has it. Holds the namespace
// by a descriptor for those two calls only.
#pragma once
#include "core/lab/protocol.h"
#include "core/model/ns_type.h"

#include <string>

namespace nsscope
{

/// Of any path that leads to a namespace; inode 0 where it cannot be opened.
LabNamespace readNamespace(const std::string& path);
/// What the caller made last: /proc/self/ns/TYPE, for time namespaces /proc/self/ns/time_for_children.
LabNamespace readOwnNamespace(NsType type);
/// Of a child.
LabNamespace readNamespaceOf(int pid, NsType type);

} // namespace nsscope
