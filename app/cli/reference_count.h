// SPDX-License-Identifier: Apache-2.0
// --references of list and why: the kernel's count of references for each namespace of a scan, where this build and this
// kernel can tell it.
#pragma once
#include "core/model/snapshot.h"

#include <string>

namespace nsscope
{

/// Fills them in. Where that cannot be done, a gap of kind "references" says why and what would help. Those of a captured
/// tree (`procRoot` not "/proc") are nobody's any more.
void addReferences(Snapshot& snapshot, const std::string& procRoot);

} // namespace nsscope
