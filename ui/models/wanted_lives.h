// SPDX-License-Identifier: GPL-3.0-or-later
// Which lives the views show when the user wants to see only some: those that meet the filter, those around one life.
// Pure.
#pragma once
#include "core/track/filter.h"
#include "core/track/frame.h"

#include <optional>
#include <vector>

namespace nsscope::ui
{

/// By life index, whether it meets the filter at `t`; empty where there is no filter.
std::vector<char> matchingLives(const Frame& frame, Instant t, const std::optional<Filter>& filter);
/// By life index: the life, what stands above and right below it, and what is held by a process that holds it, unless
/// that is the initial namespace of its type; empty for no life.
std::vector<char> neighbourhood(const Frame& frame, Instant t, LifeId life);
/// What is to be seen in views that show owners: both of these together, with all that stands above; empty: everything.
std::vector<char> wantedLives(const Frame& frame, Instant t, const std::optional<Filter>& filter, LifeId focus);

} // namespace nsscope::ui
