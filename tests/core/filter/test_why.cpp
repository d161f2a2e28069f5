// SPDX-License-Identifier: Apache-2.0
#include "core/track/why.h"
#include "tests/core/export/sample_snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

std::vector<std::string> sentences(const Snapshot& snapshot, const NsRef& ns, const WhyOptions& options = {})
{
    std::vector<std::string> all;
    for (const Chain& chain : chainsOf(snapshot, ns, options))
        all.push_back(chain.sentence);
    return all;
}

using Lines = std::vector<std::string>;

} // namespace

TEST(Why, TellsEachHolderOfANamespace)
{
    const Snapshot snapshot = sampleSnapshot();
    EXPECT_EQ(sentences(snapshot, namedNet), (Lines{"hold er (PID 50) has it open as descriptor 4.",
                                                    "It is mounted at /run/netns/a in mnt:[4026531832]."}));
}

TEST(Why, FollowsOwnedAndChildNamespacesDown)
{
    const Snapshot snapshot = sampleSnapshot();
    EXPECT_EQ(sentences(snapshot, adaUser),
              (Lines{"sh (PID 41) runs in it.",
                     "It owns net:[4026532300], and hold er (PID 50) has that open as descriptor 4.",
                     "It owns net:[4026532300], and that is mounted at /run/netns/a in mnt:[4026531832]."}));
    const Lines fromTop = sentences(snapshot, initialUser);
    ASSERT_EQ(fromTop.size(), 4u);
    EXPECT_EQ(fromTop[1], "It is the parent of user:[4026532200], and sh (PID 41) runs in that.");
    EXPECT_EQ(fromTop[2], "It is the parent of user:[4026532200], which owns net:[4026532300], and hold er (PID 50) has "
                          "that open as descriptor 4.");
}

TEST(Why, FollowsAMountOnlyIntoAMountNamespaceWithoutTasks)
{
    const Snapshot snapshot = sampleSnapshot();
    const std::vector<Chain> chains = chainsOf(snapshot, hiddenNet);
    ASSERT_EQ(chains.size(), 1u);
    EXPECT_EQ(chains[0].sentence,
              "It is mounted at /x y in mnt:[4026532400], and keeper (PID 60) has that open as descriptor 5.");
    EXPECT_EQ(chains[0].held, (std::vector<NsRef>{hiddenNet, emptyMnt}));
    EXPECT_EQ(chains[0].show, "ls -l /proc/60/fd/5");
    EXPECT_EQ(chains[0].release, "kill 60");
}

TEST(Why, ReachesMountsOfOtherMountNamespaces)
{
    const Snapshot snapshot = sampleSnapshot();
    EXPECT_EQ(chainsOf(snapshot, namedNet)[1].release, "ip netns del a");
    WhyOptions elsewhere;
    elsewhere.observerMount = emptyMnt;
    const Chain chain = chainsOf(snapshot, namedNet, elsewhere)[1];
    EXPECT_EQ(chain.release, "nsenter -t 1 -m umount /run/netns/a");
    EXPECT_EQ(chain.show, "nsenter -t 1 -m findmnt -t nsfs /run/netns/a");
    EXPECT_EQ(mountEntry(snapshot, emptyMnt), "nsenter --mount=/proc/60/fd/5 ");
}

TEST(Why, EntersAMountNamespaceByWhateverHoldsIt)
{
    Snapshot snapshot;
    snapshot.namespaces.resize(1);
    NamespaceInfo& info = snapshot.namespaces[0];
    info.ref = emptyMnt;
    Holder thread = sampleProcess(60, "w");
    thread.kind = HolderKind::Thread;
    thread.tid = 61;
    const auto entry = [&](const Holder& holder) {
        info.holders = {holder};
        return mountEntry(snapshot, emptyMnt);
    };
    EXPECT_EQ(entry(sampleProcess(60, "w")), "nsenter -t 60 -m ");
    EXPECT_EQ(entry(thread), "nsenter --mount=/proc/60/task/61/ns/mnt ");
    EXPECT_EQ(entry(sampleFd(60, "w", 5)), "nsenter --mount=/proc/60/fd/5 ");
    EXPECT_EQ(entry(sampleMount("/a b", initialMnt)), "nsenter --mount='/a b' ");
    EXPECT_EQ(entry(Holder{}), "");
    EXPECT_EQ(mountEntry(snapshot, initialMnt), "") << "not in this snapshot";
}

