// SPDX-License-Identifier: Apache-2.0
#include "tests/core/scan/held_namespace.h"

#include "core/scan/proc_text.h"

#include <csignal>
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

constexpr int readyTimeoutMs = 20000;

std::string readLine(int fd)
{
    std::string line;
    char byte = 0;
    for (;;) {
        pollfd wait{fd, POLLIN, 0};
        if (::poll(&wait, 1, readyTimeoutMs) <= 0 || ::read(fd, &byte, 1) != 1 || byte == '\n')
            return line;
        line += byte;
    }
}

} // namespace

HeldNamespace::HeldNamespace(std::vector<std::string> arguments)
{
    std::string program(NSSCOPE_BIN "/nshold");
    std::string userns("--userns");
    std::vector<char*> argv{program.data()};
    if (::geteuid() != 0)
        argv.push_back(userns.data());
    for (std::string& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);

    int in[2];
    int out[2];
    if (::pipe2(in, O_CLOEXEC) < 0 || ::pipe2(out, O_CLOEXEC) < 0) {
        m_refused = "no pipe";
        return;
    }
    UniqueFd childInput(in[0]);
    m_input.reset(in[1]);
    m_output.reset(out[0]);
    UniqueFd childOutput(out[1]);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    const int error = ::posix_spawn(&m_child, argv[0], &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        m_child = 0;
        m_refused = "nshold cannot be started";
        return;
    }
    childInput.reset();
    childOutput.reset();
    parse(readLine(m_output.get()));
}

void HeldNamespace::parse(const std::string& line)
{
    std::istringstream words(line);
    std::string word;
    words >> word >> m_pid;
    if (word != "ready" || m_pid == 0) {
        m_refused = "nshold cannot make this holder with these privileges";
        return;
    }
    while (words >> word) {
        if (const auto number = parseNsLink(word))
            m_refs.push_back({number->type, 0, number->inode, 0});
        else
            m_tid = std::stoi(word);
    }
}

NsRef HeldNamespace::ref(std::size_t n) const
{
    return n < m_refs.size() ? m_refs[n] : NsRef{};
}

void HeldNamespace::proceed()
{
    if (::write(m_input.get(), "\n", 1) == 1)
        readLine(m_output.get());
}

void HeldNamespace::end()
{
    m_input.reset();
    if (m_child != 0)
        ::waitpid(m_child, nullptr, 0);
    m_child = 0;
}

} // namespace nsscope
