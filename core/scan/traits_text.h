// SPDX-License-Identifier: Apache-2.0
// Parsers of what the kernel writes about user and time namespaces, from text to values. They read no file.
#pragma once
#include "core/model/ns_traits.h"

#include <optional>
#include <string_view>
#include <vector>

namespace nsscope
{

/// /proc/PID/uid_map or gid_map; empty where a line is not three numbers of 32 bits.
std::vector<IdRange> parseIdMap(std::string_view text);
/// /proc/PID/timens_offsets (time_namespaces(7)); nullopt where a clock is missing.
std::optional<ClockOffsets> parseClockOffsets(std::string_view text);

} // namespace nsscope
