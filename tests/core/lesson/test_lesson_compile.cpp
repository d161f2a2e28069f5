// SPDX-License-Identifier: Apache-2.0
// Lessons played out: script, steps and what the helper is asked for.
#include "core/lab/lesson_compile.h"
#include "core/lab/lesson_needs.h"
#include "core/lab/lesson_reader.h"
#include "core/lab/protocol.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::HasSubstr;

namespace
{

Lesson lessonOf(const std::string& body)
{
    LessonReading reading = readLesson("format = 1\nid = \"x\"\ntitle = \"T\"\ngoal = \"G\"\n" + body);
    for (const Diagnostic& d : reading.errors)
        ADD_FAILURE() << diagnosticText("lesson.toml", d);
    return std::move(reading.lesson);
}

Experiment compiled(const std::string& body, const Parameters& parameters = {})
{
    auto experiment = compileLesson(lessonOf(body), parameters);
    EXPECT_TRUE(experiment) << (experiment ? "" : experiment.error().message());
    return experiment ? std::move(*experiment) : Experiment();
}

/// "line text [id] [=makes] [@actor] [round/rounds]" a step.
std::vector<std::string> stepsOf(const Experiment& experiment)
{
    std::vector<std::string> all;
    for (const PlannedStep& s : experiment.plan.steps) {
        std::string text = fmt::format("{} {}", s.line, s.text);
        text += s.id.empty() ? "" : " [" + s.id + "]";
        text += s.actor.empty() ? "" : " @" + s.actor;
        text += s.rounds ? fmt::format(" {}/{}", s.round, s.rounds) : "";
        all.push_back(text);
    }
    return all;
}

const std::string counted = R"(
[[parameter]]
name = "n"
title = "Rounds"
min = 1
max = 3
value = 2
[[parameter]]
name = "t"
title = "Type"
types = ["uts", "net"]
value = "uts"
)";

} // namespace

TEST(LessonCompile, RepeatsArePlayedOut)
{
    const Experiment e = compiled(counted + R"(
[[phase]]
name = "p"
title = "P"
[[step]]
do = "repeat"
count = "{n}"
phase = "p"
  [[step.step]]
  id = "make"
  do = "unshare"
  types = "{t}"
  as = "A"
  ms = 7
)");
    EXPECT_THAT(e.plan.script, ElementsAre("lab = unshare(CLONE_NEWUSER)", "p: repeat 2", "  A = unshare(CLONE_NEWUTS)",
                                           "end: all that is left goes"));
    EXPECT_THAT(stepsOf(e), ElementsAre("0 lab = unshare(CLONE_NEWUSER)", "2 A = unshare(CLONE_NEWUTS) [make] @main 1/2",
                                        "2 A = unshare(CLONE_NEWUTS) [make] @main 2/2", "3 end: all that is left goes"));
    EXPECT_EQ(e.plan.steps[1].phase, 0);
    EXPECT_EQ(e.actions[1].pauseNs, 7'000'000);
    EXPECT_EQ(e.actions.front().op, LabOp::Begin);
    EXPECT_EQ(e.actions.back().op, LabOp::EndAll);
    EXPECT_THAT(e.needs.types, ElementsAre(NsType::Uts));
}

TEST(LessonCompile, ParametersTakeTheirValueAndKeepToTheirRange)
{
    const std::string body = counted + "[[step]]\ndo = \"repeat\"\ncount = \"{n}\"\n  [[step.step]]\n  do = \"unshare\"\n"
                                       "  types = \"{t}\"\n";
    const Experiment e = compiled(body, {{"n", "3"}, {"t", "net"}});
    EXPECT_EQ(e.actions.size(), 5u);
    EXPECT_EQ(e.actions[1].operands.cloneFlags, nsTypeRow(NsType::Net).cloneFlag);
    EXPECT_THAT(e.plan.parameters, ElementsAre(std::pair("n", "3"), std::pair("t", "net")));
    const auto fault = [&](const std::string& name, const std::string& value) {
        const auto wrong = compileLesson(lessonOf(body), {{name, value}});
        return wrong ? std::string() : wrong.error().message();
    };
    EXPECT_THAT(fault("n", "4"), HasSubstr("parameter n is a whole number from 1 to 3, not \"4\""));
    EXPECT_THAT(fault("n", "2x"), HasSubstr("not \"2x\""));
    EXPECT_THAT(fault("t", "pid"), HasSubstr("parameter t is one of uts, net, not \"pid\""));
    EXPECT_THAT(fault("m", "1"), HasSubstr("x has no parameter \"m\""));
}

