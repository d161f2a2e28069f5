// SPDX-License-Identifier: Apache-2.0
// What the user names when asking why a namespace is alive: TYPE:[INODE], TYPE:#ID, PID[:TYPE] or a path. Only reads
// the words; looking at the process or path is the caller's.
#pragma once
#include "core/model/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace nsscope
{

struct WhyTarget
{
    enum class Kind : std::uint8_t { Inode, Id, Task, Path };
    Kind kind = Kind::Path;
    std::optional<NsType> type; ///< always for Inode and Id
    std::uint64_t number = 0;   ///< inode, id, or pid or tid
    std::string path;
};

/// The target, or a message that says what was expected.
tl::expected<WhyTarget, std::string> parseWhyTarget(std::string_view text);
/// The namespace that an Inode or Id target names; null where the snapshot has none.
const NamespaceInfo* findTarget(const Snapshot& snapshot, const WhyTarget& target);

} // namespace nsscope
