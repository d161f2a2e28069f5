// SPDX-License-Identifier: Apache-2.0
#include "core/witness/cleanup_tracker.h"
#include "core/witness/slab_tracker.h"
#include "tests/units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using namespace testing;

namespace
{

const NsRef net{NsType::Net, 4, 4026532178, 4165};

Evidence obsolete(const NsRef& ns, std::int64_t from, std::int64_t to)
{
    return {EvidenceKind::Obsolete, ns, {{from}, {to}}, "handle"};
}

void playRun(CleanupTracker& tracker, std::int64_t queued, std::int64_t start, std::int64_t end,
             std::string_view function = "cleanup_net", std::uint64_t work = 1)
{
    tracker.take({WorkStep::Queued, {queued}, work, function});
    tracker.take({WorkStep::Started, {start}, work, function});
    tracker.take({WorkStep::Ended, {end}, work, function});
}

template <class T> std::vector<T> only(const std::vector<Fact>& facts)
{
    std::vector<T> found;
    for (const Fact& fact : facts) {
        if (const T* wanted = std::get_if<T>(&fact))
            found.push_back(*wanted);
    }
    return found;
}

} // namespace

TEST(CleanupTracker, JoinsTheStepsOfARun)
{
    CleanupTracker tracker({0});
    playRun(tracker, 1 * ms, 2 * ms, 30 * ms);
    const auto runs = only<Cleanup>(tracker.facts({31 * ms}));
    ASSERT_THAT(runs, SizeIs(1));
    EXPECT_EQ(runs[0].function, "cleanup_net");
    EXPECT_EQ(runs[0].queued, Instant{1 * ms});
    EXPECT_EQ(runs[0].start, Instant{2 * ms});
    EXPECT_EQ(runs[0].end, Instant{30 * ms});
    EXPECT_THAT(tracker.facts({40 * ms}), IsEmpty()) << "told once";
}

TEST(CleanupTracker, WorkMayBeQueuedAgainWhileItRuns)
{
    CleanupTracker tracker({0});
    tracker.take({WorkStep::Queued, {1 * ms}, 1, "cleanup_net"});
    tracker.take({WorkStep::Started, {2 * ms}, 1, "cleanup_net"});
    tracker.take({WorkStep::Queued, {5 * ms}, 1, "cleanup_net"});
    tracker.take({WorkStep::Ended, {30 * ms}, 1, "cleanup_net"});
    tracker.take({WorkStep::Started, {31 * ms}, 1, "cleanup_net"});
    tracker.take({WorkStep::Ended, {60 * ms}, 1, "cleanup_net"});
    const auto runs = only<Cleanup>(tracker.facts({61 * ms}));
    ASSERT_THAT(runs, SizeIs(2));
    EXPECT_EQ(runs[1].queued, Instant{5 * ms});
    EXPECT_EQ(runs[1].start, Instant{31 * ms});
}

TEST(CleanupTracker, ARunThatBeganUnseenIsNotTold)
{
    CleanupTracker tracker({1 * ms});
    tracker.take({WorkStep::Ended, {2 * ms}, 1, "cleanup_net"});
    tracker.take({WorkStep::Started, {3 * ms}, 1, "cleanup_net"});
    tracker.take({WorkStep::Ended, {4 * ms}, 1, "cleanup_net"});
    EXPECT_THAT(tracker.facts({9 * ms}), IsEmpty());
}

TEST(CleanupTracker, TellsTheRunThatDestroyedIt)
{
    CleanupTracker tracker({0});
    playRun(tracker, 10 * ms + 20 * us, 10 * ms + 40 * us, 40 * ms);
    tracker.obsolete(obsolete(net, 10 * ms, 10 * ms + 100 * us));
    const auto told = only<Evidence>(tracker.facts({41 * ms}));
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_EQ(told[0].kind, EvidenceKind::TeardownStarted);
    EXPECT_EQ(told[0].when, (Interval{{10 * ms + 39 * us}, {10 * ms + 41 * us}}));
    EXPECT_EQ(told[1].kind, EvidenceKind::NumberFree);
    EXPECT_EQ(told[2].kind, EvidenceKind::Destroyed);
    EXPECT_EQ(told[2].when, (Interval{{10 * ms + 39 * us}, {40 * ms + 1 * us}}));
    EXPECT_EQ(told[2].ns, net);
    EXPECT_EQ(told[2].witness, "workqueue");
    EXPECT_FALSE(tracker.waiting());
}

