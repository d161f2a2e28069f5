// SPDX-License-Identifier: Apache-2.0
// Every kind of holder that tells which namespace it holds, on the real kernel.
#include "tests/core/scan/holder_test.h"

#include <filesystem>

using namespace nsscope;

TEST_F(Holders, ThreadOfItsOwn)
{
    HOLD(held, "thread");
    const Snapshot snapshot = scan();
    const Holder holder = only(snapshot, held, HolderKind::Thread);
    EXPECT_EQ(holder.pid, held.pid());
    EXPECT_EQ(holder.tid, held.tid());
    EXPECT_EQ(holder.comm, "nshold");
    EXPECT_EQ(find(snapshot, held.ref())->threads, 1u);
    EXPECT_TRUE(isElsewhere(snapshot, NsType::Uts, held.pid(), held.ref())) << "its process is where it was";
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
    const Snapshot snapshot = scan();
    EXPECT_EQ(only(snapshot, held, HolderKind::Thread).tid, held.tid());
    for (const NamespaceInfo& info : snapshot.namespaces) {
        for (const Holder& holder : info.holders)
            EXPECT_FALSE(holder.ended && holder.pid == held.pid()) << "it goes on by its other thread";
    }
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
    const Snapshot snapshot = scan();
    EXPECT_EQ(only(snapshot, held, HolderKind::ForChildren).pid, held.pid());
    EXPECT_TRUE(isElsewhere(snapshot, NsType::Time, held.pid(), held.ref())) << "the process itself stays";
}

TEST_F(Holders, UnbornPidNamespaceIsNoGap)
{
    HOLD(held, "for-children", "unborn");
    // Newer kernels show it although it has no process yet (fs/proc/namespaces.c, kernel/pid_namespace.c
    // pidns_for_children_get); then it is a namespace that is held like any other.
    std::error_code error;
    const auto link = std::filesystem::read_symlink("/proc/" + std::to_string(held.pid()) + "/ns/pid_for_children", error);
    const Snapshot snapshot = scan();
    for (const NamespaceInfo& info : snapshot.namespaces) {
        const bool holds = std::any_of(info.holders.begin(), info.holders.end(), [&](const Holder& h) {
            return h.kind == HolderKind::ForChildren && h.pid == held.pid();
        });
        EXPECT_EQ(holds, !error && linkText(info.ref) == link) << linkText(info.ref) << ", the kernel shows " << link;
    }
    for (const Gap& gap : snapshot.gaps)
        EXPECT_THAT(gap.example, testing::Not(testing::HasSubstr(std::to_string(held.pid()))));
}

TEST_F(Holders, ZombieKeepsUserAndPidOnly) // C40, K06
{
    HOLD(held, "zombie");
    const Snapshot snapshot = scan();
    ASSERT_NE(find(snapshot, held.ref(0)), nullptr);
    EXPECT_EQ(find(snapshot, held.ref(0))->processes, 1u);
    EXPECT_TRUE(only(snapshot, held, HolderKind::Process, 1).ended);
    for (std::size_t n = 2; n < 8; ++n)
        EXPECT_TRUE(isAbsent(held.ref(n))) << nsTypeName(held.ref(n).type);
    for (const Gap& gap : snapshot.gaps) // C40
        EXPECT_THAT(gap.reason, testing::AnyOf("EACCES", "EPERM")) << gap.what << " " << gap.example;
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
    HOLD(held, "io-uring");
    const Snapshot snapshot = scan();
    // 6.12's fdinfo tells no name of a registered namespace file (io_uring/fdinfo.c), 6.16's does.
    const auto unnamed = std::find_if(snapshot.gaps.begin(), snapshot.gaps.end(), [](const Gap& gap) { return gap.what == "io_uring"; });
    if (unnamed != snapshot.gaps.end()) {
        EXPECT_EQ(unnamed->count, 1u);
        EXPECT_THAT(unnamed->example, testing::HasSubstr(std::to_string(held.pid()) + "/fdinfo/"));
        GTEST_SKIP() << "this kernel does not name registered files: told as a gap";
    }
    EXPECT_EQ(only(snapshot, held, HolderKind::IoUring).pid, held.pid());
}

TEST_F(Holders, OwnedNamespaceKeepsItsOwner)
{
    HOLD(held, "owned");
    const Snapshot snapshot = scan();
    only(snapshot, held, HolderKind::Fd);
    const Holder owns = only(snapshot, held, HolderKind::Owns, 1);
    ASSERT_TRUE(owns.related);
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

TEST_F(Holders, NestedPidNamespacesOfTheDead) // C29
{
    HOLD(held, "nested-pid");
    const Snapshot snapshot = scan();
    EXPECT_EQ(only(snapshot, held, HolderKind::Fd).pid, held.pid());
    const Holder child = only(snapshot, held, HolderKind::Child, 1);
    ASSERT_TRUE(child.related);
    EXPECT_EQ(*child.related, find(snapshot, held.ref(0))->ref);
    EXPECT_EQ(find(snapshot, held.ref(0))->parent, NsLink::to(find(snapshot, held.ref(1))->ref));
}

TEST_F(Holders, LeaveWithWhatTheyHold) // the end of every case
{
    for (const std::vector<std::string>& kind : std::vector<std::vector<std::string>>{
             {"thread"}, {"thread-mnt"}, {"zombie-leader"}, {"for-children", "pid"}, {"for-children", "time"}, {"zombie"},
             {"fd", "net"}, {"opath"}, {"fd-table"}, {"sock", "inet"}, {"tun"}, {"mark"}, {"io-uring"}, {"owned"},
             {"bind", m_dir}, {"bind-stacked", m_dir}, {"bind-left", m_dir}, {"fd-of-mount", m_dir}, {"detached", m_dir},
             {"nested-pid"}, {"pidfd", "later"}, {"proc-file", "mounts"}, {"shm", "later"}}) {
        SCOPED_TRACE(kind.front());
        HeldNamespace held(kind);
        if (!held.refused().empty())
            continue; // its own test says so
        scan();
        held.end();
        for (std::size_t n = 0; held.ref(n).inode != 0; ++n)
            EXPECT_TRUE(isAbsent(held.ref(n))) << linkText(held.ref(n));
    }
}
