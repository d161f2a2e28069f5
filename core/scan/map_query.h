// SPDX-License-Identifier: Apache-2.0
// Attached System V shared memory of a process by asking for its shared mappings only (PROCMAP_QUERY,
// Linux 6.11 and later), a tenth of the price of the text of /proc/PID/maps.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace nsscope
{

/// Segment ids; nullopt where the kernel has no such question. `maps` is an open /proc/PID/maps.
std::optional<std::vector<std::uint64_t>> queryAttached(int maps);

} // namespace nsscope
