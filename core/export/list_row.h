// SPDX-License-Identifier: Apache-2.0
// The cells of one namespace that table and tree share. Not for use elsewhere.
#pragma once
#include "core/export/table.h"
#include "core/model/snapshot.h"

namespace nsscope
{

/// `references`: with a column of them.
std::vector<TableColumn> listColumns(bool references);
/// They were counted for one of these at least.
bool hasReferences(const Snapshot& snapshot);
/// One row; `context` is dimmed. The first cell is the type, for a tree to draw its lines before.
std::vector<TableCell> listRow(const NamespaceInfo& info, bool context, bool references);

} // namespace nsscope
