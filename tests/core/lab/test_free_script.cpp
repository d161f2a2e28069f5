// SPDX-License-Identifier: Apache-2.0
// Steps pressed by hand: words in, an experiment and a lesson.toml out, or a sentence that says what is wrong.
#include "core/lab/free_script.h"
#include "core/lab/lesson_compile.h"
#include "core/lab/lesson_reader.h"

#include <gmock/gmock.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::HasSubstr;

namespace
{

std::string fault(FreeScript& script, std::string_view line)
{
    const Status added = script.add(line);
    return added ? std::string("none") : added.error().message();
}

FreeScript scriptOf(const std::vector<std::string>& lines)
{
    FreeScript script;
    for (const std::string& line : lines)
        EXPECT_EQ(fault(script, line), "none") << line;
    return script;
}

/// One step of every verb that can be pressed.
const std::vector<std::string> every = {"fork child=p1",
                                        "unshare types=mnt as=M actor=p1",
                                        "clone child=p2 types=net,uts as=B actor=p1",
                                        "thread child=t1 actor=p1",
                                        "open types=net fd=f1 of=p2 o_path=true actor=p1",
                                        "dup fd=f1 to_fd=f2 actor=p1",
                                        "pass fd=f2 to=p2 to_fd=f3 actor=p1",
                                        "socket fd=s1 family=unix ms=5 actor=p2",
                                        "bind types=net mount=m1 of=p2 actor=p1",
                                        "unmount mount=m1 actor=p1",
                                        "setns fd=f1 actor=p1",
                                        "close fd=f1 actor=p1",
                                        "wait for=B-net state=obsolete ms=10",
                                        "kill actor=p2",
                                        "exit actor=p1"};

} // namespace

TEST(FreeScript, EmptyMakesTheUserNamespaceAndEndsAll)
{
    const Experiment experiment = FreeScript().experiment();
    ASSERT_EQ(experiment.actions.size(), 2u);
    EXPECT_EQ(experiment.actions.front().op, LabOp::Begin);
    EXPECT_EQ(experiment.actions.back().op, LabOp::EndAll);
    EXPECT_EQ(experiment.plan.experiment, "free");
}

TEST(FreeScript, StandsBetweenTheBeginningAndTheEnd)
{
    const Experiment experiment = scriptOf(every).experiment();
    ASSERT_EQ(experiment.actions.size(), every.size() + 2);
    EXPECT_EQ(experiment.plan.steps[3].id, "s3");
    EXPECT_EQ(experiment.plan.steps[3].makes, "B");
    EXPECT_EQ(experiment.plan.steps[3].text, "p1: p2, B = clone(CLONE_NEWNET | CLONE_NEWUTS)");
    EXPECT_EQ(experiment.plan.parameters[2], std::pair(std::string("s3"), every[2]));
}

TEST(FreeScript, IsTheSameAgainFromItsParameters)
{
    const Experiment experiment = scriptOf(every).experiment();
    const auto again = makeExperiment("free", experiment.plan.parameters);
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->actions, experiment.actions);
    EXPECT_EQ(again->plan.steps, experiment.plan.steps);
    EXPECT_EQ(again->plan.script, experiment.plan.script);
}

TEST(FreeScript, IsTheSameAsLesson)
{
    const FreeScript script = scriptOf(every);
    const LessonReading reading = readLesson(script.toml({"by-hand", "By \"hand\" \\ \x1b[31m", "G"}));
    ASSERT_TRUE(reading.errors.empty()) << reading.errors.front().message;
    EXPECT_EQ(reading.lesson.id, "by-hand");
    EXPECT_EQ(reading.lesson.title, "By \"hand\" \\ \\x1b[31m");
    const auto compiled = compileLesson(reading.lesson);
    ASSERT_TRUE(compiled);
    EXPECT_EQ(compiled->actions, script.experiment().actions);
}

TEST(FreeScript, SaysWhatIsWrongAndAddsNothing)
{
    FreeScript script = scriptOf({"fork child=p1"});
    EXPECT_EQ(fault(script, ""), "a step begins with its verb, as in \"unshare types=net as=A\"");
    EXPECT_THAT(fault(script, "unshre types=net"), HasSubstr("did you mean 'unshare'?"));
    EXPECT_THAT(fault(script, "unshare typs=net"), HasSubstr("did you mean 'types'?"));
    EXPECT_EQ(fault(script, "unshare net"), "\"net\" is not of the form key=value");
    EXPECT_THAT(fault(script, "unshare types=net actor=p2"), HasSubstr("no actor 'p2' here; did you mean 'p1'?"));
    EXPECT_EQ(fault(script, "sleep ms=4"), "a free experiment has no 'sleep': each step is one press");
    EXPECT_EQ(fault(script, "repeat count=9"), "a free experiment has no 'repeat': each step is one press");
    EXPECT_EQ(fault(script, "fork child=p2 id=x"), "a free experiment gives the key 'id' by itself");
    EXPECT_THAT(fault(script, "fork child=../x"), HasSubstr("must be a name of letters"));
    EXPECT_THAT(fault(script, "fork child=x\"\nid=\"y"), HasSubstr("must be a name of letters"));
    EXPECT_THAT(fault(script, "fork \"a\"=1 child=p2"), HasSubstr("unknown key"));
    EXPECT_THAT(fault(script, "fork child=p2 child=p3"), HasSubstr("child"));
    EXPECT_THAT(fault(script, "unshare types={type}"), HasSubstr("no parameter 'type'"));
    EXPECT_EQ(fault(script, std::string(500, 'x')), "a step is at most 400 bytes long");
    EXPECT_THAT(script.lines(), ElementsAre("fork child=p1"));
}

TEST(FreeScript, HasALimit)
{
    FreeScript script;
    for (std::size_t i = 0; i < mostFreeSteps; ++i)
        ASSERT_EQ(fault(script, "unshare types=uts"), "none") << i;
    EXPECT_THAT(fault(script, "unshare types=uts"), HasSubstr("at most 100 steps"));
}

TEST(FreeScript, ForgetsWhatComesAfter)
{
    FreeScript script = scriptOf({"fork child=p1", "unshare types=net as=A actor=p1", "exit actor=p1"});
    script.keep(2);
    EXPECT_EQ(script.experiment().actions.size(), 4u);
    EXPECT_EQ(fault(script, "unshare types=net as=B actor=p1"), "none") << "p1 has not ended any more";
}

TEST(FreeScript, ItsParametersComeInOrder)
{
    EXPECT_FALSE(FreeScript::of({{"s2", "fork child=p1"}}));
    EXPECT_FALSE(FreeScript::of({{"s1", "fork child=p1"}, {"s1", "exit"}}));
    EXPECT_FALSE(makeExperiment("free", {{"type", "net"}}));
}

TEST(FreeScript, ItsIdIsTakenForLessons)
{
    const LessonReading reading = readLesson("format = 1\nid = \"free\"\ntitle = \"T\"\ngoal = \"G\"\n[[step]]\ndo = \"exit\"\n");
    ASSERT_EQ(reading.errors.size(), 1u);
    EXPECT_EQ(diagnosticText("f", reading.errors[0]), "f:2:6: 'free' is an experiment of nsscope's own; give this one another id");
}
