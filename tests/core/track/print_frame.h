// SPDX-License-Identifier: Apache-2.0
// A frame as text for comparison: lives with instants in milliseconds since the first fact, holders over time, phases
// and events. Every witness and interval is printed; nothing is rounded away below a microsecond.
#pragma once
#include "core/track/frame.h"

#include <string>

namespace nsscope
{

std::string printLife(const Life& life, Instant zero);
std::string printFrame(const Frame& frame);

} // namespace nsscope
