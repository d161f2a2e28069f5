// SPDX-License-Identifier: Apache-2.0
// `lab free` and `lab save`: holders built by hand, step by step, without a window, and kept as a lesson.
#pragma once

namespace CLI
{
class App;
}

namespace nsscope
{

void addFreeCommands(CLI::App& lab, int& exitCode);

} // namespace nsscope
