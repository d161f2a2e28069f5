// SPDX-License-Identifier: Apache-2.0
// How many references the kernel counts of a namespace, and which of them are accounted for by what was found. Counted
// by BPF iterators alone (core/bpf).
#pragma once
#include "core/model/ns_ref.h"

#include <cstdint>
#include <numeric>
#include <optional>
#include <string_view>
#include <vector>

namespace nsscope
{

enum class ReferenceKind : std::uint8_t {
    Tasks,       ///< one for all tasks that share their set of namespaces
    File,        ///< one for all descriptors, bind mounts and marks of it
    Sockets,     ///< net, one each
    ProcFiles,   ///< an open file of /proc or of a control group, one each
    Shm,         ///< ipc: one for each attachment
    Pids,        ///< pid: one for each process id of it that is in use
    Credentials, ///< user: one for all tasks and open files with the same credentials
    Counts,      ///< user: one for each user whose resources are counted in it
    Memories,    ///< user: one for each address space of a program that was started in it
    FileSystems, ///< user and pid: one for each file system made in it
    Children,    ///< user and pid
    Owned,       ///< user: one for each namespace that it owns
    Others       ///< of kinds that a later version tells and this one does not know
};
inline constexpr std::size_t referenceKindCount = 13;

/// "tasks", "file": as in the stream and in the command line's JSON.
std::string_view referenceKindName(ReferenceKind kind);

struct ReferencePart
{
    ReferenceKind kind = ReferenceKind::Tasks;
    std::uint32_t count = 0;
    bool operator==(const ReferencePart&) const = default;
};

struct NsReferences
{
    std::uint32_t count = 0;          ///< the kernel's
    std::vector<ReferencePart> parts; ///< what explains them, in order of kind; never more than `count` in all
    std::uint32_t explained() const
    {
        return std::accumulate(parts.begin(), parts.end(), 0u, [](std::uint32_t sum, const auto& p) { return sum + p.count; });
    }
    bool operator==(const NsReferences&) const = default;
};

/// Why one has no NsReferences although they were counted.
enum class UncountedReason : std::uint8_t {
    Changed, ///< what refers to it was not the same twice
    Unmet,   ///< what was walked does not lead to it
    ByType,  ///< kernels before 5.11 count each type by itself
    Initial  ///< kernels from 6.19 on do not count those of initial namespaces
};
std::string_view uncountedText(UncountedReason reason); ///< part of a sentence

struct UncountedReferences
{
    NsRef ns;
    UncountedReason reason = UncountedReason::Changed;
    bool operator==(const UncountedReferences&) const = default;
};

} // namespace nsscope