TEST(LessonCompile, ASleepBelongsToTheStepBeforeUnlessItHasAName)
{
    const Experiment e = compiled(R"(
[[step]]
do = "unshare"
types = "uts"
ms = 1
[[step]]
do = "sleep"
ms = 20
[[step]]
id = "nap"
do = "sleep"
ms = 30
)");
    ASSERT_EQ(e.actions.size(), 4u);
    EXPECT_EQ(e.actions[1].pauseNs, 21'000'000);
    EXPECT_EQ(e.actions[2].op, LabOp::Sleep);
    EXPECT_EQ(e.actions[2].pauseNs, 30'000'000);
}

TEST(LessonCompile, ActorsAndDescriptorsGetNumbers)
{
    const Experiment e = compiled(R"(
[[step]]
do = "fork"
child = "a"
[[step]]
do = "thread"
actor = "a"
child = "t"
[[step]]
do = "open"
actor = "a"
of = "main"
types = "net"
fd = "f"
[[step]]
do = "kill"
actor = "a"
[[step]]
do = "fork"
child = "b"
[[step]]
do = "wait"
for = "lab"
state = "destroyed"
)");
    ASSERT_EQ(e.actions.size(), 8u);
    EXPECT_EQ(e.actions[1].operands.child, 1);
    EXPECT_EQ(e.actions[2].operands.actor, 1);
    EXPECT_EQ(e.actions[2].operands.child, 2);
    EXPECT_EQ(e.actions[3].operands.of, 0);
    EXPECT_EQ(e.actions[5].operands.child, 1) << "the number of a process is free again with those of its threads";
    EXPECT_EQ(e.actions[6].await.state, EvidenceKind::Destroyed);
    EXPECT_EQ(e.actions[6].await.limitNs, waitLimitMs * 1'000'000);
    EXPECT_STREQ(e.actions[1].operands.name.data(), "a");
    for (const LabAction& action : e.actions) {
        if (isActorOp(action.op)) {
            const LabRequest request = makeRequest(1, action);
            EXPECT_TRUE(checkRequest(request, sizeof request)) << static_cast<int>(action.op);
        }
    }
}

TEST(LessonCompile, MainGetsAHomeOnlyWhereItComesBack)
{
    const std::string leave = R"(
[[step]]
do = "open"
types = "uts"
fd = "home"
[[step]]
do = "unshare"
types = "uts"
as = "A"
)";
    EXPECT_EQ(compiled(leave).plan.script[1], "home = open(\"/proc/self/ns/uts\")");
    const Experiment e = compiled(leave + "[[step]]\ndo = \"setns\"\nfd = \"home\"\n");
    EXPECT_EQ(e.plan.script[1], "home = unshare(CLONE_NEWUTS)");
    EXPECT_EQ(e.plan.steps[1].makes, "home");
    EXPECT_EQ(e.actions[1].op, LabOp::ActorUnshare);
}

TEST(LessonNeeds, AreOneSentence)
{
    const Machine old{"5.4.0-1", {NsType::Net, NsType::User}, false};
    EXPECT_FALSE(unmetNeed({{NsType::Net}, "5.4", false}, old));
    EXPECT_EQ(unmetNeed({{NsType::Time}, "", false}, old),
              "This experiment needs time namespaces, which this kernel (5.4.0-1) does not have.");
    EXPECT_EQ(unmetNeed({{}, "5.10", false}, old), "This experiment needs Linux 5.10 or newer; this is 5.4.0-1.");
    EXPECT_EQ(unmetNeed({{}, "", true}, old), "This experiment needs root.");
    EXPECT_FALSE(unmetNeed({{}, "5.9", false}, Machine{"5.10", {}, false})) << "9 is less than 10";
}
