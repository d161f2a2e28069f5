// SPDX-License-Identifier: Apache-2.0
#include "tests/core/lab/lab_fixture.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace nsscope
{

std::size_t openDescriptors()
{
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
        ++count;
    return count;
}

std::uint64_t inodeOf(int pid, std::string_view link)
{
    struct stat info{};
    const std::string path = "/proc/" + std::to_string(pid) + "/ns/" + std::string(link);
    return ::stat(path.c_str(), &info) == 0 ? info.st_ino : 0;
}

bool endsWithin(int pid, int patienceMs)
{
    const UniqueFd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (!pidfd)
        return errno == ESRCH;
    pollfd wait{pidfd.get(), POLLIN, 0};
    return ::poll(&wait, 1, patienceMs) == 1;
}

void LabTest::SetUp() { m_descriptors = openDescriptors(); }

void LabTest::TearDown()
{
    EXPECT_EQ(openDescriptors(), m_descriptors) << "descriptors leaked";
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
    EXPECT_EQ(errno, ECHILD);
}

std::string LabTest::program() { return NSSCOPE_BIN "/nsscope-lab"; }

bool LabTest::waitFor(int fd)
{
    pollfd wait{fd, POLLIN, 0};
    return ::poll(&wait, 1, 5000) == 1;
}

LabReply LabTest::ask(LabClient& lab, const LabAction& action)
{
    const Status asked = lab.ask(action);
    EXPECT_TRUE(asked) << (asked ? "" : asked.error().message());
    while (asked && waitFor(lab.descriptor())) {
        const auto reply = lab.receive();
        if (!reply) {
            ADD_FAILURE() << reply.error().message();
            return {};
        }
        if (*reply)
            return **reply;
    }
    ADD_FAILURE() << "no answer";
    return {};
}

LabReply LabTest::newUserNs(LabClient& lab)
{
    const LabReply reply = ask(lab, LabOp::NewUserNs, NsType::User);
    EXPECT_TRUE(reply.error == 0 || reply.error == EPERM || reply.error == EACCES || reply.error == ENOSPC)
        << std::strerror(reply.error);
    return reply;
}

} // namespace nsscope
