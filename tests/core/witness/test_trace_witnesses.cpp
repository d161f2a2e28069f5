// SPDX-License-Identifier: Apache-2.0
// Witnesses that need root: the kernel's own trace events and netlink announcements about real namespaces.
#include "core/witness/handle_witness.h"
#include "core/witness/kmem_witness.h"
#include "core/witness/nsid_witness.h"
#include "core/witness/workqueue_witness.h"
#include "tests/core/witness/namespace_task.h"

#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace nsscope;
using namespace testing;

namespace
{

class TraceWitnesses : public Test
{
protected:
    void SetUp() override
    {
        if (::geteuid() != 0)
            GTEST_SKIP() << "tracefs needs root";
        if (const auto instance = TraceInstance::make("try"); !instance)
            GTEST_SKIP() << instance.error().message();
        m_descriptors = openDescriptors();
    }
    void TearDown() override
    {
        if (IsSkipped())
            return;
        EXPECT_EQ(openDescriptors(), m_descriptors);
        EXPECT_THAT(traceInstancesOf(::getpid()), IsEmpty());
    }

private:
    std::size_t m_descriptors = 0;
};

} // namespace

TEST_F(TraceWitnesses, ADroppedNetNamespaceLiesInACleanupRun)
{
    WorkqueueWitness workqueue(bootNow, std::make_shared<DeathLog>());
    ASSERT_TRUE(workqueue.availability().available) << workqueue.availability().reason;
    NamespaceTask task(NsType::Net);
    ASSERT_NE(task.make().ns.inode, 0u);
    const Instant before = bootNow();
    ASSERT_NE(task.make().ns.inode, 0u);
    const Instant after = bootNow();
    std::vector<Fact> facts;
    const auto its = [&](const Fact& fact) {
        const auto* run = std::get_if<Cleanup>(&fact);
        return run && run->function == "cleanup_net" && run->queued >= before && run->start >= run->queued &&
               run->end > run->start && run->start <= after + 5'000'000'000;
    };
    EXPECT_TRUE(collectUntil({&workqueue}, facts,
                             [&](const auto& all) { return std::any_of(all.begin(), all.end(), its); }));
}

