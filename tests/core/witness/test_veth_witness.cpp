// SPDX-License-Identifier: Apache-2.0
// Real veths into network namespaces that end, or do not. All in a network namespace of the test's own.
#include "core/witness/handle_witness.h"
#include "core/witness/nsid_witness.h"
#include "core/witness/veth_witness.h"
#include "core/witness/workqueue_witness.h"
#include "tests/core/witness/namespace_task.h"
#include "tests/core/witness/veth_pair.h"

#include <algorithm>
#include <cerrno>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

using namespace nsscope;
using namespace testing;

namespace
{

class VethWitnessTest : public Test
{
protected:
    void SetUp() override
    {
        if (::geteuid() != 0)
            GTEST_SKIP() << "making devices needs CAP_NET_ADMIN";
        if (readHandleSupport().meaning == HandleMeaning::Unsupported)
            GTEST_SKIP() << "this kernel has no file handles of namespaces";
        const bool veths = passesInOwnNetwork([] {
            NamespaceTask task(NsType::Net);
            if (task.make().ns.inode == 0 || VethPair("nsscope", task.pid()).error() == EOPNOTSUPP)
                ::_exit(1);
        });
        if (!veths)
            GTEST_SKIP() << "network namespaces and veths cannot be made here";
    }
};

const Evidence* vethSays(const std::vector<Fact>& facts, const NsRef& ns)
{
    return findEvidence(facts, EvidenceKind::TeardownStarted, ns, "veth");
}

/// All that was announced until now is collected: the teardown of one that is made and dropped here has been told.
void collectUntilAnotherEnded(VethWitness& veth, std::vector<Fact>& facts)
{
    NamespaceTask last(NsType::Net);
    const NsRef ns = last.make().ns;
    const VethPair pair("last", last.pid());
    ASSERT_EQ(pair.error(), 0);
    veth.watch(ns, bootNow());
    ASSERT_NE(last.make().ns.inode, 0u);
    ASSERT_TRUE(collectUntil({&veth}, facts, [&](const auto& all) { return vethSays(all, ns) != nullptr; }));
}

} // namespace

TEST_F(VethWitnessTest, AVethThatGoesWithItsPeersNamespaceTellsThatTheTeardownStarted)
{
    EXPECT_TRUE(passesInOwnNetwork([] {
        const auto log = std::make_shared<DeathLog>();
        HandleWitness handle(bootNow, readHandleSupport(), touchByHandle, log);
        WorkqueueWitness workqueue(bootNow, log);
        const bool traced = handle.availability().available && workqueue.availability().available;
        NamespaceTask task(NsType::Net);
        const NamespaceTask::Made made = task.make();
        const auto traceSays = [&](const std::vector<Fact>& all) {
            return findEvidence(all, EvidenceKind::TeardownStarted, made.ns, "workqueue");
        };
        VethPair one("one", task.pid());
        VethPair two("two", task.pid());
        ASSERT_EQ(one.error(), 0);
        ASSERT_EQ(two.error(), 0);
        NsidWitness nsid(bootNow);
        VethWitness veth(bootNow);
        ASSERT_TRUE(veth.availability().available) << veth.availability().reason;
        const Instant alive = bootNow();
        nsid.watch(made.ns, alive);
        handle.watch(made.ns, alive);
        workqueue.watch(made.ns, alive);
        veth.watch(made.ns, alive); // its veths were there before it listened
        const Instant before = bootNow();
        ASSERT_NE(task.make().ns.inode, 0u);
        handle.expect(made.ns, bootNow());
        std::vector<Fact> facts;
        ASSERT_TRUE(collectUntil({&handle, &nsid, &veth}, facts,
                                 [&](const auto& all) { return vethSays(all, made.ns) != nullptr; }));
        const Interval told = vethSays(facts, made.ns)->when;
        EXPECT_EQ(told.from, alive);
        EXPECT_GE(told.to, before);
        EXPECT_LE(told.to, bootNow());
        EXPECT_FALSE(one.exists()) << "the teardown removed it";
        const Evidence* announced = findEvidence(facts, EvidenceKind::TeardownStarted, made.ns, "nsid");
        ASSERT_TRUE(announced) << "the nsid goes before the veth";
        EXPECT_LE(announced->when.to, told.to);
        EXPECT_LE(told.from, announced->when.to);
        if (traced) {
            ASSERT_TRUE(collectUntil({&handle, &workqueue}, facts, [&](const auto& all) { return traceSays(all) != nullptr; }));
            const Interval teardown = traceSays(facts)->when;
            EXPECT_GE(told.to, teardown.from) << "it began before the veth went";
            EXPECT_LE(told.from, teardown.to);
        }
        collectUntilAnotherEnded(veth, facts);
        const auto its = [&](const Fact& fact) { return vethSays({fact}, made.ns) != nullptr; };
        EXPECT_EQ(std::count_if(facts.begin(), facts.end(), its), 1)
            << "two veths into it are told once";
    }));
}

