// SPDX-License-Identifier: Apache-2.0
// Every kind of holder on the real kernel, and what looks like one and is none.
#include "core/scan/scanner.h"
#include "core/witness/kernel_facts.h"
#include "core/witness/mechanism.h"
#include "tests/core/scan/find_namespace.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>

using namespace nsscope;

namespace
{

class Holders : public testing::Test
{
protected:
    void SetUp() override
    {
        m_dir = testing::TempDir() + "nsscope-XXXXXX";
        ASSERT_NE(::mkdtemp(m_dir.data()), nullptr);
    }
    void TearDown() override { std::filesystem::remove(m_dir); }

    Snapshot scan()
    {
        auto snapshot = m_scanner.scan();
        EXPECT_TRUE(snapshot);
        return snapshot ? std::move(*snapshot) : Snapshot{};
    }

    static const NamespaceInfo* find(const Snapshot& snapshot, const NsRef& ref)
    {
        for (const NamespaceInfo& info : snapshot.namespaces) {
            if (info.ref.type == ref.type && info.ref.inode == ref.inode)
                return &info;
        }
        return nullptr;
    }

    /// The only holder of the n-th namespace of `held`, checked for its kind. Another program that looks at
    /// namespaces just now may have it open for a moment; that is not what is tested here.
    static Holder only(const Snapshot& snapshot, const HeldNamespace& held, HolderKind kind,
                       std::size_t n = 0)
    {
        const NsRef ref = held.ref(n);
        const NamespaceInfo* const info = find(snapshot, ref);
        if (info == nullptr) {
            ADD_FAILURE() << linkText(ref) << " not found";
            return {};
        }
        std::vector<Holder> holders(info->holders.begin(), info->holders.end());
        std::erase_if(holders,
                      [&held](const Holder& h) { return h.kind == HolderKind::Fd && h.pid != held.pid(); });
        EXPECT_EQ(holders.size(), 1u) << linkText(ref);
        if (holders.empty())
            return {};
        EXPECT_EQ(holders.front().kind, kind) << holderKindName(holders.front().kind);
        EXPECT_EQ(isHeld(*info), isTask(kind));
        EXPECT_FALSE(info->initial);
        return holders.front();
    }

    /// The number is free in some scan; another program may use it for a moment.
    bool isAbsent(const NsRef& ref)
    {
        const Instant deadline = bootNow() + 5'000'000'000;
        while (find(scan(), ref) != nullptr) {
            if (bootNow() > deadline)
                return false;
        }
        return true;
    }

    Scanner m_scanner;
    std::string m_dir;
};

/// What kernels before that cannot tell is not the scan's fault.
#define NEEDS(feature)                                                                                       \
    if (!kernelHas(KernelFeature::feature, runningKernel()))                                                 \
    GTEST_SKIP() << "needs " << kernelFrom(KernelFeature::feature)

#define HOLD(name, ...)                                                                                      \
    HeldNamespace name({__VA_ARGS__});                                                                       \
    if (!name.refused().empty())                                                                             \
    GTEST_SKIP() << name.refused()

} // namespace

TEST_F(Holders, ThreadOfItsOwn)
{
    HOLD(held, "thread");
    const Snapshot snapshot = scan();
    const Holder holder = only(snapshot, held, HolderKind::Thread);
    EXPECT_EQ(holder.pid, held.pid());
    EXPECT_EQ(holder.tid, held.tid());
    EXPECT_EQ(holder.comm, "nshold");
    EXPECT_EQ(find(snapshot, held.ref())->threads, 1u);
}

TEST_F(Holders, ThreadWithItsOwnMounts)
{
    HOLD(held, "thread-mnt");
    EXPECT_EQ(only(scan(), held, HolderKind::Thread).tid, held.tid());
}

TEST_F(Holders, ThreeHundredThreads)
{
    HOLD(held, "threads", "300");
    const Snapshot snapshot = scan();
    for (std::size_t n = 0; n < 300; ++n)
        EXPECT_EQ(only(snapshot, held, HolderKind::Thread, n).pid, held.pid());
}

