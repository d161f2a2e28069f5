// SPDX-License-Identifier: Apache-2.0
// Witnesses that learn by making namespaces of their own, through the helper, as root and as an ordinary user.
#include "core/witness/allocator_witness.h"
#include "core/witness/quota_figures.h"
#include "core/witness/quota_probe.h"
#include "tests/core/witness/namespace_task.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

using namespace nsscope;
using namespace testing;

namespace
{

void checkAllocator()
{
    const std::size_t descriptors = openDescriptors();
    {
        AllocatorWitness allocator(bootNow, lab, true);
        ASSERT_TRUE(allocator.availability().available) << allocator.availability().reason;
        for (const NsType type : {NsType::Uts, NsType::Net}) {
            NamespaceTask task(type);
            // A number above many free ones is hidden by them: the first that is made takes a low one.
            const NamespaceTask::Made made = task.make();
            ASSERT_NE(made.ns.inode, 0u);
            allocator.watchMade(made.ns, task.pid(), made.birth);
            std::vector<Fact> facts;
            allocator.expect(made.ns, bootNow());
            const Instant begin = bootNow();
            collectUntil({&allocator}, facts, [&](const auto&) { return bootNow() - begin > 30'000'000; });
            EXPECT_THAT(facts, IsEmpty()) << "its number is taken";
            const Instant before = bootNow();
            ASSERT_NE(task.make().ns.inode, 0u);
            allocator.expect(made.ns, bootNow());
            const auto found = [&](const auto&) {
                return findEvidence(facts, EvidenceKind::NumberFree, made.ns, "allocator");
            };
            ASSERT_TRUE(collectUntil({&allocator}, facts, found)) << nsTypeName(type);
            const Interval when = found(facts)->when;
            EXPECT_GE(when.to, before);
            EXPECT_LE(when.from, when.to);
            EXPECT_GE(when.from, made.birth.to);
            // Where the quota is known to come back before the number, it is back too.
            const Evidence* destroyed = findEvidence(facts, EvidenceKind::Destroyed, made.ns, "allocator");
            EXPECT_EQ(destroyed != nullptr, type == NsType::Uts);
        }
    }
    EXPECT_EQ(openDescriptors(), descriptors);
    EXPECT_TRUE(childless());
}

void checkQuota()
{
    const std::size_t descriptors = openDescriptors();
    std::map<NsType, QuotaFigures> figures;
    for (const NsTypeRow& row : nsTypeTable()) {
        const QuotaSeries series = measureQuota({lab, row.type, false, 5}, [](const QuotaSeries&) { return true; });
        ASSERT_EQ(series.failure, "") << row.name;
        ASSERT_THAT(series.rounds, SizeIs(5)) << row.name;
        EXPECT_THAT(series.idle, Not(IsEmpty()));
        figures[row.type] = figuresOf(series);
    }
    // Relations between types, not times: those depend on the machine. What ipc waits for differs by kernel
    // (test_measured_mechanism.cpp).
    for (const NsType slow : {NsType::Net, NsType::Pid, NsType::User}) {
        for (const NsType fast : {NsType::Uts, NsType::Cgroup, NsType::Time, NsType::Mnt})
            EXPECT_GT(figures[slow].refused.median, 2 * figures[fast].refused.median) << nsTypeName(slow);
        EXPECT_GT(figures[slow].refused.median, 2'000'000) << nsTypeName(slow);
    }
    EXPECT_EQ(openDescriptors(), descriptors);
    EXPECT_TRUE(childless());
}

} // namespace

TEST(AllocatorWitness, SeesANumberFall)
{
    checkAllocator();
    EXPECT_TRUE(passesAsNobody(checkAllocator));
}

