// SPDX-License-Identifier: Apache-2.0
// A free experiment made by hand for tests: its steps in words, each with the error of its call; nothing is run.
#pragma once
#include "core/track/frame.h"

#include <string>
#include <utility>
#include <vector>

namespace nsscope
{

/// After the user namespace; 0 is success.
using FreeSteps = std::vector<std::pair<std::string, int>>;

/// The plan of all of them and the results of the first `done`.
LabRun freeRun(const FreeSteps& steps, std::size_t done = SIZE_MAX);

} // namespace nsscope
