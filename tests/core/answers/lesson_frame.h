// SPDX-License-Identifier: Apache-2.0
// A frame made by hand of a run with a slow phase (names S, two numbers by turns) and a fast one (F, a number each), and
// a single namespace A that nobody saw the end of.
#pragma once
#include "core/track/frame.h"

namespace nsscope
{

FramePtr lessonFrame();

} // namespace nsscope
