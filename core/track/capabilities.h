// SPDX-License-Identifier: Apache-2.0
// Which capabilities a process has over a namespace by user namespaces: those that it has anyway, all because its user
// made a user namespace above, or none (user_namespaces(7); security/commoncap.c cap_capable). Security modules and what a
// system call asks besides are not in it. Pure.
#pragma once
#include "core/model/snapshot.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace nsscope
{

enum class CapabilityVerdict : std::uint8_t {
    All,    ///< its effective user made a user namespace that is, or is above, the one that owns it
    Own,    ///< its own user namespace is that one or above it: the effective capabilities that it has count there
    None,
    Unknown ///< a user namespace on the way, or the process's own, could not be read
};
std::string_view capabilityVerdictName(CapabilityVerdict verdict); ///< "all"

struct Actor
{
    NsRef userNs;
    std::uint32_t uid = 0;       ///< effective, as the observer sees it
    std::uint64_t effective = 0; ///< CapEff of proc_pid_status(5)
};

struct CapabilityAnswer
{
    CapabilityVerdict verdict = CapabilityVerdict::Unknown;
    std::uint64_t effective = 0; ///< those that count, where the verdict is Own
    NsRef by;                    ///< All: the user namespace that its user made; Own: its own
    NsRef owner;                 ///< the user namespace that owns the target; of a user namespace that one itself
};
CapabilityAnswer capabilitiesOver(const Snapshot& snapshot, const NsRef& target, const Actor& actor);

/// "user 1000 made user:[1], which owns it: all capabilities". `who` is the process in words, made safe by the caller.
std::string capabilitySentence(const CapabilityAnswer& answer, const NsRef& target, std::string_view who, const Actor& actor);

} // namespace nsscope
