// SPDX-License-Identifier: Apache-2.0
// The immutable result of one scan: every namespace found, its holders, and what could not be read.
// Values only; how it was found is core/scan's business.
#pragma once
#include "core/base/instant.h"
#include "core/model/holder_list.h"
#include "core/model/ns_traits.h"
#include "core/model/ns_ref.h"
#include "core/model/ns_references.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nsscope {

/// What could not be read, how much of it, why, and which privilege would help.
struct Gap
{
    std::string what; ///< "task", "fd", "mounts", "socket", "owner", ...
    std::uint64_t count = 0;
    std::string reason;  ///< errno name, "EACCES", or words
    std::string needs;   ///< capability or setting that would help; empty where nothing would
    std::string example; ///< one path or pid
    bool operator==(const Gap&) const = default;
};

struct HostInfo
{
    std::string kernel; ///< uname release
    std::string bootId; ///< /proc/sys/kernel/random/boot_id, empty where unreadable
    bool initialPidNs = true;
    bool initialUserNs = true;
    std::uint32_t uid = 0; ///< effective uid of the observer
    bool operator==(const HostInfo&) const = default;
};

struct NamespaceInfo
{
    NsRef ref;
    bool initial = false;
    NsLink owner;
    NsLink parent; ///< user and pid only
    std::optional<std::uint32_t>
        ownerUid; ///< creator's uid as the observer sees it (NS_GET_OWNER_UID of the owner)
    std::string ownerUser;
    std::vector<std::string> names;   ///< ip-netns name, mount path, container, unit; raw bytes
    std::optional<std::int32_t> nsid; ///< net: id in the observer's network namespace
    NsTraits traits;
    std::optional<NsReferences> references; ///< absent where they were not asked for or cannot be counted
    HolderList holders;               ///< sorted by holderBefore
    std::uint32_t processes = 0;      ///< member processes, counted even where holders are not listed
    std::uint32_t threads = 0;        ///< threads that differ from their process
    bool operator==(const NamespaceInfo&) const = default;
};

/// True where a process or thread is a member ("held"); false is "pinned".
bool isHeld(const NamespaceInfo& info);

struct TaskCounts
{
    std::uint64_t processes = 0;
    std::uint64_t threads = 0; ///< all tasks, thread group leaders included
    bool operator==(const TaskCounts&) const = default;
};

struct Snapshot
{
    HostInfo host;
    Instant start; ///< taken before the first read
    std::int64_t durationNs = 0;
    std::int64_t startUtcNs = 0; ///< CLOCK_REALTIME at start
    TaskCounts tasks;
    std::vector<NamespaceInfo> namespaces; ///< sorted by ref (type, dev, inode, id)
    std::vector<Gap> gaps;
};

} // namespace nsscope