TEST(Why, AMountOfAnyOtherMountNamespaceIsNotOurs)
{
    Snapshot snapshot = sampleSnapshot();
    for (NamespaceInfo& info : snapshot.namespaces) {
        if (info.ref == emptyMnt)
            info.holders = {sampleProcess(60, "keeper")};
    }
    const std::vector<Chain> chains = chainsOf(snapshot, hiddenNet);
    ASSERT_EQ(chains.size(), 1u);
    EXPECT_EQ(chains[0].release, "nsenter -t 60 -m umount '/x y'") << "we are in the initial one unless said otherwise";
}

TEST(Why, StopsAtCirclesAndCaps)
{
    Snapshot snapshot = sampleSnapshot();
    for (NamespaceInfo& info : snapshot.namespaces) {
        if (info.ref == adaUser)
            info.holders = {sampleLink(HolderKind::Child, initialUser)};
        if (info.ref == initialUser)
            info.holders = {sampleLink(HolderKind::Child, adaUser)};
    }
    const std::vector<Chain> circle = chainsOf(snapshot, adaUser);
    ASSERT_EQ(circle.size(), 1u);
    EXPECT_TRUE(circle[0].cut);
    EXPECT_EQ(circle[0].holders.size(), 2u);
    EXPECT_EQ(circle[0].sentence,
              "It is the parent of user:[4026531837], which is the parent of user:[4026532200], and so on.");
    WhyOptions one;
    one.maxDepth = 1;
    EXPECT_TRUE(chainsOf(snapshot, adaUser, one)[0].cut);
    WhyOptions few;
    few.maxChains = 2;
    EXPECT_EQ(chainsOf(sampleSnapshot(), initialUser, few).size(), 2u);
}

TEST(Why, KnowsNothingOfWhatWasNotFound)
{
    const Snapshot snapshot = sampleSnapshot();
    EXPECT_TRUE(chainsOf(snapshot, sampleRef(NsType::Net, 99)).empty());
    EXPECT_EQ(findNamespace(snapshot, sampleRef(NsType::Net, 4026532300, 9)), nullptr) << "the id says it is another";
    EXPECT_NE(findNamespace(snapshot, sampleRef(NsType::Net, 4026532300)), nullptr) << "an unknown id matches";
    Snapshot none;
    EXPECT_EQ(findNamespace(none, namedNet), nullptr);
}

TEST(HolderSentence, SaysWhatEachKindDoes)
{
    Holder h = sampleFd(50, "w", 4);
    h.oPath = true;
    EXPECT_EQ(holderSentence(h), "w (PID 50) has it open as descriptor 4 (O_PATH).");
    h.tid = 51;
    EXPECT_EQ(holderSentence(h), "Thread 51 of w (PID 50) has it open as descriptor 4 (O_PATH).");
    h.kind = HolderKind::Thread;
    EXPECT_EQ(holderSentence(h), "Thread 51 of w (PID 50) runs in it, though the process as a whole does not.");
    h.tid = 0;
    h.kind = HolderKind::ForChildren;
    EXPECT_EQ(holderSentence(h), "w (PID 50) keeps it for its future children.");
    h.kind = HolderKind::Socket;
    h.family = "unix";
    EXPECT_EQ(holderSentence(h), "w (PID 50) has a socket (unix) of it open as descriptor 4.");
    h.kind = HolderKind::Pidfd;
    h.target = 12;
    EXPECT_EQ(holderSentence(h), "w (PID 50) has a pidfd open (descriptor 4) of PID 12, a member of it.");
    h.kind = HolderKind::ProcFile;
    h.certain = false;
    h.path = "/proc/9/net/dev";
    EXPECT_EQ(holderSentence(h), "w (PID 50) has /proc/9/net/dev, probably a file of it, open as descriptor 4.");
    Holder kernel = sampleProcess(2, "kthreadd");
    kernel.kernelThread = true;
    EXPECT_EQ(holderSentence(kernel), "The kernel thread kthreadd (PID 2) runs in it.");
    EXPECT_EQ(releaseCommand(kernel, initialNet), "") << "a kernel thread cannot be ended";
    Holder zombie = sampleProcess(50, "w");
    zombie.ended = true;
    EXPECT_EQ(holderSentence(zombie), "w (PID 50) has ended, and counts as in it until its parent waits for it.");
    EXPECT_EQ(releaseCommand(zombie, initialPid), "") << "it has ended already";
    for (std::size_t kind = 0; kind < holderKindCount; ++kind) {
        h.kind = static_cast<HolderKind>(kind);
        EXPECT_TRUE(holderSentence(h).ends_with(".")) << holderKindName(h.kind);
        EXPECT_EQ(holderSentence(h).find('\n'), std::string::npos);
    }
}

