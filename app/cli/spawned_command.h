// SPDX-License-Identifier: Apache-2.0
// A command of the user's that runs while we record. Shares our terminal, input and output; is asked to end, then
// killed, when we stop watching first.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"

#include <cstdint>
#include <string>
#include <vector>

namespace nsscope
{

class SpawnedCommand
{
public:
    SpawnedCommand() = default;
    ~SpawnedCommand() { end(); }
    SpawnedCommand(const SpawnedCommand&) = delete;
    SpawnedCommand& operator=(const SpawnedCommand&) = delete;

    /// Searches PATH; not empty. An Error where it cannot be started.
    Status start(const std::vector<std::string>& arguments);
    /// Becomes readable when it has ended.
    int descriptor() const { return m_pidfd.get(); }

private:
    void end();

    std::int32_t m_pid = 0;
    UniqueFd m_pidfd;
};

} // namespace nsscope
