// SPDX-License-Identifier: Apache-2.0
// The kernel's count of references for each namespace of a scan, where this build and this kernel can tell it: for
// --references of list and why, and for the agent.
#pragma once
#include "core/base/error.h"
#include "core/model/snapshot.h"

#include <string>
#include <vector>

namespace nsscope
{

/// Fills them in, and returns those for which it could not. Fails where none can be counted, and says what would help: those
/// of a captured tree (`procRoot` not "/proc") are nobody's any more.
Result<std::vector<UncountedReferences>> countKernelReferences(Snapshot& snapshot, const std::string& procRoot);
/// The same, with gaps of kind "references" for what could not be counted.
void addReferences(Snapshot& snapshot, const std::string& procRoot);

} // namespace nsscope
