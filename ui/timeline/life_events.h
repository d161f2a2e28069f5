// SPDX-License-Identifier: GPL-3.0-or-later
// The moments to step through with the cursor: what changed in one life, or in all lives of the rows. Pure.
#pragma once
#include "core/track/frame.h"
#include "ui/timeline/life_rows.h"

#include <optional>
#include <vector>

namespace nsscope::ui
{

/// Known instants of a life (their certain side), sorted, each once.
std::vector<Instant> eventsOf(const Life& life);

/// Nearest event strictly after or before `t`: of `life`, or of any life in the rows where `life` is None.
std::optional<Instant> eventAfter(const Frame& frame, const LifeRows& rows, LifeId life, Instant t);
std::optional<Instant> eventBefore(const Frame& frame, const LifeRows& rows, LifeId life, Instant t);

} // namespace nsscope::ui
