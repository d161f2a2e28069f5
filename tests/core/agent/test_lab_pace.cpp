// SPDX-License-Identifier: Apache-2.0
#include "core/agent/lab_pace.h"

#include <gtest/gtest.h>

using namespace nsscope;
using State = LabControl::State;

namespace
{

/// Three steps with pauses of 100, 200 and 300 ns.
LabPace makePace(double speed = 1) { return LabPace({100, 200, 300}, speed); }

void doStep(LabPace& pace, std::int64_t after)
{
    pace.begun();
    pace.done(Instant{after});
}

State stateOf(const LabPace& pace) { return pace.control({}).state; }

} // namespace

TEST(LabPace, WaitsUntilAsked)
{
    const LabPace pace = makePace();
    EXPECT_FALSE(pace.due());
    EXPECT_FALSE(pace.endDue());
    EXPECT_EQ(stateOf(pace), State::Ready);
}

TEST(LabPace, PlaysWithThePauseThatFollowsEachStep)
{
    LabPace pace = makePace();
    pace.play(Instant{1000});
    EXPECT_EQ(pace.due(), Instant{1000});
    doStep(pace, 1010);
    EXPECT_EQ(pace.due(), Instant{1110});
    doStep(pace, 1120);
    EXPECT_EQ(pace.due(), Instant{1320});
    EXPECT_EQ(stateOf(pace), State::Playing);
    doStep(pace, 1330);
    EXPECT_FALSE(pace.due());
    EXPECT_EQ(pace.endDue(), Instant{1630});
    EXPECT_EQ(stateOf(pace), State::Ended);
}

TEST(LabPace, PlaysUntilAStepAndPauses)
{
    LabPace pace = makePace();
    pace.play(Instant{0}, 2);
    doStep(pace, 5);
    EXPECT_EQ(stateOf(pace), State::Playing);
    doStep(pace, 110);
    EXPECT_EQ(stateOf(pace), State::Paused);
    EXPECT_FALSE(pace.due());
    pace.play(Instant{200}, 1);
    EXPECT_EQ(stateOf(pace), State::Paused) << "that step is done already";
    pace.play(Instant{300});
    EXPECT_EQ(stateOf(pace), State::Playing);
    EXPECT_TRUE(pace.due());
}

TEST(LabPace, OneStepAtATime)
{
    LabPace pace = makePace();
    pace.play(Instant{0});
    pace.begun();
    EXPECT_FALSE(pace.due()) << "one is under way";
    pace.done(Instant{5});
    EXPECT_TRUE(pace.due());
}

TEST(LabPace, SpeedScalesPausesButNotTheLast)
{
    LabPace pace = makePace(10);
    pace.play(Instant{0});
    doStep(pace, 0);
    EXPECT_EQ(pace.due(), Instant{10});
    pace.setSpeed(0.1);
    EXPECT_EQ(pace.due(), Instant{1000}) << "a pause that has begun is scaled too";
    pace.setSpeed(0);
    EXPECT_EQ(pace.due(), Instant{0});
    doStep(pace, 50);
    doStep(pace, 60);
    EXPECT_EQ(pace.endDue(), Instant{360});
}

TEST(LabPace, SpeedIsCapped)
{
    LabPace pace = makePace();
    pace.setSpeed(1000);
    EXPECT_EQ(pace.speed(), 10);
    pace.setSpeed(0.0001);
    EXPECT_EQ(pace.speed(), 0.1);
    pace.setSpeed(-1);
    EXPECT_EQ(pace.speed(), 0);
    pace.setSpeed(0.0 / 0.0);
    EXPECT_EQ(pace.speed(), 0) << "not a number changes nothing";
}

TEST(LabPace, SingleStepStopsPlayingAndWaitsForNoPause)
{
    LabPace pace = makePace();
    pace.play(Instant{0});
    doStep(pace, 10);
    pace.step(Instant{20});
    EXPECT_EQ(pace.due(), Instant{20}) << "not 110";
    doStep(pace, 25);
    EXPECT_FALSE(pace.due());
    EXPECT_EQ(stateOf(pace), State::Paused);
}

TEST(LabPace, StepsAskedForMeanwhileAreDoneOneAfterTheOther)
{
    LabPace pace = makePace();
    pace.step(Instant{0});
    pace.begun();
    pace.step(Instant{1});
    pace.step(Instant{2});
    pace.done(Instant{3});
    EXPECT_TRUE(pace.due());
    doStep(pace, 4);
    EXPECT_TRUE(pace.due());
    doStep(pace, 5);
    EXPECT_FALSE(pace.due());
}

TEST(LabPace, PauseForgetsStepsThatWait)
{
    LabPace pace = makePace();
    pace.step(Instant{0});
    pace.pause();
    EXPECT_FALSE(pace.due());
    pace.play(Instant{7});
    doStep(pace, 8);
    pace.pause();
    EXPECT_FALSE(pace.due());
    EXPECT_EQ(stateOf(pace), State::Paused);
    pace.play(Instant{500});
    EXPECT_EQ(pace.due(), Instant{108}) << "the pause has long passed";
}
