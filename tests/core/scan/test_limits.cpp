// SPDX-License-Identifier: Apache-2.0
// Much of everything: the scan stays complete, and needs few descriptors of its own.
#include "core/scan/scanner.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace nsscope;

namespace
{

/// A child that runs `make`, and lives until this ends; `made()` is what `make` returned, -1 where it never did.
class Child
{
public:
    explicit Child(int (*make)())
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) < 0)
            return;
        const int parent = ::getpid();
        m_pid = ::fork();
        if (m_pid == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            const int made = ::getppid() == parent ? make() : -1;
            if (::write(ends[1], &made, sizeof made) != sizeof made)
                ::_exit(1);
            for (;;)
                ::pause();
        }
        ::close(ends[1]);
        if (::read(ends[0], &m_made, sizeof m_made) != sizeof m_made)
            m_made = -1;
        ::close(ends[0]);
    }
    ~Child()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int pid() const { return m_pid; }
    int made() const { return m_made; }

private:
    int m_pid = -1;
    int m_made = -1;
};

/// 2000 uts namespaces, each held by one descriptor.
int makeNamespaces()
{
    rlimit files{4096, 4096};
    if (::setrlimit(RLIMIT_NOFILE, &files) < 0)
        return 0;
    int made = 0;
    while (made < 2000 && ::unshare(CLONE_NEWUTS) == 0 && ::open("/proc/self/ns/uts", O_RDONLY | O_CLOEXEC) >= 0)
        ++made;
    return made;
}

/// 1000 bind mounts of the one network namespace that the child is in.
int makeMounts()
{
    if (::unshare(CLONE_NEWNS | CLONE_NEWNET) < 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) < 0 ||
        ::mount("t", "/mnt", "tmpfs", 0, nullptr) < 0)
        return 0;
    int made = 0;
    for (; made < 1000; ++made) {
        const std::string file = "/mnt/" + std::to_string(made);
        const int fd = ::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        if (fd < 0 || ::close(fd) < 0 || ::mount("/proc/self/ns/net", file.c_str(), nullptr, MS_BIND, nullptr) < 0)
            return made;
    }
    return made;
}

std::uint64_t countOf(const Snapshot& snapshot, HolderKind kind, NsType type, int pid)
{
    std::uint64_t count = 0;
    for (const NamespaceInfo& info : snapshot.namespaces) {
        const bool member = std::any_of(info.holders.begin(), info.holders.end(), [pid](const Holder& h) { return h.pid == pid; });
        if (info.ref.type != type || !member)
            continue;
        count += static_cast<std::uint64_t>(std::count_if(info.holders.begin(), info.holders.end(), [&](const Holder& h) {
            return h.kind == kind && (h.pid == 0 || h.pid == pid);
        }));
    }
    return count;
}

} // namespace

TEST(Limits, TwoThousandNamespacesOfOneProcess)
{
    const Child child(makeNamespaces);
    if (child.made() != 2000)
        GTEST_SKIP() << "2000 namespaces cannot be made here";
    Scanner scanner;
    for (int round = 0; round < 2; ++round) {
        const auto snapshot = scanner.scan();
        ASSERT_TRUE(snapshot);
        EXPECT_EQ(countOf(*snapshot, HolderKind::Fd, NsType::Uts, child.pid()), 2000u) << round;
    }
}

TEST(Limits, AThousandMountsOfOneNamespace)
{
    const Child child(makeMounts);
    if (child.made() != 1000)
        GTEST_SKIP() << "1000 mounts cannot be made here";
    const auto snapshot = Scanner().scan();
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(countOf(*snapshot, HolderKind::BindMount, NsType::Net, child.pid()), 1000u);
    for (const NamespaceInfo& info : snapshot->namespaces)
        EXPECT_LE(info.names.size(), 16u) << "more names say no more";
}

TEST(Limits, ThirtyTwoDescriptorsAreEnough)
{
    const Child child(makeNamespaces);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit few{32, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
    const auto snapshot = Scanner().scan();
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    ASSERT_TRUE(snapshot) << snapshot.error().message();
    for (const Gap& gap : snapshot->gaps)
        EXPECT_NE(gap.reason, "EMFILE") << gap.what;
    if (child.made() == 2000) {
        EXPECT_EQ(countOf(*snapshot, HolderKind::Fd, NsType::Uts, child.pid()), 2000u);
    }
}