TEST_F(VethWitnessTest, OneThatIsMadeLaterIsHeardOf)
{
    EXPECT_TRUE(passesInOwnNetwork([] {
        VethWitness veth(bootNow);
        NamespaceTask task(NsType::Net);
        const NamespaceTask::Made made = task.make();
        veth.watchMade(made.ns, task.pid(), made.birth);
        VethPair pair("later", task.pid());
        ASSERT_EQ(pair.error(), 0);
        ASSERT_EQ(pair.setUp(true), 0); // it goes down before it goes, which is announced without its peer
        std::vector<Fact> facts = veth.collect(bootNow());
        ASSERT_NE(task.make().ns.inode, 0u);
        ASSERT_TRUE(collectUntil({&veth}, facts, [&](const auto& all) { return vethSays(all, made.ns) != nullptr; }));
        EXPECT_EQ(vethSays(facts, made.ns)->when.from, made.birth.to);
    }));
}

TEST_F(VethWitnessTest, ADeletedVethSaysNothing)
{
    EXPECT_TRUE(passesInOwnNetwork([] {
        VethWitness veth(bootNow);
        NamespaceTask alive(NsType::Net);
        NamespaceTask dying(NsType::Net);
        const NamespaceTask::Made kept = alive.make();
        const NamespaceTask::Made dropped = dying.make();
        VethPair one("one", alive.pid());
        VethPair two("two", dying.pid());
        ASSERT_EQ(one.error(), 0);
        ASSERT_EQ(two.error(), 0);
        veth.watch(kept.ns, bootNow());
        veth.watch(dropped.ns, bootNow());
        ASSERT_EQ(one.remove(), 0);
        // The namespace of this one is gone by the time when its end is read, and yet the veth did not go by that.
        ASSERT_EQ(two.remove(), 0);
        ASSERT_NE(dying.make().ns.inode, 0u);
        ASSERT_TRUE(waitUntil([&] { return touchByHandle(dropped.ns) != 0; }));
        std::vector<Fact> facts;
        collectUntilAnotherEnded(veth, facts);
        EXPECT_FALSE(vethSays(facts, kept.ns));
        EXPECT_FALSE(vethSays(facts, dropped.ns));
        EXPECT_EQ(touchByHandle(kept.ns), 0);
    }));
}

TEST_F(VethWitnessTest, AHandleThatStillOpensIsNotContradicted)
{
    EXPECT_TRUE(passesInOwnNetwork([] {
        NsRef opens;
        VethWitness veth(bootNow, [&](const NsRef& ns) { return ns == opens ? 0 : touchByHandle(ns); });
        NamespaceTask task(NsType::Net);
        opens = task.make().ns;
        VethPair pair("pair", task.pid());
        ASSERT_EQ(pair.error(), 0);
        veth.watch(opens, bootNow());
        ASSERT_NE(task.make().ns.inode, 0u);
        ASSERT_TRUE(waitUntil([&] { return !pair.exists(); }));
        std::vector<Fact> facts;
        collectUntilAnotherEnded(veth, facts);
        EXPECT_FALSE(vethSays(facts, opens));
    }));
}

TEST_F(VethWitnessTest, LostAnnouncementsAreSaidAndTheVethsListedAgain)
{
    EXPECT_TRUE(passesInOwnNetwork([] {
        VethWitness veth(bootNow);
        NamespaceTask task(NsType::Net);
        const NamespaceTask::Made made = task.make();
        VethPair pair("pair", task.pid());
        ASSERT_EQ(pair.error(), 0);
        NamespaceTask busyTask(NsType::Net);
        ASSERT_NE(busyTask.make().ns.inode, 0u);
        VethPair busy("busy", busyTask.pid());
        ASSERT_EQ(busy.error(), 0);
        veth.watch(made.ns, bootNow());
        const int smallest = 0;
        ASSERT_EQ(::setsockopt(veth.descriptor(), SOL_SOCKET, SO_RCVBUF, &smallest, sizeof smallest), 0);
        for (int i = 0; i < 12; ++i)
            ASSERT_EQ(busy.setUp(i % 2 == 0), 0);
        std::vector<Fact> facts;
        ASSERT_TRUE(collectUntil({&veth}, facts, [](const auto& all) { return !all.empty(); }));
        const auto* notice = std::get_if<Notice>(&facts.front());
        ASSERT_TRUE(notice);
        EXPECT_THAT(notice->text, HasSubstr("threw netlink announcements of devices away"));
        const int roomy = 1 << 20;
        ASSERT_EQ(::setsockopt(veth.descriptor(), SOL_SOCKET, SO_RCVBUF, &roomy, sizeof roomy), 0);
        ASSERT_EQ(veth.nextLook(), std::nullopt) << "all are asked";
        ASSERT_NE(task.make().ns.inode, 0u);
        EXPECT_TRUE(collectUntil({&veth}, facts, [&](const auto& all) { return vethSays(all, made.ns) != nullptr; }));
    }));
}
