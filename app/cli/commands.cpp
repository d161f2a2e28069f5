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

namespace
{

struct CommandRow
{
    std::string_view name;
    AddCommand add;
};

constexpr CommandRow commandTable[] = {
    {"list", addListCommand},     {"measure", addMeasureCommand}, {"why", addWhyCommand},
    {"doctor", addDoctorCommand}, {"trash", addTrashCommand},     {"record", addRecordCommand},
    {"show", addShowCommand},     {"export", addExportCommand},   {"lab", addLabCommand},
    {"agent", addAgentCommand},
};

} // namespace

std::vector<AddCommand> commandsFor(std::string_view name)
{
    std::vector<AddCommand> all;
    for (const CommandRow& row : commandTable) {
        if (row.name == name)
            return {row.add};
        all.push_back(row.add);
    }
    return all;
}

} // namespace nsscope