TEST(CleanupTracker, WaitsForTheRunInQuestion)
{
    CleanupTracker tracker({0});
    tracker.obsolete(obsolete(net, 10 * ms, 11 * ms));
    EXPECT_THAT(tracker.facts({11 * ms}), IsEmpty()) << "not all events up to then were read";
    tracker.take({WorkStep::Queued, {10 * ms + 500 * us}, 1, "cleanup_net"});
    EXPECT_THAT(tracker.facts({20 * ms}), IsEmpty()) << "queued";
    tracker.take({WorkStep::Started, {10 * ms + 600 * us}, 1, "cleanup_net"});
    EXPECT_THAT(tracker.facts({20 * ms}), IsEmpty()) << "running";
    tracker.take({WorkStep::Ended, {40 * ms}, 1, "cleanup_net"});
    EXPECT_THAT(only<Evidence>(tracker.facts({41 * ms})), SizeIs(3));
}

TEST(CleanupTracker, WaitsUntilAllThatMayMatterWasRead)
{
    CleanupTracker tracker({0});
    playRun(tracker, 10 * ms + 20 * us, 10 * ms + 40 * us, 10 * ms + 60 * us);
    tracker.obsolete(obsolete(net, 10 * ms, 11 * ms));
    EXPECT_THAT(only<Evidence>(tracker.facts({11 * ms})), IsEmpty()) << "a later run may be it as well";
    EXPECT_TRUE(tracker.waiting());
    EXPECT_THAT(only<Evidence>(tracker.facts({12 * ms})), SizeIs(3));
}

TEST(CleanupTracker, ARunThatEndsBeforeItBeginsIsNotTold)
{
    CleanupTracker tracker({0});
    playRun(tracker, 10 * ms, 20 * ms, 19 * ms);
    playRun(tracker, 40 * ms, 39 * ms, 50 * ms);
    EXPECT_THAT(tracker.facts({60 * ms}), IsEmpty());
}

TEST(CleanupTracker, WhereEventsWereLostNothingIsWaitedFor)
{
    CleanupTracker tracker({0});
    tracker.obsolete(obsolete(net, 10 * ms, 11 * ms));
    EXPECT_TRUE(tracker.waiting());
    tracker.lost({60 * ms});
    EXPECT_FALSE(tracker.waiting());
}

TEST(CleanupTracker, ARunOfBeforeCannotHaveDestroyedIt)
{
    CleanupTracker tracker({0});
    playRun(tracker, 1 * ms, 2 * ms, 30 * ms); // was running already when it died
    playRun(tracker, 10 * ms, 31 * ms, 60 * ms);
    tracker.obsolete(obsolete(net, 10 * ms, 10 * ms + 100 * us));
    const auto told = only<Evidence>(tracker.facts({70 * ms}));
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_EQ(told[0].when.from, Instant{31 * ms - 1 * us});
}

TEST(CleanupTracker, TwoPossibleRunsMakeAWideInterval)
{
    CleanupTracker tracker({0});
    playRun(tracker, 10 * ms, 11 * ms, 30 * ms);
    playRun(tracker, 12 * ms, 31 * ms, 60 * ms);
    tracker.obsolete(obsolete(net, 9 * ms, 13 * ms));
    const auto told = only<Evidence>(tracker.facts({70 * ms}));
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_EQ(told[0].when, (Interval{{11 * ms - us}, {31 * ms + us}}));
    EXPECT_EQ(told[2].when, (Interval{{11 * ms - us}, {60 * ms + us}}));
}

TEST(CleanupTracker, AUserNamespaceGoesInARunOfItsOwnOrInThatOfAChild)
{
    const NsRef user{NsType::User, 4, 4026532300, 77};
    // Its own: queued as the last reference goes, over before anybody has looked.
    CleanupTracker own({0});
    playRun(own, 10 * ms + 500 * us, 10 * ms + 520 * us, 10 * ms + 540 * us, "free_user_ns", 7);
    own.obsolete(obsolete(user, 10 * ms, 11 * ms));
    auto told = only<Evidence>(own.facts({20 * ms}));
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_EQ(told[0].kind, EvidenceKind::TeardownStarted);
    EXPECT_EQ(told[1].kind, EvidenceKind::NumberFree);
    EXPECT_EQ(told[2].kind, EvidenceKind::Destroyed);
    EXPECT_EQ(told[2].when, (Interval{{10 * ms + 519 * us}, {10 * ms + 541 * us}}));
    // A child's: running already when this one's last reference goes.
    CleanupTracker childs({0});
    playRun(childs, 9 * ms, 9 * ms + 10 * us, 10 * ms + 30 * us, "free_user_ns", 8);
    childs.obsolete(obsolete(user, 10 * ms, 11 * ms));
    told = only<Evidence>(childs.facts({20 * ms}));
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_EQ(told[2].when, (Interval{{10 * ms - 21 * us}, {10 * ms + 31 * us}}));
    // Two that may be it: the interval covers both. One that had ended before cannot be.
    CleanupTracker several({0});
    playRun(several, 5 * ms, 6 * ms, 7 * ms, "free_user_ns", 1);
    playRun(several, 10 * ms + 100 * us, 10 * ms + 110 * us, 10 * ms + 120 * us, "free_user_ns", 2);
    playRun(several, 10 * ms + 300 * us, 10 * ms + 310 * us, 10 * ms + 320 * us, "free_user_ns", 3);
    several.obsolete(obsolete(user, 10 * ms, 11 * ms));
    told = only<Evidence>(several.facts({20 * ms}));
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_EQ(told[2].when, (Interval{{10 * ms + 109 * us}, {10 * ms + 321 * us}}));
}

