// SPDX-License-Identifier: Apache-2.0
// The agent with experiments, driven by commands as the window drives it.
#include "tests/core/agent/agent_fixture.h"

#include <csignal>
#include <gmock/gmock.h>
#include <set>

using namespace nsscope;
using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;
using Kind = Command::Kind;
using State = LabControl::State;

class AgentLabTest : public AgentTest
{
protected:
    void SetUp() override
    {
        AgentTest::SetUp();
        if (!usernsAllowed())
            GTEST_SKIP() << "user namespaces are forbidden here";
    }
    /// Ends the agent when the experiment has ended.
    Answer stopAtEnd()
    {
        return [this](const Fact& fact) {
            if (std::holds_alternative<LabEnd>(fact))
                send(Kind::Stop);
        };
    }
    const std::vector<std::pair<std::string, std::string>> quick = {
        {"slow_ms", "2"}, {"fast_ms", "0"}, {"gap_ms", "0"}, {"count", "2"}};
};

TEST_F(AgentLabTest, PreparesWithoutPlaying)
{
    sendStart(quick);
    send(Kind::Stop);
    ASSERT_TRUE(run());
    ASSERT_THAT(all<LabStart>(), SizeIs(1));
    const LabStart plan = all<LabStart>()[0];
    EXPECT_GT(plan.pid, 0);
    EXPECT_EQ(plan.steps.size(), 6u);
    ASSERT_THAT(all<LabControl>(), SizeIs(1));
    EXPECT_EQ(all<LabControl>()[0].state, State::Ready);
    EXPECT_THAT(all<LabStep>(), SizeIs(0));
    ASSERT_THAT(all<LabEnd>(), SizeIs(1));
    EXPECT_EQ(all<LabEnd>()[0].reason, "stopped");
    EXPECT_EQ(::kill(plan.pid, 0), -1) << "the helper is gone";
}

TEST_F(AgentLabTest, EachStepIsFollowedByALookAtTheHelper)
{
    sendStart(quick);
    send(Kind::Step);
    send(Kind::Step);
    ASSERT_TRUE(run([&](const Fact& fact) {
        if (const auto* control = std::get_if<LabControl>(&fact); control && control->next == 2)
            send(Kind::Stop);
    }));
    const std::int32_t helper = all<LabStart>()[0].pid;
    const auto steps = all<LabStep>();
    ASSERT_THAT(steps, SizeIs(2));
    EXPECT_EQ(steps[0].call, "unshare(CLONE_NEWUSER)");
    EXPECT_EQ(steps[1].call, "unshare(CLONE_NEWNET)");
    EXPECT_EQ(steps[1].holder, helper);
    EXPECT_LT(steps[1].before, steps[1].after);
    for (std::size_t i = 0; i + 1 < facts.size(); ++i) {
        const auto* step = std::get_if<LabStep>(&facts[i]);
        if (!step)
            continue;
        const auto* look = std::get_if<ScanFact>(&facts[i + 1]);
        ASSERT_TRUE(look);
        EXPECT_EQ(look->onlyPid, helper);
        EXPECT_GE(look->start, step->after);
        ASSERT_TRUE(step->made);
        EXPECT_THAT(look->changed, Contains(testing::Truly([&](const NamespaceChange& change) {
                        return change.info.ref == *step->made;
                    })));
    }
    EXPECT_EQ(all<LabControl>().back().state, State::Paused);
}

TEST_F(AgentLabTest, PlaysToTheEndAndTellsTheWitnesses)
{
    sendStart(quick, true);
    ASSERT_TRUE(run(stopAtEnd()));
    const auto steps = all<LabStep>();
    ASSERT_THAT(steps, SizeIs(6));
    std::set<std::uint64_t> made;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_EQ(steps[i].index, static_cast<std::int32_t>(i));
        EXPECT_EQ(steps[i].error, 0);
        if (steps[i].made) {
            EXPECT_TRUE(made.insert(steps[i].made->id).second || steps[i].made->id == 0) << "ids never come again";
            EXPECT_THAT(log.watched, Contains(*steps[i].made));
        }
        if (i >= 2) {
            ASSERT_TRUE(steps[i].left);
            EXPECT_EQ(steps[i].left, steps[i - 1].made);
            EXPECT_THAT(log.expected, Contains(*steps[i].left));
        }
    }
    EXPECT_GE(steps[2].before - steps[1].after, 2'000'000) << "the pause of the slow run";
    EXPECT_EQ(steps[5].call, "exit_group(0)");
    EXPECT_EQ(steps[5].holder, 0);
    const auto evidence = all<Evidence>();
    ASSERT_THAT(evidence, SizeIs(1)) << "the user namespace is left by the exit too";
    EXPECT_EQ(evidence[0].ns, *steps[0].made);
    EXPECT_EQ(evidence[0].witness, "lab");
    EXPECT_THAT(log.expected, Contains(*steps[0].made));
    ASSERT_THAT(all<LabEnd>(), SizeIs(1));
    EXPECT_EQ(all<LabEnd>()[0].reason, "finished");
    EXPECT_GE(all<LabEnd>()[0].at - steps[5].after, settleNs) << "the kernel is watched cleaning up";
    EXPECT_EQ(all<LabControl>().back().state, State::Ended);
}

