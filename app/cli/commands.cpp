// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"

namespace nsscope
{

// One declaration and one row per subcommand, each defined in command_NAME.cpp.
void addListCommand(CLI::App& app, int& exitCode);

std::vector<AddCommand> allCommands()
{
    return {
        addListCommand,
    };
}

} // namespace nsscope