TEST(HolderSentence, ShowAndReleaseOfEachKind)
{
    struct Row
    {
        HolderKind kind;
        const char* sentence;
        const char* show;
        const char* release;
    };
    const Row rows[]{
        {HolderKind::Process, "w (PID 50) runs in it.", "readlink /proc/50/ns/net", "kill 50"},
        {HolderKind::Fd, "w (PID 50) has it open as descriptor 4.", "ls -l /proc/50/fd/4", "kill 50"},
        {HolderKind::Socket, "w (PID 50) has a socket of it open as descriptor 4.", "ls -l /proc/50/fd/4", "kill 50"},
        {HolderKind::Tun, "w (PID 50) has a tun or tap device of it open as descriptor 4.", "cat /proc/50/fdinfo/4", "kill 50"},
        {HolderKind::BindMount, "It is mounted at /m in mnt:[4026531832].", "findmnt -t nsfs /m", "umount /m"},
        {HolderKind::ProcMount, "A proc file system of it is mounted at /m in mnt:[4026531832].", "findmnt -t proc /m", "umount /m"},
        {HolderKind::ProcFile, "w (PID 50) has /m, a file of it, open as descriptor 4.", "ls -l /proc/50/fd/4", "kill 50"},
        {HolderKind::Mark, "w (PID 50) watches the namespace file of it by inotify or fanotify (descriptor 4).", "cat /proc/50/fdinfo/4",
         "kill 50"},
        {HolderKind::IoUring, "w (PID 50) has it among the registered files of its io_uring (descriptor 4).", "cat /proc/50/fdinfo/4",
         "kill 50"},
        {HolderKind::Shm, "w (PID 50) has System V shared memory attached that is of it.", "grep SYSV /proc/50/maps", "kill 50"},
        {HolderKind::Pidfd, "w (PID 50) has a pidfd open (descriptor 4) of a process that has ended, a member of it.",
         "cat /proc/50/fdinfo/4", "kill 50"},
        {HolderKind::Child, "It is the parent of mnt:[4026531832].", "lsns --tree=parent", ""},
        {HolderKind::Owns, "It owns mnt:[4026531832].", "lsns --tree=owner", ""},
        {HolderKind::Unknown, "The kernel says that it lives, and nothing that can be read shows why (a descriptor in flight, a detached "
                              "mount, credentials of an open file or the kernel itself).", "", ""},
    };
    for (const Row& row : rows) {
        Holder h = sampleFd(50, "w", 4);
        h.kind = row.kind;
        h.path = "/m";
        h.related = initialMnt;
        EXPECT_EQ(holderSentence(h), row.sentence);
        EXPECT_EQ(showCommand(h, namedNet), row.show) << row.sentence;
        EXPECT_EQ(releaseCommand(h, namedNet), row.release) << row.sentence;
    }
    Holder h = sampleMount("/m", initialMnt);
    h.covered = true;
    EXPECT_EQ(holderSentence(h), "It is mounted at /m in mnt:[4026531832], covered by another mount.");
    h.kind = HolderKind::Shm;
    h.pid = 50;
    h.certain = false;
    EXPECT_EQ(holderSentence(h), "PID 50 has System V shared memory attached that is probably of it.");
    h.kind = HolderKind::Pidfd;
    EXPECT_THAT(holderSentence(h), testing::EndsWith("a member of it, or of one that is listed."));
}