TEST_F(AgentLabTest, EveryTypeRuns)
{
    for (const NsTypeRow& row : nsTypeTable()) {
        SCOPED_TRACE(row.name);
        facts.clear();
        auto parameters = quick;
        parameters.emplace_back("type", std::string(row.name));
        options.first = Command{Kind::Start, "nsgarbage", parameters, true, 0};
        options.endWithExperiment = true;
        ASSERT_TRUE(run());
        ASSERT_THAT(all<LabEnd>(), SizeIs(1));
        EXPECT_EQ(all<LabEnd>()[0].reason, "finished") << all<LabEnd>()[0].text;
        int made = 0;
        int left = 0;
        for (const LabStep& step : all<LabStep>()) {
            const bool phase = all<LabStart>()[0].steps[static_cast<std::size_t>(step.index)].phase >= 0;
            made += phase && step.made && step.made->type == row.type;
            left += step.left && step.left->type == row.type && step.left != all<LabStep>()[0].made;
        }
        EXPECT_EQ(made, 4);
        EXPECT_EQ(left, 4) << "the last one too";
    }
}

TEST_F(AgentLabTest, ResetPreparesItAnewWithAnotherHelper)
{
    sendStart(quick);
    send(Kind::Step);
    bool reset = false;
    ASSERT_TRUE(run([&](const Fact& fact) {
        if (std::holds_alternative<LabStep>(fact) && !std::exchange(reset, true))
            send(Kind::Reset);
        if (std::holds_alternative<LabEnd>(fact) && all<LabEnd>().size() == 1)
            send(Kind::Stop);
    }));
    const auto starts = all<LabStart>();
    ASSERT_THAT(starts, SizeIs(2));
    EXPECT_NE(starts[0].pid, starts[1].pid);
    EXPECT_EQ(starts[0].steps, starts[1].steps);
    EXPECT_EQ(all<LabControl>().back().state, State::Ready);
    EXPECT_EQ(all<LabEnd>()[0].reason, "stopped");
    EXPECT_EQ(all<Evidence>()[0].ns, *all<LabStep>()[0].made) << "what the helper had is left";
}

TEST_F(AgentLabTest, SpeedIsToldAndKeptForTheNext)
{
    send(Kind::Speed, 0.5);
    sendStart(quick);
    send(Kind::Speed, 4);
    send(Kind::Stop);
    ASSERT_TRUE(run());
    ASSERT_THAT(all<LabControl>(), SizeIs(2));
    EXPECT_EQ(all<LabControl>()[0].speed, 0.5);
    EXPECT_EQ(all<LabControl>()[1].speed, 4);
}

TEST_F(AgentLabTest, LostHelperIsToldWithHowItDied)
{
    sendStart({{"slow_ms", "60000"}}, true);
    ASSERT_TRUE(run([&](const Fact& fact) {
        if (const auto* step = std::get_if<LabStep>(&fact); step && step->index == 1)
            ::kill(step->holder, SIGKILL);
        if (std::holds_alternative<LabEnd>(fact))
            send(Kind::Stop);
    }));
    ASSERT_THAT(all<LabEnd>(), SizeIs(1));
    EXPECT_EQ(all<LabEnd>()[0].reason, "lost");
    EXPECT_EQ(all<LabEnd>()[0].text, "nsscope-lab was killed by SIGKILL.");
    EXPECT_THAT(all<Evidence>(), SizeIs(0)) << "nobody knows when it gave up what it had";
}

TEST_F(AgentLabTest, WhatCannotBeStartedIsANotice)
{
    options.labProgram = "/nonexistent/nsscope-lab";
    sendStart({{"count", "9999"}});
    sendStart(quick);
    send(Kind::Stop);
    ASSERT_TRUE(run());
    const auto notices = all<Notice>();
    ASSERT_THAT(notices, SizeIs(2));
    EXPECT_EQ(notices[0].level, Notice::Level::Error);
    EXPECT_THAT(notices[0].text, HasSubstr("count"));
    EXPECT_THAT(notices[1].text, HasSubstr("/nonexistent/nsscope-lab"));
    EXPECT_THAT(all<LabStart>(), SizeIs(0));
}

TEST_F(AgentLabTest, EndsAtOnceWhereTheOnlyExperimentCannotStart)
{
    options.labProgram = "/nonexistent/nsscope-lab";
    options.first = Command{Kind::Start, "nsgarbage", {}, true, 0};
    options.endWithExperiment = true;
    ASSERT_TRUE(run());
    EXPECT_TRUE(std::holds_alternative<StreamEnd>(facts.back()));
}
