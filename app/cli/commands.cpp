// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"

namespace nsscope
{

// One declaration and one row per subcommand, each defined in command_NAME.cpp.
void addAgentCommand(CLI::App& app, int& exitCode);
void addExportCommand(CLI::App& app, int& exitCode);
void addDoctorCommand(CLI::App& app, int& exitCode);
void addLabCommand(CLI::App& app, int& exitCode);
void addListCommand(CLI::App& app, int& exitCode);
void addMeasureCommand(CLI::App& app, int& exitCode);
void addRecordCommand(CLI::App& app, int& exitCode);
void addShowCommand(CLI::App& app, int& exitCode);
void addTrashCommand(CLI::App& app, int& exitCode);
void addWhyCommand(CLI::App& app, int& exitCode);

std::vector<AddCommand> allCommands()
{
    return {
        addListCommand,
        addMeasureCommand,
        addWhyCommand,
        addDoctorCommand,
        addTrashCommand,
        addRecordCommand,
        addShowCommand,
        addExportCommand,
        addLabCommand,
        addAgentCommand,
    };
}

} // namespace nsscope
