// SPDX-License-Identifier: Apache-2.0
// The table of facts beside the kernel that runs: each is tried here, and has to be as the table says for its version.
#include "core/witness/kernel_facts.h"
#include "core/witness/mechanism.h"
#include "core/base/read_file.h"
#include "core/base/unique_fd.h"
#include "core/witness/ns_handle.h"
#include "tests/core/witness/forked_task.h"

#include <cerrno>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <linux/ioctl.h>
#include <linux/types.h>
#include <optional>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace nsscope;
using namespace testing;

namespace
{

UniqueFd ownFile(const char* link)
{
    return UniqueFd(::open((std::string("/proc/self/ns/") + link).c_str(), O_RDONLY | O_CLOEXEC));
}

/// The kernel knows this request, whatever it answers.
bool knowsRequest(int fd, unsigned long request, void* argument)
{
    const int got = ::ioctl(fd, request, argument);
    const int error = errno;
    if (got > 0)
        ::close(got);
    return got >= 0 || (error != ENOTTY && error != EINVAL);
}

bool hasNsId()
{
    const UniqueFd own = ownFile("uts");
    std::uint64_t id = 0;
    return knowsRequest(own.get(), _IOR(0xb7, 13, __u64), &id);
}

bool hasMntNsWalk()
{
    struct
    {
        std::uint32_t size, mounts;
        std::uint64_t id;
    } info{sizeof info, 0, 0};
    const UniqueFd own = ownFile("mnt");
    return knowsRequest(own.get(), _IOC(_IOC_READ, 0xb7, 11, sizeof info), &info);
}

bool hasMntNsId()
{
    const UniqueFd own = ownFile("mnt");
    std::uint64_t id = 0;
    return knowsRequest(own.get(), _IOC(_IOC_READ, 0xb7, 5, sizeof id), &id);
}

bool hasPidfdNamespaces()
{
    const UniqueFd self(static_cast<int>(::syscall(SYS_pidfd_open, ::getpid(), 0)));
    return knowsRequest(self.get(), _IO(0xFF, 4), nullptr);
}

bool hasListNs()
{
    constexpr long listNsCall = 470; // include/uapi/asm-generic/unistd.h
    return ::syscall(listNsCall, nullptr, nullptr, 0, 0) >= 0 || errno != ENOSYS;
}

bool hasNetnsCookie()
{
    constexpr int cookieOption = 71; // SO_NETNS_COOKIE
    const UniqueFd any(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    std::uint64_t cookie = 0;
    socklen_t size = sizeof cookie;
    return ::getsockopt(any.get(), SOL_SOCKET, cookieOption, &cookie, &size) == 0;
}

bool hasFdinfoInode()
{
    const UniqueFd own = ownFile("uts");
    const auto text = readFileAt(AT_FDCWD, "/proc/self/fdinfo/" + std::to_string(own.get()), 4096);
    return text && text->find("\nino:") != std::string::npos;
}

/// Absent where it cannot be known here.
std::optional<bool> hasFixedNumbers()
{
    struct stat net{};
    struct stat mnt{};
    struct stat uts{};
    if (::stat("/proc/1/ns/net", &net) != 0 || ::stat("/proc/1/ns/mnt", &mnt) != 0 || ::stat("/proc/1/ns/uts", &uts) != 0)
        return std::nullopt;
    if (uts.st_ino != nsTypeRow(NsType::Uts).initialInode)
        return std::nullopt; // a container's first process
    return net.st_ino == nsTypeRow(NsType::Net).initialInode && mnt.st_ino == nsTypeRow(NsType::Mnt).initialInode;
}

std::optional<bool> hasUnbornPidLink()
{
    ForkedTask maker([](int channel) {
        if (enterUserNs() != 0 || ::unshare(CLONE_NEWPID) != 0)
            return say(channel, 'x');
        char link[64];
        say(channel, ::readlink("/proc/self/ns/pid_for_children", link, sizeof link) > 0 ? 'y' : 'n');
    });
    const char said = maker.wait();
    return said == 'x' ? std::nullopt : std::optional(said == 'y');
}

std::optional<bool> tryIt(KernelFeature feature)
{
    switch (feature) {
    case KernelFeature::NsId:
        return hasNsId();
    case KernelFeature::NsHandle:
        return readHandleSupport().meaning != HandleMeaning::Unsupported;
    case KernelFeature::ActiveOnly:
        return readHandleSupport().meaning == HandleMeaning::Activity;
    case KernelFeature::ListNs:
        return hasListNs();
    case KernelFeature::MntNsId:
        return hasMntNsId();
    case KernelFeature::MntNsWalk:
        return hasMntNsWalk();
    case KernelFeature::PidfdNamespaces:
        return hasPidfdNamespaces();
    case KernelFeature::NetnsCookie:
        return hasNetnsCookie();
    case KernelFeature::FdinfoInode:
        return hasFdinfoInode();
    case KernelFeature::FixedNetMntNumbers:
        return hasFixedNumbers();
    case KernelFeature::UnbornPidLink:
        return hasUnbornPidLink();
    }
    return std::nullopt;
}

class KernelFactsOnThisKernel : public TestWithParam<KernelFact>
{
};

} // namespace

TEST_P(KernelFactsOnThisKernel, IsAsTheTableSays)
{
    const KernelFact& fact = GetParam();
    const KernelVersion kernel = runningKernel();
    const std::optional<bool> here = tryIt(fact.feature);
    if (!here)
        GTEST_SKIP() << fact.name << " cannot be tried here";
    EXPECT_EQ(*here, kernelHas(fact.feature, kernel))
        << fact.name << " is said to be there from " << kernelVersionText(fact.from) << " on (" << fact.source << ")";
}

INSTANTIATE_TEST_SUITE_P(Facts, KernelFactsOnThisKernel, ValuesIn(kernelFacts()), [](const auto& instance) {
    std::string name;
    for (const char c : instance.param.name) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            name += c;
    }
    return name;
});

TEST(KernelFacts, SayWhichKernelWouldHelp)
{
    EXPECT_EQ(kernelFrom(KernelFeature::NsId), "a kernel from 6.18 on");
    EXPECT_EQ(sinceText(KernelFeature::ActiveOnly), "Linux 6.19 and later");
    EXPECT_TRUE(kernelHas(KernelFeature::MntNsWalk, {6, 12}));
    EXPECT_FALSE(kernelHas(KernelFeature::MntNsWalk, {6, 1}));
    EXPECT_TRUE(kernelHas(KernelFeature::NsId, {7, 0}));
}