TEST_F(TraceWitnesses, HandleNsidAndWorkqueueAgreeInOrder)
{
    if (readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "this kernel's file handles do not tell when the last reference goes";
    const auto log = std::make_shared<DeathLog>();
    HandleWitness handle(bootNow, readHandleSupport(), touchByHandle, log);
    NsidWitness nsid(bootNow);
    WorkqueueWitness workqueue(bootNow, log);
    const std::vector<Witness*> witnesses{&handle, &nsid, &workqueue};
    for (const NsType type : {NsType::Net, NsType::Ipc}) {
        NamespaceTask task(type);
        const NamespaceTask::Made made = task.make();
        ASSERT_NE(made.ns.id, 0u);
        for (Witness* witness : witnesses)
            witness->watchMade(made.ns, task.pid(), made.birth);
        const Instant before = bootNow();
        ASSERT_NE(task.make().ns.inode, 0u);
        for (Witness* witness : witnesses)
            witness->expect(made.ns, bootNow());
        std::vector<Fact> facts;
        const auto find = [&](EvidenceKind kind, const char* witness) {
            return findEvidence(facts, kind, made.ns, witness);
        };
        ASSERT_TRUE(collectUntil(witnesses, facts, [&](const auto&) {
            return find(EvidenceKind::Destroyed, "workqueue") && find(EvidenceKind::Obsolete, "handle");
        })) << nsTypeName(type);
        const Interval obsolete = find(EvidenceKind::Obsolete, "handle")->when;
        const Interval teardown = find(EvidenceKind::TeardownStarted, "workqueue")->when;
        const Interval destroyed = find(EvidenceKind::Destroyed, "workqueue")->when;
        EXPECT_GE(obsolete.to, before);
        EXPECT_GE(teardown.to, obsolete.from);
        EXPECT_GE(destroyed.to, teardown.to);
        EXPECT_GE(destroyed.to, obsolete.from); // with expedited grace periods it may be over before the next look
        if (type != NsType::Net)
            continue;
        const Evidence* announced = find(EvidenceKind::TeardownStarted, "nsid");
        ASSERT_TRUE(announced) << "the kernel announced the loss of the nsid";
        EXPECT_GE(announced->when.to, teardown.from);
        EXPECT_LE(announced->when.from, teardown.to + 5'000'000);
        EXPECT_LE(announced->when.from, announced->when.to);
    }
}

TEST_F(TraceWitnesses, MemoryOfANetNamespaceComesBackOneBatchLater)
{
    KmemWitness kmem(true);
    if (!kmem.availability().available)
        GTEST_SKIP() << kmem.availability().reason;
    NamespaceTask task(NsType::Net);
    const NamespaceTask::Made first = task.make();
    ASSERT_NE(first.ns.inode, 0u);
    kmem.watchMade(first.ns, task.pid(), first.birth);
    std::vector<Fact> facts;
    const auto freed = [&](const auto&) { return findEvidence(facts, EvidenceKind::MemoryFree, first.ns, "kmem"); };
    // The struct goes with a later batch (net/core/net_namespace.c net_complete_free): make more until it comes.
    const Instant dropped = bootNow();
    EXPECT_TRUE(collectUntil({&kmem}, facts, [&](const auto& all) { return freed(all) || (task.make(), false); }));
    const Evidence* memory = findEvidence(facts, EvidenceKind::MemoryFree, first.ns, "kmem");
    ASSERT_TRUE(memory);
    EXPECT_GT(memory->when.from, dropped);
    EXPECT_TRUE(memory->when.exactTo(2 * traceClockStep));
}

TEST_F(TraceWitnesses, WhatAKilledProcessLeftIsRemovedAtTheNextStart)
{
    ForkedTask task([](int channel) {
        WorkqueueWitness workqueue(bootNow, std::make_shared<DeathLog>());
        say(channel, workqueue.availability().available ? 'y' : 'n');
        hear(channel);
    });
    ASSERT_EQ(task.wait(), 'y');
    const pid_t pid = task.pid();
    EXPECT_THAT(traceInstancesOf(pid), SizeIs(1));
    const auto another = TraceInstance::make("other");
    ASSERT_TRUE(another);
    EXPECT_THAT(traceInstancesOf(pid), SizeIs(1)) << "its maker lives";
    task.end();
    const auto next = TraceInstance::make("next");
    ASSERT_TRUE(next);
    EXPECT_THAT(traceInstancesOf(pid), IsEmpty());
}

TEST_F(TraceWitnesses, TwoOfAPurposeAreApart)
{
    {
        const auto one = TraceInstance::make("twice");
        const auto two = TraceInstance::make("twice");
        ASSERT_TRUE(one && two);
        EXPECT_THAT(traceInstancesOf(::getpid()), SizeIs(2));
    }
    EXPECT_THAT(traceInstancesOf(::getpid()), IsEmpty());
}

TEST(TraceWitnessesWithoutRoot, SayWhatIsMissing)
{
    EXPECT_TRUE(passesAsNobody([] {
        WorkqueueWitness workqueue(bootNow, std::make_shared<DeathLog>());
        EXPECT_FALSE(workqueue.availability().available);
        EXPECT_THAT(workqueue.availability().reason, Not(IsEmpty()));
        EXPECT_THAT(workqueue.availability().remedy, HasSubstr("root"));
        EXPECT_THAT(workqueue.collect(bootNow()), IsEmpty());
        EXPECT_EQ(workqueue.descriptor(), -1);
        EXPECT_FALSE(KmemWitness(true).availability().available);
    }));
    EXPECT_THAT(KmemWitness(false).availability().reason, StartsWith("off"));
}