TEST_F(Holders, ThreadOfALeaderThatEnded)
{
    HOLD(held, "zombie-leader");
    EXPECT_EQ(only(scan(), held, HolderKind::Thread).tid, held.tid());
}

TEST_F(Holders, PidNamespaceForChildren)
{
    HOLD(held, "for-children", "pid");
    const Snapshot snapshot = scan();
    EXPECT_EQ(only(snapshot, held, HolderKind::ForChildren).pid, held.pid());
    EXPECT_EQ(find(snapshot, held.ref())->parent.kind, NsLink::Kind::Ref);
}

TEST_F(Holders, TimeNamespaceForChildren)
{
    HOLD(held, "for-children", "time");
    EXPECT_EQ(only(scan(), held, HolderKind::ForChildren).pid, held.pid());
}

TEST_F(Holders, UnbornPidNamespaceIsNoGap)
{
    HOLD(held, "for-children", "unborn");
    for (const Gap& gap : scan().gaps)
        EXPECT_THAT(gap.example, testing::Not(testing::HasSubstr(std::to_string(held.pid()))));
}

TEST_F(Holders, ZombieKeepsUserAndPidOnly)
{
    HOLD(held, "zombie");
    const Snapshot snapshot = scan();
    ASSERT_NE(find(snapshot, held.ref(0)), nullptr);
    EXPECT_EQ(find(snapshot, held.ref(0))->processes, 1u);
    only(snapshot, held, HolderKind::Process, 1);
    EXPECT_TRUE(isAbsent(held.ref(2)));
}

TEST_F(Holders, Descriptors)
{
    HOLD(held, "fd");
    HOLD(path, "opath");
    const Snapshot snapshot = scan();
    const Holder plain = only(snapshot, held, HolderKind::Fd);
    EXPECT_EQ(plain.pid, held.pid());
    EXPECT_FALSE(plain.oPath);
    EXPECT_TRUE(only(snapshot, path, HolderKind::Fd).oPath);
    if (kernelGivesIds()) {
        EXPECT_NE(find(snapshot, path.ref())->ref.id, find(snapshot, held.ref())->ref.id);
    }
}

TEST_F(Holders, DescriptorThatWasOpenedWhereItIsMounted)
{
    HOLD(held, "fd-of-mount", m_dir);
    EXPECT_EQ(only(scan(), held, HolderKind::Fd).pid, held.pid());
}

TEST_F(Holders, ManyDescriptorsOfOneProcess)
{
    HOLD(held, "fds", "900");
    const Snapshot snapshot = scan();
    ASSERT_NE(find(snapshot, held.ref()), nullptr);
    EXPECT_EQ(find(snapshot, held.ref())->holders.size(), 900u);
}

TEST_F(Holders, DescriptorOfAThreadsOwnTable)
{
    HOLD(held, "fd-table");
    const Holder holder = only(scan(), held, HolderKind::Fd);
    EXPECT_EQ(holder.pid, held.pid());
    EXPECT_EQ(holder.tid, held.tid());
}

TEST_F(Holders, SocketsOfAllFamilies)
{
    for (const auto& [argument, family] :
         {std::pair{"inet", "inet"}, std::pair{"unix", "unix"}, std::pair{"netlink", "netlink"},
          std::pair{"packet", "packet"}, std::pair{"raw", "inet"}}) {
        HOLD(held, "sock", argument);
        const Snapshot snapshot = scan();
        const Holder holder = only(snapshot, held, HolderKind::Socket);
        EXPECT_EQ(holder.pid, held.pid());
        EXPECT_EQ(holder.family, family);
        EXPECT_EQ(find(snapshot, held.ref())->owner.kind, NsLink::Kind::Ref);
    }
}

TEST_F(Holders, TunDescriptor)
{
    HOLD(held, "tun");
    EXPECT_EQ(only(scan(), held, HolderKind::Tun).pid, held.pid());
}

TEST_F(Holders, Watch)
{
    NEEDS(NsHandle); // before, fdinfo tells a number and no type (fs/notify/fdinfo.c)
    HOLD(held, "mark");
    EXPECT_EQ(only(scan(), held, HolderKind::Mark).pid, held.pid());
}

