// SPDX-License-Identifier: Apache-2.0
// The scan of captured trees: all from text, no kernel asked.
#include "core/scan/scanner.h"
#include "tests/core/scan/find_namespace.h"

#include <algorithm>
#include <gmock/gmock.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::IsEmpty;

namespace
{

Snapshot scanOf(const char* tree)
{
    ScanOptions options;
    options.procRoot = std::string(NSSCOPE_FIXTURES) + '/' + tree;
    options.clock = [] { return Instant{1000}; };
    auto snapshot = Scanner(options).scan();
    EXPECT_TRUE(snapshot) << (snapshot ? "" : snapshot.error().message());
    return snapshot ? std::move(*snapshot) : Snapshot{};
}

std::string brief(const Holder& h)
{
    std::string text(holderKindName(h.kind));
    if (h.pid != 0)
        text += ' ' + std::to_string(h.pid);
    if (h.tid != 0)
        text += '/' + std::to_string(h.tid);
    if (h.fd >= 0)
        text += " fd " + std::to_string(h.fd);
    if (!h.path.empty())
        text += ' ' + h.path.get();
    return text + (h.covered ? " covered" : "");
}

std::vector<std::string> holdersOf(const Snapshot& snapshot, NsType type, std::uint64_t inode)
{
    std::vector<std::string> texts;
    if (const NamespaceInfo* const info = find(snapshot, type, inode)) {
        for (const Holder& holder : info->holders)
            texts.push_back(brief(holder));
    }
    return texts;
}

} // namespace

TEST(CapturedTree, OfALinux618)
{
    const Snapshot snapshot = scanOf("proc-6.18");
    EXPECT_EQ(snapshot.tasks.processes, 6u);
    EXPECT_EQ(snapshot.tasks.threads, 7u);
    EXPECT_EQ(snapshot.start.ns, 1000);
    EXPECT_THAT(snapshot.gaps, IsEmpty());
    EXPECT_THAT(snapshot.host.kernel, testing::StartsWith("6.18"));
    for (const NsTypeRow& row : nsTypeTable()) {
        const NamespaceInfo* const info = find(snapshot, row.type, row.initialInode);
        ASSERT_NE(info, nullptr) << row.name;
        EXPECT_TRUE(info->initial);
        EXPECT_TRUE(isHeld(*info));
        EXPECT_EQ(info->owner.kind, NsLink::Kind::Unknown);
    }
    EXPECT_THAT(holdersOf(snapshot, NsType::Uts, 4026532254), ElementsAre("thread 2524/2528"));
    EXPECT_THAT(holdersOf(snapshot, NsType::Uts, 4026532253), ElementsAre("fd 2526 fd 4"));
    // unshare(1) is the parent of what it runs: it is in seven of the new namespaces, its child in all.
    for (const NamespaceInfo& info : snapshot.namespaces) {
        if (info.ref.type == NsType::Pid && !info.initial) {
            EXPECT_THAT(holdersOf(snapshot, NsType::Pid, info.ref.inode),
                        ElementsAre("process 2523", "for_children 2521"));
            EXPECT_THAT(info.holders[0].nsPids.get(), ElementsAre(2523, 1));
        }
    }
}

TEST(CapturedTree, KernelThreadsShareAllButTheMountNamespace)
{
    const Snapshot snapshot = scanOf("proc-6.18");
    const NamespaceInfo* const net = find(snapshot, NsType::Net, 4026531833);
    ASSERT_NE(net, nullptr);
    const auto dev =
        std::find_if(net->holders.begin(), net->holders.end(), [](const Holder& h) { return h.pid == 25; });
    ASSERT_NE(dev, net->holders.end());
    EXPECT_TRUE(dev->kernelThread);
    EXPECT_EQ(dev->comm, "kdevtmpfs");
    EXPECT_THAT(holdersOf(snapshot, NsType::Mnt, 4026531860), ElementsAre("process 25"));
}

