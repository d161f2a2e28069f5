// SPDX-License-Identifier: Apache-2.0
// The namespace of a number in a scan, whatever its id; whether there are ids.
#pragma once
#include "core/model/snapshot.h"
#include "core/witness/ns_handle.h"

#include <algorithm>

namespace nsscope
{

/// Null where it is not there.
inline const NamespaceInfo* find(const Snapshot& snapshot, NsType type, std::uint64_t inode)
{
    const auto found = std::find_if(snapshot.namespaces.begin(), snapshot.namespaces.end(), [&](const NamespaceInfo& info) {
        return info.ref.type == type && info.ref.inode == inode;
    });
    return found == snapshot.namespaces.end() ? nullptr : &*found;
}

/// Before 6.18 there are no ids, and nothing tells the type of a namespace that a watch is on.
inline bool kernelGivesIds() { return readHandleSupport().meaning != HandleMeaning::Unsupported; }

} // namespace nsscope