TEST_F(Holders, RegisteredFileOfARing)
{
    NEEDS(MntNsWalk); // 6.1's fdinfo tells no name of a registered namespace file (io_uring/fdinfo.c)
    HOLD(held, "io-uring");
    EXPECT_EQ(only(scan(), held, HolderKind::IoUring).pid, held.pid());
}

TEST_F(Holders, OwnedNamespaceKeepsItsOwner)
{
    HOLD(held, "owned");
    const Snapshot snapshot = scan();
    only(snapshot, held, HolderKind::Fd);
    const Holder owns = only(snapshot, held, HolderKind::Owns, 1);
    EXPECT_EQ(*owns.related, find(snapshot, held.ref(0))->ref);
    EXPECT_EQ(find(snapshot, held.ref(0))->owner, NsLink::to(find(snapshot, held.ref(1))->ref));
}

TEST_F(Holders, BindMountInAnotherMountNamespace)
{
    HOLD(held, "bind", m_dir);
    const Snapshot snapshot = scan();
    const Holder holder = only(snapshot, held, HolderKind::BindMount);
    EXPECT_EQ(holder.path, m_dir + "/f");
    ASSERT_TRUE(holder.related);
    EXPECT_EQ(holder.related->inode, held.ref(1).inode);
    EXPECT_FALSE(holder.covered);
    EXPECT_THAT(find(snapshot, held.ref(0))->names, testing::ElementsAre(m_dir + "/f"));
    EXPECT_EQ(find(snapshot, held.ref(0))->owner.kind, NsLink::Kind::Ref);
}

TEST_F(Holders, StackedBindMountsKeepTheirOwnIdentity)
{
    HOLD(held, "bind-stacked", m_dir);
    const Snapshot snapshot = scan();
    EXPECT_TRUE(only(snapshot, held, HolderKind::BindMount).covered);
    EXPECT_FALSE(only(snapshot, held, HolderKind::BindMount, 1).covered);
    if (kernelGivesIds()) {
        EXPECT_NE(find(snapshot, held.ref(1))->ref.id, find(snapshot, held.ref(0))->ref.id);
    }
}

TEST_F(Holders, BindMountWhereNoProcessIs)
{
    NEEDS(MntNsWalk);
    HOLD(held, "bind-left", m_dir);
    const Snapshot snapshot = scan();
    EXPECT_EQ(only(snapshot, held, HolderKind::BindMount).related->inode, held.ref(1).inode);
    only(snapshot, held, HolderKind::Fd, 1);
}

TEST_F(Holders, ProcMountOfADeadPidNamespace)
{
    HOLD(held, "proc-mount", m_dir);
    const NamespaceInfo* unidentified = nullptr;
    const Snapshot snapshot = scan();
    for (const NamespaceInfo& info : snapshot.namespaces) {
        if (info.ref.type == NsType::Pid && info.ref.inode == 0)
            unidentified = &info;
    }
    ASSERT_NE(unidentified, nullptr);
    const auto here = [&](const Holder& h) { return h.kind == HolderKind::ProcMount && h.path == m_dir; };
    EXPECT_EQ(std::count_if(unidentified->holders.begin(), unidentified->holders.end(), here), 1);
}

TEST_F(Holders, ProcFileOfANetworkNamespaceWithoutMembers)
{
    HOLD(held, "proc-file", "net");
    bool found = false;
    for (const NamespaceInfo& info : scan().namespaces) {
        if (info.ref.type != NsType::Net || info.ref.inode != 0)
            continue;
        for (const Holder& holder : info.holders)
            found |= holder.kind == HolderKind::ProcFile && holder.pid == held.pid();
    }
    EXPECT_TRUE(found);
}

TEST_F(Holders, SharedMemoryOfANamespaceThatWasLeft)
{
    HOLD(held, "shm");
    bool found = false;
    for (const NamespaceInfo& info : scan().namespaces) {
        for (const Holder& holder : info.holders)
            found |=
                holder.kind == HolderKind::Shm && holder.pid == held.pid() && info.ref.type == NsType::Ipc;
    }
    if (::geteuid() != 0 && !found)
        GTEST_SKIP() << "in a user namespace the process does not return to the observer's ipc namespace";
    EXPECT_TRUE(found);
}

