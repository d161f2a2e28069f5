// SPDX-License-Identifier: Apache-2.0
// The text of a lesson in parts, other words for other kernels, and the step that a question must come before.
#include "core/lesson/lesson_gate.h"
#include "core/lesson/lesson_sections.h"
#include "tests/core/answers/lesson_frame.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace
{

const char* const text = R"(# Title

## Goal

Why.

## Observe

Look.

### It goes {#gone}

On newer kernels.

### An aside

More.

```
## not a heading
```

## On other kernels

### Before 6.18 {#gone-old}

On older kernels.
)";

Lesson lesson()
{
    Lesson l;
    LessonStep repeat;
    LessonStep step;
    step.id = "exit";
    step.text = "gone";
    repeat.steps = {step};
    l.steps = {repeat};
    l.variants = {{"", "6.17", {{"gone", "gone-old"}}, {}}};
    return l;
}

LessonQuestion before(const std::string& step)
{
    LessonQuestion question;
    question.before = step;
    return question;
}

} // namespace

TEST(LessonSections, StagesLeaveOutWhatStepsName)
{
    const auto sections = lessonSections(text);
    EXPECT_EQ(stageText(lesson(), sections, "goal"), "\nWhy.\n\n");
    const std::string observe = stageText(lesson(), sections, "observe");
    EXPECT_THAT(observe, HasSubstr("Look."));
    EXPECT_THAT(observe, HasSubstr("**An aside**"));
    EXPECT_THAT(observe, HasSubstr("## not a heading"));
    EXPECT_THAT(observe, Not(HasSubstr("newer")));
    EXPECT_EQ(stageText(lesson(), sections, "explain"), "");
    EXPECT_THAT(lessonSections(""), IsEmpty());
}

TEST(LessonSections, WordsForTheKernel)
{
    const auto sections = lessonSections(text);
    const Lesson l = lesson();
    EXPECT_THAT(stepSection(l, sections, "gone", "6.18.1")->body, HasSubstr("newer"));
    EXPECT_THAT(stepSection(l, sections, "gone", "6.17.3-generic")->body, HasSubstr("older"));
    EXPECT_THAT(stepSection(l, sections, "gone", "5.10")->body, HasSubstr("older"));
    EXPECT_EQ(stepSection(l, sections, "nowhere", "5.10"), nullptr);
    EXPECT_THAT(otherKernelsText(l, sections, "6.18.1"), AllOf(HasSubstr("older"), Not(HasSubstr("newer"))));
    EXPECT_THAT(otherKernelsText(l, sections, "5.10"), AllOf(HasSubstr("newer"), Not(HasSubstr("older"))));
    EXPECT_EQ(stepSection(l, sections, "", "5.10"), nullptr);
    EXPECT_EQ(findStep(l.steps, "exit")->text, "gone");
    EXPECT_EQ(findStep(l.steps, ""), nullptr);
}

TEST(LessonGate, StandsBeforeTheFirstRoundOfAStep)
{
    const LabStart plan = lessonFrame()->currentRun()->plan;
    Lesson l;
    l.questions = {before("make-fast"), before(""), before("make-slow"), before("nowhere")};
    EXPECT_EQ(stepsBefore(plan, l.questions[0]), 5);
    EXPECT_EQ(stepsBefore(plan, l.questions[2]), 1);
    EXPECT_EQ(gateOf(plan, l, {false, false, false, false}), 0);
    EXPECT_EQ(gateOf(plan, l, {false, true, false, true}), 1);
    EXPECT_EQ(gateOf(plan, l, {false, true, true, true}), 5);
    EXPECT_EQ(gateOf(plan, l, {true, true, true, true}), std::nullopt);
    EXPECT_THAT(dueQuestions(plan, l, {}, 0), ElementsAre(1, 3));
    EXPECT_THAT(dueQuestions(plan, l, {false, true, false, true}, 1), ElementsAre(2));
    EXPECT_THAT(dueQuestions(plan, l, {false, true, true, true}, 4), IsEmpty());
    EXPECT_THAT(dueQuestions(plan, l, {false, true, true, true}, 5), ElementsAre(0));
}