// A network namespace that the lab makes takes dozens of numbers, of which only its own is told here.
TEST(AllocatorWitness, DoesNotTakeANewOwnerForTheOldOne)
{
    AllocatorWitness allocator(bootNow, lab, true);
    ASSERT_TRUE(allocator.availability().available) << allocator.availability().reason;
    NamespaceTask leaver(NsType::Uts);
    NamespaceTask taker(NsType::Uts);
    const NamespaceTask::Made made = leaver.make();
    allocator.watchMade(made.ns, leaver.pid(), made.birth);
    leaver.make();
    const Instant left = bootNow();
    allocator.expect(made.ns, left);
    std::vector<Fact> facts;
    if (taker.make().ns.inode != made.ns.inode)
        GTEST_SKIP() << "somebody else took the number";
    // Some looks that find it taken, told of the new owner only then.
    collectUntil({&allocator}, facts, [&](const auto&) { return bootNow() - left > 20'000'000; });
    allocator.watchMade({NsType::Net, made.ns.dev, made.ns.inode + 1'000'000, 0}, taker.pid(), {left, bootNow()});
    collectUntil({&allocator}, facts, [&](const auto&) { return bootNow() - left > 40'000'000; });
    ASSERT_THAT(facts, IsEmpty());
    taker.make();
    const auto found = [&](const auto&) { return findEvidence(facts, EvidenceKind::NumberFree, made.ns, "allocator"); };
    ASSERT_TRUE(collectUntil({&allocator}, facts, found));
    EXPECT_LE(found(facts)->when.from, left) << "it was free before the other took it";
}

TEST(AllocatorWitness, TellsNumbersApart)
{
    AllocatorReply reply;
    reply.count = 2;
    reply.numbers = {10, 20};
    EXPECT_EQ(stateOfNumber(reply, 10), NumberState::Free);
    EXPECT_EQ(stateOfNumber(reply, 15), NumberState::Taken);
    EXPECT_EQ(stateOfNumber(reply, 9), NumberState::Taken);
    EXPECT_EQ(stateOfNumber(reply, 21), NumberState::Unknown);
    reply.count = 4'000'000;
    EXPECT_EQ(stateOfNumber(reply, 30), NumberState::Unknown) << "a count that lies";
}

TEST(AllocatorWitness, SaysWhyItCannot)
{
    EXPECT_THAT(AllocatorWitness(bootNow, lab, false).availability().reason, StartsWith("off"));
    EXPECT_FALSE(AllocatorWitness(bootNow, "", true).availability().available);
    EXPECT_FALSE(AllocatorWitness(bootNow, "/nonexistent/nsscope-lab", true).availability().available);
    AllocatorWitness wrongProgram(bootNow, "/bin/true", true);
    EXPECT_FALSE(wrongProgram.availability().available);
    EXPECT_THAT(wrongProgram.collect(bootNow()), IsEmpty());
    EXPECT_TRUE(childless());
}

TEST(QuotaProbe, OrdersTheTypesAsTheirMechanismsDo)
{
    checkQuota();
    EXPECT_TRUE(passesAsNobody(checkQuota));
}

TEST(QuotaProbe, APopulatedPidNamespaceTakesLonger)
{
    const auto go = [](const QuotaSeries&) { return true; };
    std::int64_t empty = 0;
    std::int64_t populated = 0;
    for (int turn = 0; turn < 4; ++turn) { // by turns: what else the machine does adds to both
        empty += figuresOf(measureQuota({lab, NsType::Pid, false, 5}, go)).refused.median;
        const QuotaSeries series = measureQuota({lab, NsType::Pid, true, 5}, go);
        ASSERT_EQ(series.failure, "");
        populated += figuresOf(series).refused.median;
    }
    EXPECT_GT(populated, empty) << populated / 4;
}

TEST(QuotaProbe, EndsEarlyAndSaysWhy)
{
    const auto stop = [](const QuotaSeries& series) { return series.rounds.size() < 2; };
    const QuotaSeries stopped = measureQuota({lab, NsType::Uts, false, 1000}, stop);
    EXPECT_EQ(stopped.failure, "stopped");
    const auto go = [](const QuotaSeries&) { return true; };
    EXPECT_NE(measureQuota({"/nonexistent/nsscope-lab", NsType::Uts, false, 1}, go).failure, "");
    EXPECT_EQ(measureQuota({"/bin/true", NsType::Uts, false, 1}, go).failure, "the helper ended early");
    EXPECT_TRUE(childless());
}
