// SPDX-License-Identifier: Apache-2.0
// One experiment played to its end without a window, with every witness there is: each step is told as it comes, all is
// kept as a frame, and a recording gets the same lines. Prints nothing itself.
#pragma once
#include "core/base/error.h"
#include "core/model/fact.h"
#include "core/stream/command.h"
#include "core/track/frame.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

struct PlayedExperiment
{
    FramePtr frame;
    /// What went wrong, as a sentence with its remedy; absent where the experiment came to its end.
    std::optional<std::string> failure;
    bool refused = false; ///< the kernel did not let it begin or go on, and would not the next time
};

/// The step's index is one of the plan's.
using StepTeller = std::function<void(const LabStart& plan, const LabStep& step)>;

/// `start` is Command::Kind::Start; `recordTo` a path, "-" or empty for none. An Error: the recording could not be
/// written or the agent could not go on. `witnesses` as --witness names them.
Result<PlayedExperiment> playExperiment(Command start, const std::string& recordTo, StepTeller tell,
                                        const std::vector<std::string>& witnesses = {});

} // namespace nsscope
