// SPDX-License-Identifier: Apache-2.0
// What the lives of a recording show when taken together: numbers and reuses per phase, delays from leaving to each
// instant of dying, how many wait, and which ended in one clean-up run. Pure; says nothing that the lives do not.
#pragma once
#include "core/track/frame.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

/// Delays of several lives. Each lies between a lower and an upper bound, because its two instants are intervals.
struct DelayStats
{
    std::size_t count = 0;
    std::int64_t medianLowNs = 0;  ///< median of the lower bounds
    std::int64_t medianHighNs = 0; ///< median of the upper bounds
    std::int64_t maxHighNs = 0;
};

struct PhaseAnalysis
{
    std::int32_t run = 0;
    std::int32_t phase = 0;
    std::string name;
    std::size_t lives = 0;
    std::size_t distinctNumbers = 0;
    std::size_t reuses = 0; ///< lives on a number that an earlier life of this recording had
    std::optional<DelayStats> toObsolete; ///< since `left`; absent where no life has both
    std::optional<DelayStats> toNumberFree;
    std::optional<DelayStats> toDestroyed;
};
/// Phases of all runs that made a life, in order.
std::vector<PhaseAnalysis> analysePhases(const Frame& frame);

/// From `at` on, `waiting` namespaces have lost their last known holder and have not ended yet.
struct WaitingStep
{
    Instant at;
    std::int32_t waiting = 0;
    bool operator==(const WaitingStep&) const = default;
};
/// Step curve; empty where nothing waited. A life counts from when it was obsolete, or left with no holder seen after.
std::vector<WaitingStep> waitingCurve(const Frame& frame);

/// Lives that ended in one run of a clean-up function.
struct CleanupBatch
{
    std::size_t cleanup = 0; ///< index into Frame::cleanups
    std::vector<LifeId> lives;
};
/// One per clean-up run whose function is known to end one type of namespace, empty batches included.
std::vector<CleanupBatch> cleanupBatches(const Frame& frame);

} // namespace nsscope
