// SPDX-License-Identifier: Apache-2.0
#include "core/lab/spawn_lab.h"

#include "core/lab/lab_client.h"

#include <climits>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

/// What posix_spawn does between fork and exec.
class SpawnSetup
{
public:
    SpawnSetup()
    {
        posix_spawn_file_actions_init(&m_actions);
        posix_spawnattr_init(&m_attributes);
    }
    ~SpawnSetup()
    {
        posix_spawnattr_destroy(&m_attributes);
        posix_spawn_file_actions_destroy(&m_actions);
    }
    SpawnSetup(const SpawnSetup&) = delete;
    SpawnSetup& operator=(const SpawnSetup&) = delete;

    int run(pid_t& pid, const std::string& program, int socketEnd)
    {
        posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&m_actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2(&m_actions, socketEnd, labSocketFd);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&m_attributes, &none);
        posix_spawnattr_setsigdefault(&m_attributes, &all);
        posix_spawnattr_setpgroup(&m_attributes, 0);
        posix_spawnattr_setflags(&m_attributes,
                                 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
        std::string name = "nsscope-lab";
        char* const arguments[] = {name.data(), nullptr};
        return posix_spawn(&pid, program.c_str(), &m_actions, &m_attributes, arguments, environ);
    }

private:
    posix_spawn_file_actions_t m_actions;
    posix_spawnattr_t m_attributes;
};

} // namespace

Result<SpawnedLab> spawnLab(const std::string& program)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return errnoFailure("socketpair");
    SpawnedLab lab;
    lab.socket.reset(ends[0]);
    const UniqueFd theirs(ends[1]);
    if (const int code = SpawnSetup().run(lab.pid, program, theirs.get()); code != 0)
        return failure("start", program, code, "nsscope-lab belongs beside nsscope-cli");
    return lab;
}

std::string labProgram()
{
    if (const char* given = secure_getenv("NSSCOPE_LAB"); given && *given)
        return given;
    char own[PATH_MAX];
    const ssize_t length = ::readlink("/proc/self/exe", own, sizeof own);
    if (length <= 0 || length == sizeof own)
        return "nsscope-lab";
    const std::string path(own, static_cast<std::size_t>(length));
    return path.substr(0, path.rfind('/') + 1) + "nsscope-lab";
}

} // namespace nsscope
