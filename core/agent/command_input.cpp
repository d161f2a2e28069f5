// SPDX-License-Identifier: Apache-2.0
#include "core/agent/command_input.h"

#include <cerrno>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::size_t longestCommand = 64 * 1024;

} // namespace

CommandInput::Batch CommandInput::read()
{
    Batch batch;
    char chunk[4096];
    const ssize_t got = ::read(m_fd, chunk, sizeof chunk);
    if (got <= 0) {
        batch.ended = got == 0 || (errno != EAGAIN && errno != EINTR);
        return batch;
    }
    m_rest.append(chunk, static_cast<std::size_t>(got));
    std::size_t begin = 0;
    for (std::size_t end; (end = m_rest.find('\n', begin)) != std::string::npos; begin = end + 1) {
        if (m_skipping)
            m_skipping = false;
        else
            take(std::string_view(m_rest).substr(begin, end - begin), batch);
    }
    m_rest.erase(0, begin);
    if (m_rest.size() > longestCommand) {
        if (!m_skipping)
            batch.faults.push_back("A command longer than 64 KiB was ignored.");
        m_skipping = true;
        m_rest.clear();
    }
    return batch;
}

void CommandInput::take(std::string_view line, Batch& batch)
{
    if (line.find_first_not_of(" \t\r") == std::string_view::npos)
        return;
    if (auto command = decodeCommand(line))
        batch.commands.push_back(std::move(*command));
    else
        batch.faults.push_back("Not a command: " + command.error().message());
}

} // namespace nsscope
