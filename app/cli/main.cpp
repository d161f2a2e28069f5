// SPDX-License-Identifier: Apache-2.0
// nsscope-cli: everything of nsscope without a window, and the agent that the window starts. Each subcommand has its
// own file and sets the exit status: 0 done, 1 could not, 2 wrong usage, 3 done in part with --strict.
#include "app/cli/commands.h"

#include <CLI/CLI.hpp>

int main(int argc, char** argv)
{
    using namespace nsscope;
    CLI::App app{"Who keeps a Linux namespace alive, and when does the kernel really destroy it?", "nsscope-cli"};
    app.set_version_flag("--version", std::string("nsscope-cli ") + NSSCOPE_VERSION);
    app.require_subcommand(1);
    int exitCode = 0;
    for (const auto add : commandsFor(argc > 1 ? argv[1] : ""))
        add(app, exitCode);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : 2;
    }
    return exitCode;
}
