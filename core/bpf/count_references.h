// SPDX-License-Identifier: Apache-2.0
// The kernel's count of references for each namespace of a scan, and which of them are explained.
#pragma once
#include "core/base/error.h"
#include "core/model/snapshot.h"

namespace nsscope
{

/// Fills in `references` right after the scan, in some walks until nothing changed meanwhile. What never stood still, or is
/// not met by a walk, has none; that becomes a gap. Fails where the kernel does not allow it.
Status countReferences(Snapshot& snapshot);

} // namespace nsscope
