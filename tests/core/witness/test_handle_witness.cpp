// SPDX-License-Identifier: Apache-2.0
#include "core/witness/handle_witness.h"
#include "tests/core/witness/forked_task.h"
#include "tests/core/witness/namespace_task.h"

#include <cerrno>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <set>
#include <sys/socket.h>
#include <unistd.h>

using namespace nsscope;
using namespace testing;

namespace
{

/// A kernel that answers what the test says, at a time that the test sets.
struct FakeKernel
{
    Instant now{1'000'000'000};
    int answer = 0;
    int looks = 0;

    HandleWitness witness(HandleMeaning meaning = HandleMeaning::Reference)
    {
        return HandleWitness([this] { return now; }, {meaning, ENOTTY, "NS_GET_ID"},
                             [this](const NsRef&) { return ++looks, answer; });
    }
};

std::vector<Evidence> evidenceOf(const std::vector<Fact>& facts)
{
    std::vector<Evidence> found;
    for (const Fact& fact : facts)
        found.push_back(std::get<Evidence>(fact));
    return found;
}

} // namespace

TEST(HandleWitness, TellsTheIntervalBetweenTheLastSuccessAndTheFirstStale)
{
    FakeKernel kernel;
    HandleWitness witness = kernel.witness();
    witness.watch(someNet, kernel.now);
    kernel.now = {1'001'000'000};
    witness.expect(someNet, kernel.now);
    EXPECT_EQ(witness.nextLook(), Instant{1'001'100'000});
    kernel.now = {1'001'100'000};
    EXPECT_THAT(witness.collect(kernel.now), IsEmpty());
    kernel.answer = ESTALE;
    kernel.now = {1'001'300'000};
    const auto told = evidenceOf(witness.collect(kernel.now));
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].kind, EvidenceKind::Obsolete);
    EXPECT_EQ(told[0].ns, someNet);
    EXPECT_EQ(told[0].witness, "handle");
    EXPECT_EQ(told[0].when, (Interval{{1'001'100'000}, {1'001'300'000}}));
    EXPECT_EQ(witness.nextLook(), std::nullopt) << "forgotten";
}

TEST(HandleWitness, LooksOftenAfterALeaveAndSeldomOtherwise)
{
    FakeKernel kernel;
    HandleWitness witness = kernel.witness();
    witness.watch(someNet, kernel.now);
    const auto pauseNow = [&] { return *witness.nextLook() - kernel.now; };
    EXPECT_EQ(pauseNow(), 5'000'000);
    const Instant left = kernel.now;
    witness.expect(someNet, left);
    EXPECT_EQ(pauseNow(), 100'000);
    const std::vector<std::pair<std::int64_t, std::int64_t>> pauses = {
        {16'000'000, 1'000'000}, {500'000'000, 5'000'000}, {2'000'000'000, 5'000'000}};
    for (const auto& [after, pause] : pauses) {
        kernel.now = left + after;
        witness.collect(kernel.now); // a look in turn is due too
        EXPECT_THAT(witness.collect(kernel.now), IsEmpty());
        EXPECT_EQ(pauseNow(), pause) << after;
    }
}

TEST(HandleWitness, ARefusalBeforeAnySuccessProvesNothing)
{
    FakeKernel kernel;
    kernel.answer = ESTALE;
    HandleWitness witness = kernel.witness();
    witness.watch(someNet, kernel.now);
    witness.expect(someNet, kernel.now);
    EXPECT_THAT(witness.collect(kernel.now + 1'000'000'000), IsEmpty());
    EXPECT_EQ(witness.nextLook(), std::nullopt);
}

TEST(HandleWitness, OtherErrorsSayNothing)
{
    FakeKernel kernel;
    HandleWitness witness = kernel.witness();
    witness.watch(someNet, kernel.now);
    for (const int error : {EMFILE, ENOMEM, EPERM, EINTR}) {
        kernel.answer = error;
        kernel.now = *witness.nextLook();
        EXPECT_THAT(witness.collect(kernel.now), IsEmpty()) << error;
    }
    kernel.answer = ESTALE;
    kernel.now = *witness.nextLook();
    const auto told = evidenceOf(witness.collect(kernel.now));
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].when.from, Instant{1'000'000'000}) << "the last success, not the last look";
}

TEST(HandleWitness, ClaimsNothingWhereTheKernelMeansSomethingElse)
{
    for (const HandleMeaning meaning : {HandleMeaning::Activity, HandleMeaning::Unsupported}) {
        FakeKernel kernel;
        HandleWitness witness = kernel.witness(meaning);
        EXPECT_FALSE(witness.availability().available);
        EXPECT_FALSE(witness.availability().reason.empty());
        witness.watch(someNet, kernel.now);
        kernel.answer = ESTALE;
        EXPECT_THAT(witness.collect(kernel.now + 10'000'000'000), IsEmpty());
        EXPECT_EQ(kernel.looks, 0);
    }
}

TEST(HandleWitness, OfAnExperimentOnlyTheFirstIsOpenedAndTurnsAreFew)
{
    FakeKernel kernel;
    HandleWitness witness = kernel.witness();
    const auto net = [](std::uint64_t id) { return NsRef{NsType::Net, 4, 4026532000 + id, id}; };
    witness.watchMade({NsType::User, 4, 4026532900, 1}, 7, {kernel.now, kernel.now});
    witness.watchMade(net(2), 7, {kernel.now, kernel.now});
    EXPECT_EQ(kernel.looks, 2) << "the right to a user namespace is that to its parent, so it proves nothing";
    witness.watchMade(net(3), 7, {kernel.now, kernel.now});
    EXPECT_EQ(kernel.looks, 2);
    EXPECT_EQ(*witness.nextLook() - kernel.now, 200'000'000);
    witness.watchMade(net(4), 8, {kernel.now, kernel.now});
    EXPECT_EQ(kernel.looks, 3) << "of another process nothing is known";
    kernel.now = kernel.now + 2'000'000'001;
    EXPECT_THAT(witness.collect(kernel.now), IsEmpty());
    EXPECT_EQ(*witness.nextLook() - kernel.now, 5'000'000) << "the experiment is over";
}

TEST(HandleWitness, WhatIsKnownToHaveBeenHeldNeedsNoLook)
{
    FakeKernel kernel;
    HandleWitness witness = kernel.witness();
    witness.watchMade(someNet, 7, {kernel.now, kernel.now});
    kernel.looks = 0;
    const Instant asked = kernel.now + 10'000'000;
    kernel.now = asked;
    witness.expect(someNet, asked + 2'000'000);
    EXPECT_EQ(kernel.looks, 0);
    EXPECT_EQ(witness.nextLook(), asked + 2'000'000);
    witness.held(someNet, asked + 300'000);
    witness.held(someNet, asked);
    kernel.answer = ESTALE;
    kernel.now = asked + 900'000;
    witness.expect(someNet, asked + 800'000);
    EXPECT_EQ(kernel.looks, 1);
    const auto told = evidenceOf(witness.collect(kernel.now));
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].when, (Interval{asked + 300'000, asked + 900'000}));
    EXPECT_EQ(witness.nextLook(), std::nullopt);
}

TEST(HandleWitness, ManyTakeTurnsAndNoneIsForgotten)
{
    FakeKernel kernel;
    HandleWitness witness = kernel.witness();
    constexpr std::uint64_t count = 1050;
    for (std::uint64_t id = 1; id <= count; ++id)
        witness.watch({NsType::Uts, 4, 4026532000 + id, id}, kernel.now);
    kernel.looks = 0;
    for (int turn = 1; turn <= 11; ++turn) {
        kernel.now = *witness.nextLook();
        EXPECT_THAT(witness.collect(kernel.now), IsEmpty());
        EXPECT_LE(kernel.looks, 100 * turn) << "bounded";
    }
    EXPECT_GE(kernel.looks, static_cast<int>(count));
    kernel.answer = ESTALE;
    std::set<std::uint64_t> told;
    for (int turn = 0; turn < 12; ++turn) {
        kernel.now = witness.nextLook().value_or(kernel.now);
        for (const Evidence& evidence : evidenceOf(witness.collect(kernel.now)))
            EXPECT_TRUE(told.insert(evidence.ns.id).second) << "told twice";
    }
    EXPECT_EQ(told.size(), count);
    EXPECT_EQ(witness.nextLook(), std::nullopt);
}

TEST(HandleWitness, LooksInTurnTakeAHundredthAndOfManyHalfOfThat)
{
    for (const auto& [count, share] : {std::pair{100u, 100}, std::pair{101u, 200}}) {
        Instant now{1'000'000'000};
        HandleWitness witness([&] { return now; }, {HandleMeaning::Reference, 0, ""}, [&](const NsRef&) {
            now = now + 10'000; // each look takes that long
            return 0;
        });
        for (std::uint64_t id = 1; id <= count; ++id)
            witness.watch({NsType::Uts, 4, 4026532000 + id, id}, now);
        now = *witness.nextLook();
        const Instant turn = now;
        EXPECT_THAT(witness.collect(now), IsEmpty());
        EXPECT_EQ(now, turn + 1'000'000) << "a hundred looks";
        EXPECT_EQ(*witness.nextLook(), turn + 1'000'000 * share);
    }
}

TEST(HandleWitness, WithoutAnIdThereIsNoHandle)
{
    FakeKernel kernel;
    HandleWitness witness = kernel.witness();
    witness.watch({NsType::Net, 4, 4026532178, 0}, kernel.now);
    EXPECT_EQ(kernel.looks, 0);
}

namespace
{

/// Drops namespaces of a child and checks that the witness tells so, not before it happened.
void checkRealDeaths()
{
    for (const NsType type : {NsType::Uts, NsType::Ipc, NsType::Net, NsType::Cgroup, NsType::Mnt}) {
        ForkedTask task([&](int channel) {
            say(channel, enterUserNs() == 0 && ::unshare(static_cast<int>(nsTypeRow(type).cloneFlag)) == 0 ? 'm' : 'x');
            hear(channel);
            ::unshare(static_cast<int>(nsTypeRow(type).cloneFlag));
            say(channel, 'd');
            hear(channel);
        });
        ASSERT_EQ(task.wait(), 'm');
        const NsRef ns = readNsRef(task.pid(), type);
        ASSERT_NE(ns.id, 0u);
        HandleWitness witness(bootNow, readHandleSupport());
        witness.watch(ns, bootNow());
        EXPECT_THAT(witness.collect(bootNow() + 1'000'000'000), IsEmpty()) << "still held";
        const Instant before = bootNow();
        ASSERT_EQ(task.ask('q'), 'd');
        const Instant after = bootNow();
        witness.expect(ns, after);
        std::vector<Evidence> told;
        EXPECT_TRUE(waitUntil([&] {
            told = evidenceOf(witness.collect(bootNow()));
            return !told.empty();
        })) << nsTypeName(type);
        ASSERT_THAT(told, SizeIs(1));
        EXPECT_EQ(told[0].ns, ns);
        EXPECT_GE(told[0].when.to, before);
        EXPECT_LE(told[0].when.from, after);
        EXPECT_GE(bootNow(), told[0].when.to);
    }
}

} // namespace

TEST(HandleWitnessOnThisKernel, ToldAfterTheLastReferenceAndNotBefore)
{
    if (readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "this kernel's file handles do not tell when the last reference goes";
    checkRealDeaths();
    EXPECT_TRUE(passesAsNobody(checkRealDeaths));
}

TEST(HandleWitnessOnThisKernel, ASocketKeepsItFromBeingObsolete)
{
    if (readHandleSupport().meaning != HandleMeaning::Reference)
        GTEST_SKIP() << "this kernel's file handles do not tell when the last reference goes";
    ForkedTask task([](int channel) {
        const bool made = enterUserNs() == 0 && ::unshare(CLONE_NEWNET) == 0;
        const int held = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        say(channel, made && held >= 0 ? 'm' : 'x');
        hear(channel);
        ::unshare(CLONE_NEWNET);
        say(channel, 'd');
        hear(channel);
        ::close(held);
        say(channel, 'c');
        hear(channel);
    });
    ASSERT_EQ(task.wait(), 'm');
    const NsRef ns = readNsRef(task.pid(), NsType::Net);
    HandleWitness witness(bootNow, readHandleSupport());
    witness.watch(ns, bootNow());
    ASSERT_EQ(task.ask('q'), 'd');
    witness.expect(ns, bootNow());
    std::vector<Fact> told;
    const auto collect = [&] {
        told = witness.collect(bootNow());
        return !told.empty();
    };
    EXPECT_FALSE(waitUntil(collect, 0.1)) << "no task is in it any more, but the socket is";
    ASSERT_EQ(task.ask('c'), 'c');
    witness.expect(ns, bootNow());
    EXPECT_TRUE(waitUntil(collect));
}
