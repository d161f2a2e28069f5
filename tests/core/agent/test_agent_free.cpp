// SPDX-License-Identifier: Apache-2.0
// The free experiment through the agent: steps by command, one after the other, the plan growing with them.
#include "tests/core/agent/agent_fixture.h"

#include <algorithm>
#include <gmock/gmock.h>

using namespace nsscope;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = Command::Kind;

namespace
{

class AgentFreeTest : public AgentTest
{
protected:
    void SetUp() override
    {
        AgentTest::SetUp();
        if (!usernsAllowed())
            GTEST_SKIP() << "user namespaces are forbidden here";
    }
    void step(const std::string& line)
    {
        Command command;
        command.kind = Kind::Do;
        command.step = line;
        sendText(encodeCommand(command) + "\n");
    }
    /// Stops the agent once so many steps were done.
    Answer stopAfter(std::size_t steps)
    {
        return [this, steps](const Fact& fact) {
            if (std::holds_alternative<LabControl>(fact) && all<LabStep>().size() == steps)
                send(Kind::Stop);
        };
    }
    std::vector<std::string> calls() const
    {
        std::vector<std::string> calls;
        for (const LabStep& one : all<LabStep>())
            calls.push_back(one.call);
        return calls;
    }
};

} // namespace

TEST_F(AgentFreeTest, BeginsWithItsFirstStep)
{
    step("unshare types=uts as=A");
    ASSERT_TRUE(run(stopAfter(2)));
    EXPECT_THAT(calls(), testing::ElementsAre("unshare(CLONE_NEWUSER)", "unshare(CLONE_NEWUTS)"));
    EXPECT_THAT(all<Notice>(), IsEmpty());
    const auto plans = all<LabStart>();
    ASSERT_THAT(plans, SizeIs(2)) << "told again with the step in it";
    EXPECT_EQ(plans[0].pid, plans[1].pid);
    EXPECT_EQ(plans[0].at, plans[1].at);
    EXPECT_THAT(plans[1].steps, SizeIs(3));
    EXPECT_EQ(plans[1].parameters[0].second, "unshare types=uts as=A");
}

TEST_F(AgentFreeTest, StepsThatComeTogetherAreAllDone)
{
    step("fork child=p1");
    step("unshare types=uts as=A actor=p1");
    step("open types=uts fd=f1 actor=p1");
    step("exit actor=p1");
    ASSERT_TRUE(run(stopAfter(5)));
    EXPECT_THAT(calls(), SizeIs(5));
    for (const LabStep& one : all<LabStep>())
        EXPECT_EQ(one.error, 0) << one.call;
    EXPECT_EQ(all<LabControl>().back().state, LabControl::State::Paused) << "the end is not played by itself";
    EXPECT_EQ(all<LabEnd>()[0].reason, "stopped");
}

TEST_F(AgentFreeTest, AWrongStepIsANoticeAndNothingElse)
{
    step("unshare types=utz");
    step("fork child=p1");
    step("exit actor=p7");
    ASSERT_TRUE(run(stopAfter(2)));
    const auto notices = all<Notice>();
    ASSERT_THAT(notices, SizeIs(2));
    EXPECT_THAT(notices[0].text, HasSubstr("This step cannot be done: "));
    EXPECT_THAT(notices[1].text, HasSubstr("no actor 'p7' here"));
    EXPECT_THAT(all<LabStart>().back().steps, SizeIs(3));
}

TEST_F(AgentFreeTest, TheHostIsNoWayBack)
{
    step("open types=uts fd=f1");
    step("unshare types=uts as=A");
    step("setns fd=f1");
    ASSERT_TRUE(run(stopAfter(3)));
    ASSERT_THAT(all<Notice>(), SizeIs(1));
    EXPECT_THAT(all<Notice>()[0].text, HasSubstr("main began in a namespace of the host"));
}

TEST_F(AgentFreeTest, ResetKeepsTheScriptAndAnotherStepReplacesItsRest)
{
    step("fork child=p1");
    step("unshare types=uts as=A actor=p1");
    bool reset = false;
    ASSERT_TRUE(run([&](const Fact& fact) {
        const auto* control = std::get_if<LabControl>(&fact);
        if (!control)
            return;
        if (control->next == 3 && !std::exchange(reset, true))
            send(Kind::Reset);
        else if (reset && control->next == 0 && all<LabStart>().back().steps.size() == 4)
            send(Kind::Play, 2);
        else if (reset && control->next == 2 && control->state == LabControl::State::Paused && all<LabStart>().back().steps.size() == 4)
            step("unshare types=net as=B actor=p1");
        else if (reset && control->next == 3)
            send(Kind::Stop);
    }));
    EXPECT_EQ(calls().back(), "unshare(CLONE_NEWNET)");
    EXPECT_THAT(all<LabStart>().back().parameters, SizeIs(2)) << "the step that was never done again gave way";
}

TEST_F(AgentFreeTest, PlayedToItsEndItTakesNoMore)
{
    step("fork child=p1");
    send(Kind::Play);
    step("exit actor=p1");
    ASSERT_TRUE(run([&](const Fact& fact) {
        if (std::holds_alternative<LabEnd>(fact))
            send(Kind::Stop);
    }));
    EXPECT_EQ(all<LabEnd>()[0].reason, "finished");
    EXPECT_THAT(all<Notice>()[0].text, HasSubstr("this experiment is ending"));
}

TEST_F(AgentFreeTest, OtherExperimentsTakeNoSteps)
{
    sendStart({{"count", "1"}});
    step("fork child=p1");
    send(Kind::Stop);
    ASSERT_TRUE(run());
    EXPECT_THAT(all<Notice>()[0].text, HasSubstr("only the free experiment takes steps by hand"));
    EXPECT_EQ(all<LabStart>().back().experiment, "nsgarbage");
}
