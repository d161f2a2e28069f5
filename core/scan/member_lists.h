// SPDX-License-Identifier: Apache-2.0
// The processes that are in each namespace. A container's namespaces have the same members, and so have most initial
// ones: each such list is made once and shared.
#pragma once

namespace nsscope
{

struct ScanRun;

/// Adds every process of the run to the lists of its namespaces, which have no holder yet but of other processes.
void addMembers(ScanRun& run);

} // namespace nsscope
