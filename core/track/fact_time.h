// SPDX-License-Identifier: Apache-2.0
// When a fact was told, for cutting a recording at a moment.
#pragma once
#include "core/model/fact.h"

#include <optional>

namespace nsscope
{

/// The moment at which this fact was known at the earliest; absent for what has no time (a witness's availability).
std::optional<Instant> factTime(const Fact& fact);

} // namespace nsscope
