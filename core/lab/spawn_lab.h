// SPDX-License-Identifier: Apache-2.0
// Starts nsscope-lab with a socket on its descriptor 3 and nothing else of ours: no standard input or output, no
// signal mask, its own process group (a Ctrl-C at the terminal is the agent's business).
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"

#include <cstdint>
#include <string>

namespace nsscope
{

struct SpawnedLab
{
    UniqueFd socket; ///< our end
    std::int32_t pid = 0;
};

Result<SpawnedLab> spawnLab(const std::string& program);

} // namespace nsscope
