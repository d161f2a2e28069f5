// SPDX-License-Identifier: Apache-2.0
#include "app/cli/settings.h"

#include <cstdlib>

namespace nsscope
{

std::string labelFile()
{
    const char* const config = std::getenv("XDG_CONFIG_HOME");
    if (config != nullptr && *config == '/')
        return std::string(config) + "/nsscope/labels";
    const char* const home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? std::string(home) + "/.config/nsscope/labels" : std::string();
}

} // namespace nsscope
