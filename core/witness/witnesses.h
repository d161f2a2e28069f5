// SPDX-License-Identifier: Apache-2.0
// Makes the witnesses of this machine. Those that cannot work here or were not asked for are made too: they watch
// nothing and say why in availability(). Not among them: reuse of a number is the ledger's to see.
#pragma once
#include "core/base/instant.h"
#include "core/witness/witness.h"

#include <memory>
#include <string>
#include <vector>

namespace nsscope
{

struct WitnessOptions
{
    Clock clock = bootNow;
    /// Path of nsscope-lab; empty: those that need a helper process (allocator, quota) are unavailable.
    std::string labProgram;
    /// Makes throw-away uts namespaces while something is watched; shifts a number of the run now and then.
    bool allocator = false;
    /// The same, but only where the clean-up work cannot be traced, or not be told whose it is.
    bool allocatorWhereUntraced = false;
    /// Traces every slab allocation and release of the machine, filtered in the kernel: costs all programs a little.
    bool kmem = false;
    /// Loads programs into the kernel, which takes some tenths of a second at the start and costs each birth and end a little.
    bool bpf = false;
};

/// In the order of availability lists: handle, nsid, veth, workqueue, bpf, kmem, quota, allocator.
std::vector<std::unique_ptr<Witness>> makeWitnesses(const WitnessOptions& options);

} // namespace nsscope
