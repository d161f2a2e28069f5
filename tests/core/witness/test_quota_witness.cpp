// SPDX-License-Identifier: Apache-2.0
// The kernel's count as a witness of real namespaces, as root and as an ordinary user, and helpers that lie.
#include "core/witness/quota_witness.h"
#include "tests/core/witness/namespace_task.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using namespace testing;

namespace
{

std::vector<QuotaReading> readingsOf(const std::vector<Fact>& facts)
{
    std::vector<QuotaReading> found;
    for (const Fact& fact : facts) {
        if (const auto* reading = std::get_if<QuotaReading>(&fact))
            found.push_back(*reading);
    }
    return found;
}

/// Two namespaces of a task that then ends; the gauge is refused until both are gone.
void checkType(NsType type)
{
    QuotaWitness quota(bootNow, lab);
    ASSERT_TRUE(quota.availability().available);
    auto task = std::make_unique<NamespaceTask>(type);
    const NsRef user = readNsRef(task->pid(), NsType::User);
    quota.watchMade(user, task->pid(), {bootNow(), bootNow()});
    const NamespaceTask::Made first = task->make();
    const NamespaceTask::Made second = task->make();
    ASSERT_NE(second.ns.inode, 0u);
    for (const auto& made : {first, second})
        quota.watchMade(made.ns, task->pid(), made.birth);
    quota.ending(task->pid());
    std::vector<Fact> facts;
    collectUntil({&quota}, facts, [&](const auto&) { return !readingsOf(facts).empty(); });
    ASSERT_THAT(readingsOf(facts), SizeIs(1)) << quota.availability().reason;
    EXPECT_TRUE(readingsOf(facts)[0].refused);
    EXPECT_EQ(findEvidence(facts, EvidenceKind::Destroyed, second.ns, "quota"), nullptr) << "it is alive";
    const Instant before = bootNow();
    task.reset();
    ASSERT_TRUE(collectUntil({&quota}, facts, [&](const auto&) {
        return findEvidence(facts, EvidenceKind::Destroyed, second.ns, "quota") != nullptr;
    })) << quota.availability().reason;
    const Evidence* destroyed = findEvidence(facts, EvidenceKind::Destroyed, second.ns, "quota");
    EXPECT_GE(destroyed->when.to, before);
    EXPECT_LE(destroyed->when.from, destroyed->when.to);
    EXPECT_GE(destroyed->when.from, second.birth.from);
    EXPECT_FALSE(readingsOf(facts).back().refused);
    EXPECT_EQ(findEvidence(facts, EvidenceKind::NumberFree, second.ns, "quota") != nullptr, type == NsType::Net);
    EXPECT_TRUE(childless()) << "its helper was reaped at once";
}

void checkQuotaWitness()
{
    const std::size_t descriptors = openDescriptors();
    for (const NsType type : {NsType::Net, NsType::Uts, NsType::Cgroup}) {
        SCOPED_TRACE(nsTypeName(type));
        ASSERT_NO_FATAL_FAILURE(checkType(type));
    }
    EXPECT_EQ(openDescriptors(), descriptors);
}

} // namespace

TEST(QuotaWitness, IsRefusedUntilTheLastIsDestroyed)
{
    checkQuotaWitness();
    EXPECT_TRUE(passesAsNobody(checkQuotaWitness));
}

TEST(QuotaWitness, SaysNothingWhileOneIsHeld)
{
    QuotaWitness quota(bootNow, lab);
    NamespaceTask task(NsType::Uts);
    const NamespaceTask::Made made = makeForGauge(task, quota);
    ASSERT_NE(made.ns.inode, 0u);
    std::vector<Fact> facts;
    EXPECT_TRUE(collectUntil({&quota}, facts, [&](const auto& all) { return !readingsOf(all).empty(); }));
    const Instant told = bootNow();
    collectUntil({&quota}, facts, [&](const auto&) { return bootNow() - told > 50'000'000; });
    ASSERT_THAT(readingsOf(facts), SizeIs(1));
    EXPECT_EQ(findEvidence(facts, EvidenceKind::Destroyed, made.ns, "quota"), nullptr);
}

TEST(QuotaWitness, MissingOrLyingHelpersAreUnavailable)
{
    EXPECT_FALSE(QuotaWitness(bootNow, "").availability().available);
    for (const char* program : {"/nonexistent/nsscope-lab", "/bin/true", "/bin/echo"}) {
        QuotaWitness quota(bootNow, program);
        NamespaceTask task(NsType::Uts);
        quota.watchMade(readNsRef(task.pid(), NsType::User), task.pid(), {bootNow(), bootNow()});
        const NamespaceTask::Made made = task.make();
        quota.watchMade(made.ns, task.pid(), made.birth);
        quota.ending(task.pid());
        std::vector<Fact> facts;
        EXPECT_TRUE(collectUntil({&quota}, facts, [&](const auto&) { return !quota.availability().available; })) << program;
        EXPECT_THAT(readingsOf(facts), IsEmpty());
        EXPECT_NE(quota.availability().reason, "");
    }
    EXPECT_TRUE(childless());
}

TEST(QuotaWitness, ALimitThatCannotBeSetIsSaid)
{
    // Of a process that has gone there is no user namespace to join.
    QuotaWitness quota(bootNow, lab);
    auto task = std::make_unique<NamespaceTask>(NsType::Uts);
    const pid_t pid = task->pid();
    quota.watchMade(readNsRef(pid, NsType::User), pid, {bootNow(), bootNow()});
    const NamespaceTask::Made made = task->make();
    quota.watchMade(made.ns, pid, made.birth);
    task.reset();
    quota.ending(pid);
    std::vector<Fact> facts;
    EXPECT_TRUE(collectUntil({&quota}, facts, [&](const auto&) { return !quota.availability().available; }));
    EXPECT_THAT(readingsOf(facts), IsEmpty());
}
