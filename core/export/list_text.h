// SPDX-License-Identifier: Apache-2.0
// The result of `nsscope-cli list` for people: a table, or the tree of owners or of parents. What was selected stands
// out; owners and parents that were not are kept, dimmed, so that each row shows where it belongs.
#pragma once
#include "core/export/text_style.h"
#include "core/model/snapshot.h"

#include <string>
#include <vector>

namespace nsscope
{

enum class TreeKind : std::uint8_t {
    Owner, ///< user namespaces by parent, all others below the user namespace that owns them
    Parent ///< user and pid namespaces below their parents; other types have none and are left out
};

/// Marks which of `snapshot.namespaces` are listed, by index.
using Chosen = std::vector<bool>;

std::string listTable(const Snapshot& snapshot, const Chosen& chosen, const TextStyle& style, std::size_t width = 0);
std::string listTree(const Snapshot& snapshot, const Chosen& chosen, TreeKind kind, const TextStyle& style,
                     std::size_t width = 0);

} // namespace nsscope
