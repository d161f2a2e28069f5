// SPDX-License-Identifier: Apache-2.0
// Two moments of a recording, or two stretches of two recordings, held against each other: what came, went and changed,
// and the figures of each side. Pure; says nothing that the lives do not.
#pragma once
#include "core/track/analysis.h"
#include "core/track/frame.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace nsscope
{

enum class Difference : std::uint8_t {
    None,
    Came,   ///< lives at the second moment, not at the first
    Went,   ///< lived at the first moment, not at the second
    Changed ///< lives at both, in another state or with other holders
};

/// Between two moments of one recording; the same in both directions but for came and went.
Difference differenceOf(const Life& life, Instant first, Instant second);

/// Figures of the lives born within a stretch of a recording, or made in one phase of an experiment.
struct StretchFigures
{
    std::size_t lives = 0;
    std::size_t distinctNumbers = 0;
    std::size_t reuses = 0; ///< lives on a number that an earlier life of the recording had
    std::size_t destroyed = 0;
    std::size_t batches = 0;      ///< clean-up runs in which lives of the stretch ended
    std::size_t largestBatch = 0; ///< most of them in one
    std::size_t events = 0;       ///< births and instants of dying within the stretch; 0 for phases
    std::optional<DelayStats> toObsolete; ///< since its use ended; absent where no life has both
    std::optional<DelayStats> toNumberFree;
    std::optional<DelayStats> toDestroyed;
};
StretchFigures figuresOfStretch(const Frame& frame, Interval stretch);
/// `phase` -1: all phases of the run.
StretchFigures figuresOfRun(const Frame& frame, std::int32_t run, std::int32_t phase);

} // namespace nsscope
