// SPDX-License-Identifier: Apache-2.0
#include "core/witness/probe_process.h"

#include "core/witness/probe_record.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace nsscope
{

namespace
{

/// posix_spawn with an empty standard input and output, default signals and its own process group.
int spawnProbe(pid_t& pid, const std::string& program, const std::vector<std::string>& arguments, int socketEnd)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, socketEnd, probeSocketFd);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    std::vector<std::string> words{"nsscope-lab", "--probe"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const int error = posix_spawn(&pid, program.c_str(), &actions, &attributes, pointers.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

} // namespace

Result<ProbeProcess> ProbeProcess::start(const std::string& program, const std::vector<std::string>& arguments)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return errnoFailure("socketpair");
    UniqueFd ours(ends[0]);
    const UniqueFd theirs(ends[1]);
    if (::fcntl(ours.get(), F_SETFL, O_NONBLOCK) != 0)
        return errnoFailure("fcntl(F_SETFL)");
    pid_t pid = 0;
    if (const int code = spawnProbe(pid, program, arguments, theirs.get()); code != 0)
        return failure("start", program, code, "nsscope-lab belongs beside nsscope-cli");
    return ProbeProcess(std::move(ours), pid);
}

ProbeProcess::ProbeProcess(ProbeProcess&& other) noexcept
    : m_socket(std::move(other.m_socket)), m_pid(std::exchange(other.m_pid, 0))
{
}

ProbeProcess& ProbeProcess::operator=(ProbeProcess&& other) noexcept
{
    if (this != &other) {
        end();
        m_socket = std::move(other.m_socket);
        m_pid = std::exchange(other.m_pid, 0);
    }
    return *this;
}

ProbeProcess::Got ProbeProcess::receive(std::span<std::byte> record)
{
    for (;;) {
        const ssize_t got = ::recv(m_socket.get(), record.data(), record.size(), MSG_TRUNC);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return Got::Nothing;
        return got == static_cast<ssize_t>(record.size()) ? Got::Record : Got::Ended;
    }
}

bool ProbeProcess::send(std::span<const std::byte> record)
{
    return ::send(m_socket.get(), record.data(), record.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(record.size());
}

void ProbeProcess::end()
{
    m_socket.reset();
    if (m_pid <= 0)
        return;
    // Its children die with it (PR_SET_PDEATHSIG), and all namespaces with them.
    ::kill(m_pid, SIGKILL);
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    m_pid = 0;
}

} // namespace nsscope
