// SPDX-License-Identifier: Apache-2.0
// The recording that ships with each lesson, for machines that cannot run it: all checks are true in it, every question
// has an answer, and it is of the lesson as it is written now.
#include "tests/core/lesson/right_answers.h"
#include "tests/core/lesson/shipped_lessons.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

class LessonRecording : public testing::TestWithParam<LessonFolder>
{
protected:
    LessonRecording() : m_frame(frameOfRecording(GetParam().recording)) {}
    void SetUp() override
    {
        ASSERT_FALSE(GetParam().recording.empty()) << GetParam().path << " has no recording.nsrec";
        ASSERT_TRUE(m_frame && m_frame->runs.size() == 1u) << GetParam().recording;
    }
    const Lesson& lesson() const { return GetParam().lesson(); }

    FramePtr m_frame;
};

std::string recordedLesson(const testing::TestParamInfo<LessonFolder>& info) { return info.param.lesson().id; }

} // namespace

TEST_P(LessonRecording, IsOfTheLessonAsItIsNow)
{
    const LabStart now = planOf(lesson());
    const LabStart& then = m_frame->runs[0]->plan;
    EXPECT_EQ(then.experiment, lesson().id);
    EXPECT_EQ(then.script, now.script) << "record it again";
    EXPECT_EQ(then.steps, now.steps) << "record it again";
    EXPECT_EQ(then.parameters, now.parameters);
    EXPECT_TRUE(m_frame->ended && m_frame->runs[0]->end);
    EXPECT_EQ(m_frame->runs[0]->end->reason, "finished");
    EXPECT_EQ(m_frame->runs[0]->steps.size(), then.steps.size());
}

TEST_P(LessonRecording, ShowsWhatTheLessonClaims)
{
    for (const LessonCheck& check : lesson().checks)
        EXPECT_EQ(evaluateTruth(check.expression, *m_frame, 0), Truth::True) << check.expression << ": " << check.text;
    for (const auto& life : m_frame->lives)
        EXPECT_TRUE(life->contradictions.empty()) << life->contradictions.front();
}

TEST_P(LessonRecording, AnswersEveryQuestionInOneWay)
{
    for (const LessonQuestion& question : lesson().questions) {
        EXPECT_TRUE(rightAnswer(question, *m_frame)) << question.id;
        if (question.kind == LessonQuestion::Kind::Choice) {
            EXPECT_EQ(trueOptions(question, *m_frame), 1u) << question.id;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Lessons, LessonRecording, testing::ValuesIn(shippedLessons()), recordedLesson);
