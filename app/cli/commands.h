// SPDX-License-Identifier: Apache-2.0
// The subcommands of nsscope-cli: each function adds one to `app`; its callback runs it and sets `exitCode`.
#pragma once
#include <vector>

namespace CLI
{
class App;
}

namespace nsscope
{

using AddCommand = void (*)(CLI::App& app, int& exitCode);

/// In the order of the help text.
std::vector<AddCommand> allCommands();

} // namespace nsscope
