// SPDX-License-Identifier: Apache-2.0
// A snapshot as a Graphviz graph: a node a namespace, solid edges from owners, dashed ones from parents. Layout is
// Graphviz's.
#pragma once
#include "core/model/snapshot.h"

#include <string>

namespace nsscope
{

std::string graphDot(const Snapshot& snapshot);

} // namespace nsscope
