// SPDX-License-Identifier: GPL-3.0-or-later
// Where a moment lies among the steps of an experiment, and which moment belongs to a number of steps. Pure.
#pragma once
#include "core/track/frame.h"

#include <optional>

namespace nsscope::ui
{

/// The run that the moment belongs to: the last that began by then; the newest where no moment is given or where it
/// lies before all. Null without any run.
const LabRun* runAt(const Frame& frame, std::optional<Instant> t);
/// Steps done by then; all where no moment is given.
int stepsDoneAt(const LabRun& run, std::optional<Instant> t);
/// The moment right after the first `steps` steps; 0: right before the first.
Instant momentAfterSteps(const LabRun& run, int steps);

} // namespace nsscope::ui
