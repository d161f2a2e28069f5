// SPDX-License-Identifier: GPL-3.0-or-later
// The phases of the experiments as bands of time with title and summary, and the time scale made of them. While an
// experiment runs, a phase reserves the time it is planned to take, so that bars do not shrink at every step. Pure.
#pragma once
#include "core/track/frame.h"
#include "ui/timeline/life_rows.h"
#include "ui/timeline/time_scale.h"

#include <QString>
#include <vector>

namespace nsscope::ui
{

enum class ScaleKind : std::uint8_t {
    PerPhase, ///< each phase has its own time scale, side by side
    Common    ///< one linear axis
};

struct PhaseBand
{
    Interval span;
    std::int32_t run = 0;
    std::int32_t phase = 0;
    bool planned = false; ///< not begun: `span` is an estimate
    QString title;        ///< "slow · 500 ms"
    QString detail;       ///< "2 numbers, 2 reuses"
    QString story;        ///< one sentence for the tooltip
    bool operator==(const PhaseBand&) const = default;
};

/// In order of time.
std::vector<PhaseBand> phaseBands(const Frame& frame, const LifeRows& rows);

TimeScale scaleOf(const Frame& frame, const std::vector<PhaseBand>& bands, ScaleKind kind);

/// The moment from which offsets are told: start of the newest experiment, else of the recording.
Instant originOf(const Frame& frame);

/// A moment as the ruler counts it: "+24.000 ms" from the start of its phase, on a common axis from the origin.
QString momentText(const Frame& frame, const std::vector<PhaseBand>& bands, ScaleKind kind, Instant t);
/// The same, shorter and with the phase's name: "fast 24.0 ms".
QString momentTitle(const Frame& frame, const std::vector<PhaseBand>& bands, ScaleKind kind, Instant t);

} // namespace nsscope::ui
