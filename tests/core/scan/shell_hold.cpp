// SPDX-License-Identifier: Apache-2.0
#include "tests/core/scan/shell_hold.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>

extern char** environ;

namespace nsscope
{

namespace
{

constexpr int shellTimeoutMs = 60000;

} // namespace

ShellHold::ShellHold(const std::string& script)
{
    int in[2];
    int out[2];
    if (::pipe2(in, O_CLOEXEC) < 0)
        return;
    UniqueFd childInput(in[0]);
    m_input.reset(in[1]);
    if (::pipe2(out, O_CLOEXEC) < 0)
        return;
    m_output.reset(out[0]);
    UniqueFd childOutput(out[1]);
    const char* const argv[] = {"sh", "-c", script.c_str(), nullptr};
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    if (::posix_spawn(&m_pid, "/bin/sh", &actions, &attributes, const_cast<char**>(argv), environ) != 0)
        m_pid = 0;
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    childInput.reset();
    childOutput.reset();
    if (m_pid != 0)
        readReady();
}

ShellHold::~ShellHold()
{
    m_input.reset();
    if (m_pid == 0)
        return;
    ::kill(-m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    // The last of the group has gone once nobody can write to its output.
    char byte = 0;
    pollfd wait{m_output.get(), POLLIN, 0};
    while (::poll(&wait, 1, shellTimeoutMs) > 0 && ::read(m_output.get(), &byte, 1) == 1) {
    }
}

void ShellHold::readReady()
{
    std::string line;
    char byte = 0;
    pollfd wait{m_output.get(), POLLIN, 0};
    while (::poll(&wait, 1, shellTimeoutMs) > 0 && ::read(m_output.get(), &byte, 1) == 1 && byte != '\n')
        line += byte;
    std::istringstream words(line);
    std::string word;
    words >> word;
    m_ready = word == "ready";
    m_words.clear();
    while (words >> word)
        m_words.push_back(word);
}

void ShellHold::proceed()
{
    if (::write(m_input.get(), "\n", 1) == 1)
        readReady();
}

std::uint64_t ShellHold::number(std::size_t n) const
{
    return n < m_words.size() ? std::strtoull(m_words[n].c_str(), nullptr, 10) : 0;
}

} // namespace nsscope
