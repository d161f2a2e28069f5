// SPDX-License-Identifier: Apache-2.0
// The part of the number range that an experiment's network namespaces took, as an SVG strip a life, and sentences on
// why their own numbers lie so far apart. From what /proc/net showed in the recording, nothing assumed. Pure.
#pragma once
#include "core/track/frame.h"

#include <string>
#include <vector>

namespace nsscope
{

/// Lives that a strip has room for.
inline constexpr std::size_t stripRows = 40;

/// Empty where the recording does not tell the numbers.
std::vector<std::string> numberSentences(const Frame& frame);
/// In order of birth; empty where the recording does not tell the numbers.
std::string numberStrip(const Frame& frame);

} // namespace nsscope
