// SPDX-License-Identifier: Apache-2.0
// Commands that the window writes to the agent's standard input, one JSON object a line.
#pragma once
#include "core/base/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nsscope
{

struct Command
{
    enum class Kind {
        Start, ///< prepare an experiment; `play` starts it at once
        Step,  ///< do the next step
        Play,  ///< go on by itself; `number`: pause again once so many steps are done, 0: to the end
        Pause,
        Speed, ///< `number`: factor on all pauses, 0.1 to 10, 0: as fast as possible
        Reset, ///< end the experiment, everything that it made goes, and prepare it anew
        Rate,  ///< `number`: samples a second, 0.1 to 50
        Stop,  ///< end the stream
        Do,    ///< `step`, at once, in the free experiment; where no experiment is under way, one is begun
        Count  ///< the references of each namespace, once: facts of kind "references" tell them
    };
    Kind kind = Kind::Step;
    std::string experiment;
    std::vector<std::pair<std::string, std::string>> parameters; ///< "type" "net", "slow_ms" "500", ...
    bool play = false;
    double number = 0;
    std::string step = {}; ///< "unshare types=net as=A": core/lab/free_script.h
};

std::string encodeCommand(const Command& command); ///< one line without newline
Result<Command> decodeCommand(std::string_view line);

} // namespace nsscope