TEST_F(Holders, NestedPidNamespacesOfTheDead) // C29
{
    HOLD(held, "nested-pid");
    const Snapshot snapshot = scan();
    EXPECT_EQ(only(snapshot, held, HolderKind::Fd).pid, held.pid());
    const Holder child = only(snapshot, held, HolderKind::Child, 1);
    EXPECT_EQ(*child.related, find(snapshot, held.ref(0))->ref);
    EXPECT_EQ(find(snapshot, held.ref(0))->parent, NsLink::to(find(snapshot, held.ref(1))->ref));
}

TEST_F(Holders, PidfdOfADeadMember) // K05, C35
{
    HOLD(held, "pidfd", "later");
    ASSERT_NE(find(scan(), held.ref()), nullptr);
    held.proceed();
    const Holder known = only(scan(), held, HolderKind::Pidfd);
    EXPECT_EQ(known.pid, held.pid());
    EXPECT_EQ(known.target, 0);
    EXPECT_TRUE(known.certain);
    EXPECT_TRUE(isAbsent(held.ref(1))) << "it keeps no other type";

    // A first look cannot know which pid namespace it is, but that there is one.
    m_scanner = Scanner();
    const Snapshot first = scan();
    const NamespaceInfo* const unidentified = find(first, {NsType::Pid, 0, 0, 0});
    ASSERT_NE(unidentified, nullptr);
    const auto guess = std::find_if(unidentified->holders.begin(), unidentified->holders.end(), [&](const Holder& h) {
        return h.kind == HolderKind::Pidfd && h.pid == held.pid();
    });
    ASSERT_NE(guess, unidentified->holders.end());
    EXPECT_FALSE(guess->certain);
    EXPECT_TRUE(std::any_of(first.gaps.begin(), first.gaps.end(), [](const Gap& gap) { return gap.what == "pidfd"; }));
}

TEST_F(Holders, WhatOnlyCredentialsHoldIsNotSeen) // C34, a limit that the documents name
{
    HOLD(held, "cred");
    EXPECT_TRUE(isAbsent(held.ref()));
}

TEST_F(Holders, MountNamespaceThatOnlyTheKernelTellsOf)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "the kernel's list of mount namespaces needs CAP_SYS_ADMIN";
    NEEDS(MntNsWalk);
    HOLD(held, "proc-file", "mounts");
    const Snapshot snapshot = scan();
    ASSERT_NE(find(snapshot, held.ref()), nullptr);
    EXPECT_FALSE(isHeld(*find(snapshot, held.ref())));
}

TEST_F(Holders, WhatPinsNothing)
{
    // An mqueue mount (whatever namespaces(7) says), a sysfs mount, a directory, a pidfd for other types than
    // pid.
    HOLD(mqueue, "mqueue-mount", m_dir);
    HOLD(sysfs, "sysfs-mount", m_dir);
    HOLD(directory, "dir-fd");
    HOLD(pidfd, "pidfd");
    EXPECT_TRUE(isAbsent(mqueue.ref()));
    EXPECT_TRUE(isAbsent(sysfs.ref()));
    EXPECT_TRUE(isAbsent(directory.ref()));
    EXPECT_TRUE(isAbsent(pidfd.ref(1)));
}

TEST_F(Holders, WhatAnEarlierScanKnewIsUnknownOnceOnlyTheKernelKnowsIt)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "opening a foreign namespace by its handle needs CAP_SYS_ADMIN";
    NEEDS(NsHandle);
    HOLD(held, "in-flight");
    const Snapshot before = scan();
    only(before, held, HolderKind::Fd);
    held.proceed();
    const Snapshot snapshot = scan();
    only(snapshot, held, HolderKind::Unknown);
    EXPECT_EQ(find(snapshot, held.ref())->ref.id, find(before, held.ref())->ref.id);
    EXPECT_EQ(find(snapshot, held.ref())->owner, find(before, held.ref())->owner);
    only(scan(), held, HolderKind::Unknown);
    held.end();
    EXPECT_TRUE(isAbsent(held.ref()));
}
