// SPDX-License-Identifier: GPL-3.0-or-later
// A life cut into the stretches that a bar draws: one per state. Says the same as stateAt() of core/track/life.h, in
// one sweep instead of one question per moment. Pure.
#pragma once
#include "core/track/life.h"

#include <vector>

namespace nsscope::ui
{

struct StateSpan
{
    Instant from;
    Instant to;
    LifeState state = LifeState::Held;
    bool operator==(const StateSpan&) const = default;
};

/// From birth (its certain side) to destruction or `until`, whichever comes first; never Unborn or Destroyed. Empty
/// where the life begins after `until`.
std::vector<StateSpan> stateSpans(const Life& life, Instant until);

} // namespace nsscope::ui
