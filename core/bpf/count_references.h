// SPDX-License-Identifier: Apache-2.0
// The kernel's count of references for each namespace of a scan, and which of them are explained.
#pragma once
#include "core/base/error.h"
#include "core/model/snapshot.h"

namespace nsscope
{

class ReferenceWalk;

/// Fills in `references` right after the scan, in some walks until nothing changed meanwhile. Returns those for which that
/// cannot be told. Fails where the kernel does not allow it.
Result<std::vector<UncountedReferences>> countReferences(Snapshot& snapshot);
/// The same with programs that are loaded already, which takes most of the time.
Result<std::vector<UncountedReferences>> countReferences(const ReferenceWalk& walk, Snapshot& snapshot);

} // namespace nsscope
