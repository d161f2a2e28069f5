// SPDX-License-Identifier: Apache-2.0
// How the kernel destroys a namespace once its last reference is gone, by type and kernel version: one table, from
// the sources of mainline kernels 5.4 to 7.1 and from what tests/vm measured. Pure; measures nothing. Distribution kernels
// carry backports.
#pragma once
#include "core/model/ns_type.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

struct KernelVersion
{
    int major = 0;
    int minor = 0;
    auto operator<=>(const KernelVersion&) const = default;
};

/// "6.18.44-custom" is 6.18; absent where the text does not begin with two numbers.
std::optional<KernelVersion> parseKernelVersion(std::string_view release);
/// Of uname(2); 0.0 where it tells none.
KernelVersion runningKernel();
std::string kernelVersionText(KernelVersion version); ///< "6.18"

enum class Teardown : std::uint8_t {
    Synchronous,  ///< inside the call that drops the last reference
    Worker,       ///< by a work item; `function` names it
    Rcu,          ///< by the dropping call, then an RCU callback gives quota and memory back
    WorkerThenRcu ///< by a work item, then an RCU callback gives quota and memory back
};

struct Mechanism
{
    NsType type;
    KernelVersion from; ///< oldest and
    KernelVersion to;   ///< newest kernel that was read or measured and does this
    Teardown teardown;
    std::string_view function;  ///< of the work item: "cleanup_net"; empty where there is none
    bool batches;               ///< one run destroys all that queued up meanwhile, so a fast run piles up
    bool delaysNumber;          ///< the inode number stays taken for milliseconds: fast runs use ever new numbers
    bool numberBeforeQuota;     ///< the number can be reused while the namespace is still counted
    bool blocksCreation;        ///< creating the next one waits for the clean-up instead of failing with ENOSPC
    std::string_view shortName; ///< "synchronous", "work item cleanup_net, in batches"
    std::string_view sentence;  ///< for people, with full stop
    std::string_view source;    ///< kernel file and function
};

/// The row for this kernel; `verified` is false where its source was not read and the nearest row stands in.
struct MechanismAnswer
{
    const Mechanism* row = nullptr; ///< null: this kernel has no such namespaces
    bool verified = false;
    /// The sentence, followed by which kernel it was read in where it is not verified for this one.
    std::string sentence() const;
};

/// All rows, by type, then by version.
const std::vector<Mechanism>& mechanismTable();
MechanismAnswer mechanismOf(NsType type, KernelVersion kernel);

} // namespace nsscope
