// SPDX-License-Identifier: Apache-2.0
// Where the user's own files of nsscope are. Reads none of them.
#pragma once
#include <string>

namespace nsscope
{

/// "labels" in $XDG_CONFIG_HOME/nsscope, or ~/.config/nsscope; empty where neither variable names a folder.
std::string labelFile();

} // namespace nsscope
