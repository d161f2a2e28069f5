// SPDX-License-Identifier: Apache-2.0
// What keeps a namespace that was left and does not tell which, and what looks like a holder and is none.
#include "core/base/read_file.h"
#include "tests/core/scan/holder_test.h"

#include <fcntl.h>

using namespace nsscope;

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
    EXPECT_TRUE(isHeldUnidentified(scan(), held, NsType::Net, HolderKind::ProcFile));
}

TEST_F(Holders, ProcFileOfAProcfsMountedElsewhere) // K03
{
    HOLD(held, "proc-file-elsewhere", m_dir);
    EXPECT_TRUE(isHeldUnidentified(scan(), held, NsType::Net, HolderKind::ProcFile));
}

TEST_F(Holders, WhatWasLeftHasItsNumberWhereAnEarlierScanKnewIt) // K03, K04
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "opening a foreign namespace by its handle needs CAP_SYS_ADMIN";
    NEEDS(NsHandle);
    HOLD(file, "proc-file", "net-later");
    HOLD(memory, "shm", "later");
    const Snapshot before = scan();
    ASSERT_NE(find(before, file.ref()), nullptr);
    ASSERT_NE(find(before, memory.ref()), nullptr);
    file.proceed();
    memory.proceed();
    const Snapshot after = scan();
    if (kernelHas(KernelFeature::ActiveOnly, runningKernel())) { // then nothing opens what no task uses, though it lives
        EXPECT_TRUE(isHeldUnidentified(after, file, NsType::Net, HolderKind::ProcFile));
        EXPECT_TRUE(isHeldUnidentified(after, memory, NsType::Ipc, HolderKind::Shm));
        return;
    }
    ASSERT_NE(find(after, memory.ref()), nullptr);
    EXPECT_EQ(only(after, file, HolderKind::ProcFile).pid, file.pid());
    EXPECT_EQ(only(after, memory, HolderKind::Shm).pid, memory.pid());
    EXPECT_EQ(find(after, memory.ref())->ref.id, find(before, memory.ref())->ref.id);
}

TEST_F(Holders, SharedMemoryOfANamespaceThatWasLeft)
{
    HOLD(held, "shm");
    const bool found = isHeldUnidentified(scan(), held, NsType::Ipc, HolderKind::Shm);
    if (::geteuid() != 0 && !found)
        GTEST_SKIP() << "in a user namespace the process does not return to the observer's ipc namespace";
    EXPECT_TRUE(found);
}

TEST_F(Holders, PidfdOfADeadMember) // K05, C35
{
    HOLD(held, "pidfd", "later");
    ASSERT_NE(find(scan(), held.ref()), nullptr);
    held.proceed();
    // Before, nothing opens it; from 6.19 on nothing opens what no task uses, though it lives.
    if (kernelHas(KernelFeature::NsHandle, runningKernel()) && !kernelHas(KernelFeature::ActiveOnly, runningKernel())) {
        const Holder known = only(scan(), held, HolderKind::Pidfd);
        EXPECT_EQ(known.pid, held.pid());
        EXPECT_EQ(known.target, 0);
        EXPECT_TRUE(known.certain);
    }
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

TEST_F(Holders, MountNamespaceThatOnlyTheKernelTellsOfIsMetByALaterScan)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "the kernel's list of mount namespaces needs CAP_SYS_ADMIN";
    NEEDS(MntNsWalk);
    scan(); // the list is walked here, and while nothing leaves, not in each scan afterwards
    HOLD(held, "proc-file", "mounts");
    int scans = 1;
    Snapshot snapshot = scan();
    for (; find(snapshot, held.ref()) == nullptr && scans < 4; ++scans)
        snapshot = scan();
    ASSERT_NE(find(snapshot, held.ref()), nullptr) << "after " << scans << " scans";
    // Met once, it is in every scan.
    for (int i = 0; i < 9; ++i)
        EXPECT_NE(find(scan(), held.ref()), nullptr) << i;
    held.end();
    EXPECT_TRUE(isAbsent(held.ref()));
}

TEST_F(Holders, WhatPinsNothing) // C32, C35, C36, K07
{
    // An mqueue mount (whatever namespaces(7) says), a sysfs mount, a directory, a pidfd for other types than
    // pid.
    HOLD(mqueue, "mqueue-mount", m_dir);
    HOLD(sysfs, "sysfs-mount", m_dir);
    HOLD(directory, "dir-fd");
    HOLD(pidfd, "pidfd");
    EXPECT_TRUE(isAbsent(mqueue.ref()));
    EXPECT_TRUE(isAbsent(sysfs.ref()));
    const auto mounts = readFileAt(AT_FDCWD, "/proc/" + std::to_string(mqueue.pid()) + "/mounts", 1 << 20);
    EXPECT_THAT(mounts.value_or(""), testing::HasSubstr("mqueue " + m_dir + " mqueue ")) << "the mount itself stays"; // C32
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

TEST_F(Holders, DetachedTreeOfMountsIsUnknown) // K08
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "opening a foreign namespace by its handle needs CAP_SYS_ADMIN";
    NEEDS(NsHandle);
    HOLD(held, "detached", m_dir);
    const Snapshot before = scan();
    EXPECT_EQ(only(before, held, HolderKind::BindMount).path, m_dir + "/f");
    held.proceed();
    const Snapshot snapshot = scan();
    only(snapshot, held, HolderKind::Unknown);
    EXPECT_EQ(find(snapshot, held.ref())->ref.id, find(before, held.ref())->ref.id);
    held.end();
    EXPECT_TRUE(isAbsent(held.ref()));
}
