// SPDX-License-Identifier: Apache-2.0
#include "core/lab/experiment.h"
#include "tests/units.h"

#include <gmock/gmock.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::HasSubstr;

namespace
{

std::vector<std::string> lines(const Experiment& experiment) { return experiment.plan.script; }

} // namespace

TEST(TrashExperiment, ReadsAsAScriptOfFewLines)
{
    EXPECT_THAT(lines(trashExperiment({})),
                ElementsAre("unshare(CLONE_NEWUSER)", "slow: repeat 4", "  unshare(CLONE_NEWNET)", "  sleep 500 ms",
                            "sleep 500 ms", "fast: repeat 4", "  unshare(CLONE_NEWNET)", "  sleep 10 ms", "exit"));
}

TEST(TrashExperiment, StepsAreSystemCallsAndOwnTheSleepThatFollows)
{
    const Experiment experiment = trashExperiment({.slowMs = 20, .fastMs = 1, .gapMs = 300, .count = 2});
    EXPECT_THAT(experiment.actions, ElementsAre(LabAction{LabOp::NewUserNs, NsType::User, 0},
                                                LabAction{LabOp::Unshare, NsType::Net, 20 * ms},
                                                LabAction{LabOp::Unshare, NsType::Net, 320 * ms},
                                                LabAction{LabOp::Unshare, NsType::Net, 1 * ms},
                                                LabAction{LabOp::Unshare, NsType::Net, 1 * ms},
                                                LabAction{LabOp::Exit, NsType::Net, settleNs}));
    ASSERT_EQ(experiment.plan.steps.size(), experiment.actions.size());
    EXPECT_EQ(experiment.plan.steps[2], (PlannedStep{2, 0, 2, 2, "unshare(CLONE_NEWNET)"}));
    EXPECT_EQ(experiment.plan.steps[3], (PlannedStep{6, 1, 1, 2, "unshare(CLONE_NEWNET)"}));
    EXPECT_EQ(experiment.plan.steps[5], (PlannedStep{8, -1, 0, 0, "exit"}));
}

TEST(TrashExperiment, EveryStepNamesTheLineItStandsFor)
{
    for (const NsTypeRow& row : nsTypeTable()) {
        const Experiment experiment = trashExperiment({.type = row.type, .count = 3});
        for (const PlannedStep& step : experiment.plan.steps) {
            ASSERT_LT(static_cast<std::size_t>(step.line), experiment.plan.script.size());
            EXPECT_THAT(experiment.plan.script[static_cast<std::size_t>(step.line)], HasSubstr(step.text));
        }
    }
}

TEST(TrashExperiment, ChildrenAreMadeFirstAndTheOldOneEndedAfter)
{
    const Experiment experiment = trashExperiment({.type = NsType::Pid, .count = 2});
    EXPECT_THAT(lines(experiment),
                ElementsAre("unshare(CLONE_NEWUSER)", "slow: repeat 2", "  clone(CLONE_NEWPID)",
                            "  end the child before", "  sleep 500 ms", "sleep 500 ms", "fast: repeat 2",
                            "  clone(CLONE_NEWPID)", "  end the child before", "  sleep 10 ms", "end the last child",
                            "exit"));
    std::vector<LabOp> ops;
    for (const LabAction& action : experiment.actions)
        ops.push_back(action.op);
    using enum LabOp;
    EXPECT_THAT(ops, ElementsAre(NewUserNs, CloneChild, CloneChild, EndChild, CloneChild, EndChild, CloneChild,
                                 EndChild, EndChild, Exit));
    EXPECT_EQ(experiment.actions[1].pauseNs, 500 * ms) << "the first round has no child to end";
    EXPECT_EQ(experiment.actions[2].pauseNs, 0) << "the sleep comes after the end of the old child";
    EXPECT_EQ(experiment.actions[3].pauseNs, 1000 * ms);
}

TEST(MakeExperiment, TakesParametersAsText)
{
    const auto made = makeExperiment("nsgarbage", {{"type", "uts"}, {"count", "1"}, {"fast_ms", "0"}});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->actions[1].type, NsType::Uts);
    EXPECT_EQ(made->plan.phases[1].title, "fast, without pause");
    EXPECT_THAT(made->plan.parameters, testing::Contains(std::pair<std::string, std::string>("type", "uts")));
}

TEST(MakeExperiment, NamesTheParameterAndItsRange)
{
    const auto message = [](const std::string& name, const std::string& value) {
        const auto made = makeExperiment("nsgarbage", {{name, value}});
        return made ? std::string("accepted") : made.error().message();
    };
    EXPECT_EQ(message("count", "201"), "parameter count is a whole number from 1 to 200, not \"201\"");
    EXPECT_EQ(message("count", "0"), "parameter count is a whole number from 1 to 200, not \"0\"");
    EXPECT_EQ(message("slow_ms", "60001"), "parameter slow_ms is a whole number from 0 to 60000, not \"60001\"");
    EXPECT_EQ(message("gap_ms", "5 "), "parameter gap_ms is a whole number from 0 to 60000, not \"5 \"");
    EXPECT_EQ(message("fast_ms", "99999999999999999999"),
              "parameter fast_ms is a whole number from 0 to 60000, not \"99999999999999999999\"");
    EXPECT_THAT(message("type", "network"), HasSubstr("one of cgroup, ipc, mnt, net"));
    EXPECT_THAT(message("speed", "1"), HasSubstr("nsgarbage has no parameter \"speed\""));
    EXPECT_THAT(makeExperiment("forkbomb", {}).error().message(), HasSubstr("no experiment \"forkbomb\""));
}