TEST(HolderSentence, MakesNamesSafe)
{
    for (const char* name : {"it ", "the ", "a proc ", "thread ", "children of "}) {
        EXPECT_EQ(holderSentence(sampleFd(5, name, 3)), std::string(name) + " (PID 5) has it open as descriptor 3.");
    }
    EXPECT_EQ(holderSentence(sampleProcess(5, "\xe2\x80\xaexyz")), "\\u202exyz (PID 5) runs in it.");
    EXPECT_EQ(holderSentence(sampleProcess(5, "\x1b[31mred\n")), "\\x1b[31mred\\x0a (PID 5) runs in it.");
    EXPECT_EQ(holderSentence(sampleProcess(5, "it ")), "it  (PID 5) runs in it.") << "a name keeps its spelling";
}

TEST(Commands, QuoteForAShell)
{
    EXPECT_EQ(shellWord("/run/netns/a-1"), "/run/netns/a-1");
    EXPECT_EQ(shellWord(""), "''" + std::string()) << "an empty word stays a word";
    EXPECT_EQ(shellWord("a b"), "'a b'");
    EXPECT_EQ(shellWord("it's; rm -rf /"), "'it'\\''s; rm -rf /'");
    EXPECT_EQ(shellWord("a\nb'\\\xff"), "$'a\\x0ab\\'\\\\\\xff'");
    EXPECT_EQ(releaseCommand(sampleMount("/x y", initialMnt), hiddenNet), "umount '/x y'");
    EXPECT_EQ(releaseCommand(sampleMount("/run/netns/$(id)", initialMnt), hiddenNet), "ip netns del '$(id)'");
}

TEST(Commands, KnowWhereIproute2KeepsItsNames)
{
    EXPECT_EQ(releaseCommand(sampleMount("/run/netns/a", initialMnt), namedNet), "ip netns del a");
    EXPECT_EQ(releaseCommand(sampleMount("/var/run/netns/a", initialMnt), namedNet), "ip netns del a");
    EXPECT_EQ(releaseCommand(sampleMount("/run/netns/a/b", initialMnt), namedNet), "umount /run/netns/a/b");
    EXPECT_EQ(releaseCommand(sampleMount("/run/netns/a", initialMnt), emptyMnt), "umount /run/netns/a")
        << "only network namespaces have names there";
    Holder covered = sampleMount("/run/netns/a", initialMnt);
    covered.covered = true;
    EXPECT_EQ(releaseCommand(covered, namedNet), "umount /run/netns/a # once for each mount that covers it, then once more");
}

TEST(Commands, ShowTheTaskOrDescriptor)
{
    Holder h = sampleFd(50, "w", 4);
    EXPECT_EQ(showCommand(h, namedNet), "ls -l /proc/50/fd/4");
    h.tid = 51;
    EXPECT_EQ(showCommand(h, namedNet), "ls -l /proc/50/task/51/fd/4");
    h.kind = HolderKind::Thread;
    EXPECT_EQ(showCommand(h, namedNet), "readlink /proc/50/task/51/ns/net");
    h.kind = HolderKind::ForChildren;
    EXPECT_EQ(showCommand(h, innerPid), "readlink /proc/50/task/51/ns/pid_for_children");
    h.kind = HolderKind::Mark;
    h.tid = 0;
    EXPECT_EQ(showCommand(h, namedNet), "cat /proc/50/fdinfo/4");
    EXPECT_EQ(showCommand(sampleLink(HolderKind::Owns, namedNet), adaUser), "lsns --tree=owner");
    EXPECT_EQ(showCommand(Holder{}, namedNet), "");
}
