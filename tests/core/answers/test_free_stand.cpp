// SPDX-License-Identifier: Apache-2.0
// Who is where with what, from the steps of a free experiment alone.
#include "core/lesson/free_stand.h"
#include "tests/core/answers/free_bench.h"

#include <cerrno>
#include <gmock/gmock.h>

using namespace nsscope;
using testing::ElementsAre;

namespace
{

FreeStand standOf(const FreeSteps& steps) { return standAfter(freeRun(steps), SIZE_MAX); }

std::vector<std::string> names(const FreeStand& stand)
{
    std::vector<std::string> all;
    for (const FreeStand::Actor& actor : stand.actors)
        all.push_back(actor.name);
    return all;
}

std::string in(const FreeStand& stand, const char* actor, NsType type)
{
    const FreeStand::Actor* found = stand.find(actor);
    return found ? found->in[static_cast<std::size_t>(type)] : std::string("gone");
}

std::vector<std::string> hands(const FreeStand& stand, const char* actor)
{
    std::vector<std::string> all;
    for (const auto& one : stand.find(actor)->descriptors)
        all.push_back(one.name + ":" + one.of);
    for (const auto& one : stand.find(actor)->mounts)
        all.push_back(one.name + "=" + one.of);
    return all;
}

} // namespace

TEST(FreeStand, ChildrenAreWhereTheirParentIs)
{
    const FreeStand stand = standOf({{"unshare types=net as=A", 0}, {"fork child=p1", 0}, {"unshare types=net as=B", 0}});
    EXPECT_THAT(names(stand), ElementsAre("main", "p1"));
    EXPECT_EQ(in(stand, "main", NsType::Net), "B");
    EXPECT_EQ(in(stand, "p1", NsType::Net), "A");
    EXPECT_EQ(in(stand, "p1", NsType::Uts), "");
    EXPECT_THAT(stand.made, ElementsAre("A", "B"));
}

TEST(FreeStand, WhatFailedChangesNothing)
{
    const FreeStand stand = standOf({{"unshare types=net as=A", ENOSPC}, {"fork child=p1", EAGAIN}});
    EXPECT_THAT(names(stand), ElementsAre("main"));
    EXPECT_EQ(in(stand, "main", NsType::Net), "");
    EXPECT_EQ(stand.freshNamespace(), "B") << "its name is in the script all the same";
    EXPECT_EQ(stand.fresh('p'), "p2");
}

TEST(FreeStand, HandsHoldWhatWasOpened)
{
    const FreeStand stand = standOf({{"unshare types=mnt as=M", 0},
                                     {"unshare types=net as=A", 0},
                                     {"open types=net fd=f1", 0},
                                     {"bind types=net mount=m1", 0},
                                     {"fork child=p1", 0},
                                     {"unshare types=net as=B", 0},
                                     {"socket fd=s1", 0},
                                     {"dup fd=f1 to_fd=f2", 0},
                                     {"pass fd=f1 to=p1 to_fd=f3", 0},
                                     {"close fd=f1", 0}});
    EXPECT_THAT(hands(stand, "main"), ElementsAre("s1:B", "f2:A", "m1=A"));
    EXPECT_THAT(hands(stand, "p1"), ElementsAre("f1:A", "f3:A", "m1=A"));
}

TEST(FreeStand, SetnsEntersWhatTheDescriptorHolds)
{
    const FreeStand stand = standOf({{"unshare types=net as=A", 0}, {"open types=net fd=f1", 0}, {"unshare types=net as=B", 0}, {"setns fd=f1", 0}});
    EXPECT_EQ(in(stand, "main", NsType::Net), "A");
}

TEST(FreeStand, PidIsForChildrenAndGoesWithItsFirst)
{
    const FreeSteps steps = {{"unshare types=pid as=P", 0}, {"fork child=p1", 0}, {"fork child=p2", 0}, {"fork child=p3 actor=p1", 0}};
    const FreeStand before = standOf(steps);
    EXPECT_EQ(in(before, "main", NsType::Pid), "");
    EXPECT_EQ(before.find("main")->forChildren[static_cast<std::size_t>(NsType::Pid)], "P");
    EXPECT_EQ(in(before, "p2", NsType::Pid), "P");
    FreeSteps ended = steps;
    ended.emplace_back("kill actor=p1", 0);
    EXPECT_THAT(names(standOf(ended)), ElementsAre("main"));
    ended.back().first = "kill actor=p2";
    EXPECT_THAT(names(standOf(ended)), ElementsAre("main", "p1", "p3"));
}

TEST(FreeStand, RoomsWithinRoomsGoWithTheOuter)
{
    const FreeStand stand = standOf({{"clone child=p1 types=pid as=P", 0},
                                     {"clone child=p2 types=pid as=Q actor=p1", 0},
                                     {"fork child=p3", 0},
                                     {"exit actor=p1", 0}});
    EXPECT_THAT(names(stand), ElementsAre("main", "p3"));
}

TEST(FreeStand, ThreadsGoAloneAndWithTheirProcess)
{
    FreeSteps steps = {{"fork child=p1", 0}, {"thread child=t1 actor=p1", 0}, {"thread child=t2 actor=p1", 0}, {"exit actor=t1", 0}};
    EXPECT_THAT(names(standOf(steps)), ElementsAre("main", "p1", "t2"));
    steps.emplace_back("exit actor=p1", 0);
    EXPECT_THAT(names(standOf(steps)), ElementsAre("main"));
}

TEST(FreeStand, WhoDoesNotAnswerIsGone)
{
    EXPECT_THAT(names(standOf({{"fork child=p1", 0}, {"unshare types=uts actor=p1", ESRCH}})), ElementsAre("main"));
}

TEST(FreeStand, EarlierMomentsShowLess)
{
    const LabRun run = freeRun({{"fork child=p1", 0}, {"exit actor=p1", 0}});
    EXPECT_THAT(names(standAfter(run, 1)), ElementsAre("main"));
    EXPECT_THAT(names(standAfter(run, 2)), ElementsAre("main", "p1"));
    EXPECT_THAT(names(standAfter(run, 3)), ElementsAre("main"));
    EXPECT_EQ(standAfter(run, 1).fresh('p'), "p2") << "a name of a later step is taken";
}

TEST(FreeStand, OfAnotherExperimentThereIsNobodyElse)
{
    LabRun run;
    run.plan.parameters = {{"type", "net"}};
    EXPECT_THAT(names(standAfter(run, 9)), ElementsAre("main"));
}
