// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"

namespace nsscope
{

// One declaration and one row per subcommand, each defined in command_NAME.cpp.

std::vector<AddCommand> allCommands()
{
    return {
    };
}

} // namespace nsscope
