// SPDX-License-Identifier: Apache-2.0
// Commands from a descriptor (the window's pipe, a terminal), one line each. Reads only when told that there is
// something to read; leaves the descriptor's flags alone, since others may share it.
#pragma once
#include "core/stream/command.h"

#include <string>
#include <vector>

namespace nsscope
{

class CommandInput
{
public:
    explicit CommandInput(int fd) : m_fd(fd) {}

    struct Batch
    {
        std::vector<Command> commands;
        std::vector<std::string> faults; ///< a sentence for each line that was no command
        bool ended = false;              ///< end of file, or it cannot be read any more
    };
    /// One read; call it when the descriptor is readable.
    Batch read();

private:
    void take(std::string_view line, Batch& batch);

    int m_fd;
    std::string m_rest;
    bool m_skipping = false; ///< inside a line that is too long
};

} // namespace nsscope
