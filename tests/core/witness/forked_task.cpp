// SPDX-License-Identifier: Apache-2.0
#include "tests/core/witness/forked_task.h"

#include "core/base/read_file.h"

#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nsscope
{

ForkedTask::ForkedTask(const std::function<void(int channel)>& body)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        ::abort();
    m_pid = ::fork();
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(ends[0]);
        body(ends[1]);
        ::_exit(::testing::Test::HasFailure() ? 1 : 0);
    }
    ::close(ends[1]);
    m_channel.reset(ends[0]);
}

ForkedTask::~ForkedTask() { end(); }

char ForkedTask::wait() { return hear(m_channel.get()); }

char ForkedTask::ask(char command)
{
    say(m_channel.get(), command);
    return wait();
}

void ForkedTask::end()
{
    if (m_pid <= 0)
        return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

void say(int channel, char byte) { (void)!::send(channel, &byte, 1, MSG_NOSIGNAL); }

char hear(int channel)
{
    char byte = 0;
    return ::read(channel, &byte, 1) == 1 ? byte : '\0';
}

int enterUserNs()
{
    const auto put = [](const char* path, const std::string& text) {
        const UniqueFd fd(::open(path, O_WRONLY | O_CLOEXEC));
        return fd && writeAll(fd.get(), text, path);
    };
    const std::string uidMap = fmt::format("0 {} 1", ::geteuid());
    const std::string gidMap = fmt::format("0 {} 1", ::getegid());
    if (::unshare(CLONE_NEWUSER) != 0)
        return errno;
    const bool mapped = put("/proc/self/setgroups", "deny") && put("/proc/self/uid_map", uidMap) &&
                        put("/proc/self/gid_map", gidMap);
    return mapped ? 0 : EPERM;
}

NsRef readNsRef(pid_t pid, NsType type)
{
    NsRef ref{type, 0, 0, 0};
    const UniqueFd fd(::open(fmt::format("/proc/{}/ns/{}", pid, nsTypeName(type)).c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status = {};
    if (!fd || ::fstat(fd.get(), &status) != 0)
        return ref;
    ref.dev = status.st_dev;
    ref.inode = status.st_ino;
    if (::ioctl(fd.get(), _IOR(0xb7, 13, std::uint64_t), &ref.id) != 0) // NS_GET_ID
        ref.id = 0;
    return ref;
}

bool passesAsNobody(const std::function<void()>& body)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const bool dropped =
            ::geteuid() != 0 || (::setgroups(0, nullptr) == 0 && ::setresgid(65534, 65534, 65534) == 0 &&
                                 ::setresuid(65534, 65534, 65534) == 0);
        ::prctl(PR_SET_DUMPABLE, 1); // as after an exec: its /proc files stay its own
        EXPECT_TRUE(dropped);
        body();
        ::fflush(nullptr);
        ::_exit(::testing::Test::HasFailure() ? 1 : 0);
    }
    int status = -1;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool waitUntil(const std::function<bool()>& done, double seconds)
{
    const Instant end = bootNow() + static_cast<std::int64_t>(seconds * 1e9);
    while (!done()) {
        if (bootNow() > end)
            return false;
        const timespec pause{0, 100'000};
        ::nanosleep(&pause, nullptr);
    }
    return true;
}

} // namespace nsscope
