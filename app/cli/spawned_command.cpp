// SPDX-License-Identifier: Apache-2.0
#include "app/cli/spawned_command.h"

#include <cerrno>
#include <csignal>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace nsscope
{

namespace
{

constexpr int patienceMs = 2000; // between SIGTERM and SIGKILL

} // namespace

Status SpawnedCommand::start(const std::vector<std::string>& arguments)
{
    std::vector<std::string> copies = arguments;
    std::vector<char*> pointers;
    for (std::string& copy : copies)
        pointers.push_back(copy.data());
    pointers.push_back(nullptr);

    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t set;
    sigemptyset(&set);
    posix_spawnattr_setsigmask(&attributes, &set);
    sigaddset(&set, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &set);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    const int code = ::posix_spawnp(&m_pid, pointers[0], nullptr, &attributes, pointers.data(), environ);
    posix_spawnattr_destroy(&attributes);
    if (code != 0) {
        m_pid = 0;
        return failure("start", arguments[0], code);
    }
    m_pidfd.reset(static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0)));
    if (!m_pidfd)
        return errnoFailure("pidfd_open", arguments[0]);
    return {};
}

void SpawnedCommand::end()
{
    if (m_pid == 0)
        return;
    ::kill(m_pid, SIGTERM);
    pollfd wait{m_pidfd.get(), POLLIN, 0};
    if (!m_pidfd || ::poll(&wait, 1, patienceMs) != 1)
        ::kill(m_pid, SIGKILL);
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    m_pid = 0;
}

} // namespace nsscope
