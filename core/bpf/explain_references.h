// SPDX-License-Identifier: Apache-2.0
// Holds what a walk told (reference_walk.h) against what a scan found: how many references of each namespace the kernel
// counts, and which of them are accounted for. Pure.
#pragma once
#include "core/bpf/references.h"
#include "core/model/snapshot.h"

#include <vector>

namespace nsscope
{

/// Fills in `references` where it is absent and the walk told enough; returns those for which it did not. A reference is
/// explained where the walk met what holds it; one of a namespace's file only where a descriptor, a bind mount or a mark of
/// it was found, because the kernel does not say who keeps a file.
std::vector<UncountedReferences> explainReferences(const std::vector<ns_reference_row>& rows, Snapshot& snapshot);

} // namespace nsscope
