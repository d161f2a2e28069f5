// SPDX-License-Identifier: Apache-2.0
// Lives of namespaces from the kernel's own moments (kernel_moments.h). Pure.
#pragma once
#include "core/base/instant.h"
#include "core/bpf/lives.h"
#include "core/model/ns_type.h"

#include <optional>
#include <vector>

namespace nsscope
{

/// From one time that its number was taken to the next.
struct KernelLife
{
    std::uint64_t inode = 0;
    std::optional<NsType> type; ///< told by its puts; absent before the first
    Instant born;               ///< its number was taken, inside the call that made it
    std::optional<Instant> lastPut;    ///< the last reference went
    std::optional<Instant> cleanupBegan; ///< net: of the cleanup_net that freed the number
    std::optional<Instant> numberFree;
    std::optional<Instant> countBack; ///< no longer counted: its quota is back
};

/// In order of birth. What was there before the first record is left out. Those that died together get the counts that
/// came back in the order in which their numbers did: the kernel does not say which was whose.
std::vector<KernelLife> kernelLives(const std::vector<ns_moment_record>& moments);

} // namespace nsscope