TEST(CapturedTree, OddNamesStayWhatTheyAre)
{
    const Snapshot snapshot = scanOf("proc-odd-names");
    const NamespaceInfo* const net = find(snapshot, NsType::Uts, 4026531838);
    ASSERT_NE(net, nullptr);
    std::vector<std::string> names;
    for (const Holder& holder : net->holders)
        names.push_back(holder.comm);
    EXPECT_THAT(names, ElementsAre("init", "a b) (c", "holder", "nginx", "unborn", "mother", "left over"));
    const NamespaceInfo* const uts = find(snapshot, NsType::Uts, 4026532300);
    ASSERT_NE(uts, nullptr);
    ASSERT_EQ(uts->holders.size(), 3u);
    EXPECT_EQ(uts->holders[0].comm, "x\ny z");
    EXPECT_EQ(uts->holders[1].comm, "\xff\xfe(");
    EXPECT_EQ(uts->holders[1].startTicks, 12u);
    EXPECT_EQ(uts->holders[1].uid, 1000u);
    EXPECT_EQ(brief(uts->holders[2]), "fd 20 fd 4");
    EXPECT_EQ(uts->processes, 2u);
}

TEST(CapturedTree, ThreadsOfAZombieLeaderAreFound)
{
    const Snapshot snapshot = scanOf("proc-odd-names");
    EXPECT_THAT(holdersOf(snapshot, NsType::Net, 4026532301), ElementsAre("thread 13/14"));
    EXPECT_THAT(holdersOf(snapshot, NsType::Ipc, 4026532302), ElementsAre("thread 20/21"));
}

TEST(CapturedTree, DescriptorsMountsAndRings)
{
    const Snapshot snapshot = scanOf("proc-odd-names");
    EXPECT_THAT(holdersOf(snapshot, NsType::Net, 4026532400), ElementsAre("fd 20 fd 3"));
    EXPECT_THAT(holdersOf(snapshot, NsType::Cgroup, 4026532401), ElementsAre("io_uring 20 fd 7"));
    EXPECT_THAT(holdersOf(snapshot, NsType::Net, 4026532500), ElementsAre("bind_mount /run/netns/blue"));
    EXPECT_THAT(find(snapshot, NsType::Net, 4026532500)->names, ElementsAre("blue"));
    EXPECT_THAT(holdersOf(snapshot, NsType::Net, 4026532501),
                ElementsAre("bind_mount /run/netns/a b\\c covered"));
    EXPECT_THAT(holdersOf(snapshot, NsType::Uts, 4026532502), ElementsAre("bind_mount /run/netns/a b\\c"));
    EXPECT_THAT(holdersOf(snapshot, NsType::Ipc, 4026532503),
                ElementsAre("bind_mount /hidden/dir/f covered"));
}

TEST(CapturedTree, ContainersAndChildrenToBe)
{
    const Snapshot snapshot = scanOf("proc-odd-names");
    const NamespaceInfo* const net = find(snapshot, NsType::Net, 4026532600);
    ASSERT_NE(net, nullptr);
    EXPECT_THAT(net->names, ElementsAre("docker:0123456789ab"));
    EXPECT_THAT(net->holders[0].nsPids.get(), ElementsAre(30, 1));
    EXPECT_THAT(holdersOf(snapshot, NsType::Pid, 4026532602), ElementsAre("for_children 32"));
    EXPECT_THAT(holdersOf(snapshot, NsType::Time, 4026532603), ElementsAre("for_children 32"));
    EXPECT_THAT(snapshot.gaps, IsEmpty());
}

TEST(CapturedTree, OneThatIsNotThereIsAnError)
{
    ScanOptions options;
    options.procRoot = std::string(NSSCOPE_FIXTURES) + "/proc-none";
    const auto snapshot = Scanner(options).scan();
    ASSERT_FALSE(snapshot);
    EXPECT_THAT(snapshot.error().message(), testing::HasSubstr("proc-none"));
}
