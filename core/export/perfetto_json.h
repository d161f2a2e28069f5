// SPDX-License-Identifier: Apache-2.0
// A recording as a trace in the Trace Event Format that ui.perfetto.dev and others open: a track a number with its
// lives, a track a clean-up function, the experiment's steps, and how many namespaces waited. Times are microseconds
// since the recording began; what is only known as an interval is drawn to its end and says so in its arguments. Pure.
#pragma once
#include "core/track/frame.h"

#include <string>

namespace nsscope
{

std::string perfettoJson(const Frame& frame);

} // namespace nsscope
