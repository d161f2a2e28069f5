// SPDX-License-Identifier: Apache-2.0
// What a series of quota rounds comes to: distributions in nanoseconds. Pure.
#pragma once
#include "core/model/fact.h"
#include "core/witness/quota_probe.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace nsscope
{

/// Of values in nanoseconds; all 0 for no value.
struct Spread
{
    std::int64_t median = 0;
    std::int64_t p10 = 0;
    std::int64_t p90 = 0;
    std::int64_t max = 0;
};
/// By rank, without interpolation: each figure is a value that was measured.
Spread spreadOf(std::vector<std::int64_t> values);

struct QuotaFigures
{
    std::size_t rounds = 0;
    Spread refused;   ///< from the end of the dropping call until a creation was not refused any more
    Spread destroyed; ///< the same until that creation was done, less what one takes with nothing pending
    Spread drop;      ///< inside the dropping call
    std::int64_t blockedMedian = 0; ///< by how much that creation took longer than one with nothing pending
    std::int64_t idleCreateMedian = 0;
};
QuotaFigures figuresOf(const QuotaSeries& series);

/// Rounds and the runs of a clean-up function beside each other: from the dropping call's end to the end of the run
/// that was queued by it. Absent where no round has such a run.
struct CleanupFigures
{
    std::size_t rounds = 0; ///< that a run was found for
    Spread queuedToEnd;
    Spread dropToEnd;
};
std::optional<CleanupFigures> compareCleanups(const QuotaSeries& series, const std::vector<Cleanup>& cleanups,
                                              std::string_view function);

} // namespace nsscope
