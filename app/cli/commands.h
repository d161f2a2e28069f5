// SPDX-License-Identifier: Apache-2.0
// The subcommands of nsscope-cli: each function adds one to `app`; its callback runs it and sets `exitCode`.
#pragma once
#include <string_view>
#include <vector>

namespace CLI
{
class App;
}

namespace nsscope
{

using AddCommand = void (*)(CLI::App& app, int& exitCode);

/// In the order of the help text; the one called `name` alone where there is such a one, since setting up all of them
/// takes longer than some need to run.
std::vector<AddCommand> commandsFor(std::string_view name);

} // namespace nsscope