TEST(CleanupTracker, TheQuotaOfAPidNamespaceComesLaterThanItsRun)
{
    CleanupTracker tracker({0});
    playRun(tracker, 10 * ms + 500 * us, 10 * ms + 520 * us, 10 * ms + 540 * us, "destroy_pid_namespace_work", 7);
    tracker.obsolete(obsolete({NsType::Pid, 4, 4026532301, 78}, 10 * ms, 11 * ms));
    const auto told = only<Evidence>(tracker.facts({20 * ms}));
    ASSERT_THAT(told, SizeIs(2));
    EXPECT_EQ(told[1].kind, EvidenceKind::NumberFree);
    EXPECT_EQ(told[1].when, (Interval{{10 * ms + 519 * us}, {10 * ms + 541 * us}}));
}

TEST(CleanupTracker, ClaimsNothingThatDoesNotFollow)
{
    CleanupTracker tracker({5 * ms});
    tracker.obsolete(obsolete(net, 4 * ms, 5 * ms + 100 * us));
    EXPECT_THAT(tracker.facts({50 * ms}), IsEmpty());
    EXPECT_FALSE(tracker.waiting()) << "died before tracing began";

    tracker.obsolete(obsolete({NsType::Uts, 4, 1, 1}, 10 * ms, 11 * ms));
    EXPECT_FALSE(tracker.waiting()) << "no work item";
    tracker.obsolete({EvidenceKind::Destroyed, net, {{10 * ms}, {11 * ms}}, "quota"});
    EXPECT_FALSE(tracker.waiting()) << "nothing is said of its last reference";

    tracker.obsolete(obsolete(net, 10 * ms, 11 * ms));
    playRun(tracker, 10 * ms, 10 * ms, 12 * ms, "free_ipc");
    EXPECT_THAT(only<Evidence>(tracker.facts({50 * ms})), IsEmpty()) << "another function";
    tracker.lost({60 * ms});
    playRun(tracker, 61 * ms, 62 * ms, 63 * ms);
    EXPECT_THAT(only<Evidence>(tracker.facts({90 * ms})), IsEmpty());
    EXPECT_FALSE(tracker.waiting()) << "events were lost";

    tracker.obsolete(obsolete(net, 100 * ms, 101 * ms));
    EXPECT_THAT(tracker.facts({5000 * ms}), IsEmpty());
    EXPECT_FALSE(tracker.waiting()) << "no run ever came";
}

TEST(SlabTracker, FollowsOneObjectFromTheLabsCallToItsRelease)
{
    SlabTracker tracker;
    tracker.take({false, {10 * ms}, 77, 0xabc, "net_namespace"});
    tracker.take({false, {10 * ms}, 78, 0xdef, "net_namespace"}); // somebody else at the same time
    tracker.made(net, 77, {{9 * ms}, {11 * ms}});
    tracker.take({true, {20 * ms}, 5, 0xdef, "net_namespace"});
    EXPECT_THAT(tracker.facts(), IsEmpty());
    tracker.take({true, {40 * ms}, 5, 0xabc, "net_namespace"});
    const auto told = only<Evidence>(tracker.facts());
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0].kind, EvidenceKind::MemoryFree);
    EXPECT_EQ(told[0].ns, net);
    EXPECT_EQ(told[0].when, (Interval{{40 * ms - us}, {40 * ms + us}}));
    tracker.take({true, {41 * ms}, 5, 0xabc, "net_namespace"});
    EXPECT_THAT(tracker.facts(), IsEmpty()) << "the memory is somebody else's by now";
}

TEST(SlabTracker, TwoAllocationsOrALossMakeItUnknown)
{
    SlabTracker tracker;
    tracker.take({false, {10 * ms}, 77, 0x1, "net_namespace"});
    tracker.take({false, {10 * ms}, 77, 0x2, "net_namespace"});
    tracker.made(net, 77, {{9 * ms}, {11 * ms}});
    tracker.take({true, {40 * ms}, 5, 0x1, "net_namespace"});
    tracker.take({false, {50 * ms}, 77, 0x3, "net_namespace"});
    tracker.lost();
    tracker.made(net, 77, {{49 * ms}, {51 * ms}});
    tracker.take({true, {60 * ms}, 5, 0x3, "net_namespace"});
    EXPECT_THAT(tracker.facts(), IsEmpty());
}
