// SPDX-License-Identifier: Apache-2.0
// An experiment of the lab played by a command: each step is printed as it comes, and what went wrong is said.
#pragma once
#include "core/stream/command.h"
#include "core/track/frame.h"

#include <string>

namespace nsscope
{

/// `start` and `recordTo` as playExperiment() takes them; steps are not printed where `quiet`, or where standard output is
/// for the recording. Null, after saying why, where it did not come to its end.
FramePtr playSteps(Command start, const std::string& recordTo, bool quiet = false);

} // namespace nsscope
