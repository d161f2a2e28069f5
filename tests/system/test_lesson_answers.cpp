// SPDX-License-Identifier: Apache-2.0
// A lesson on this kernel and its reference recording give the same answers: whoever was right with the one is right
// with the other.
#include "tests/core/lesson/right_answers.h"
#include "tests/core/lesson/shipped_lessons.h"
#include "tests/system/program_run.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace nsscope;

namespace
{

class LiveLesson : public testing::TestWithParam<LessonFolder>
{
protected:
    LiveLesson()
    {
        std::string name = std::filesystem::temp_directory_path() / "nsscope-answers-XXXXXX";
        m_folder = ::mkdtemp(name.data());
        if (::geteuid() == 0 && whyNotAsUser(nobody).empty())
            m_how.uid = nobody;
        if (m_how.uid) {
            EXPECT_EQ(::chown(m_folder.c_str(), nobody, nobody), 0);
        }
    }
    ~LiveLesson() override { std::filesystem::remove_all(m_folder); }

    std::string m_folder;
    ProgramRun::How m_how;
};

std::string lessonName(const testing::TestParamInfo<LessonFolder>& info) { return info.param.lesson().id; }

} // namespace

TEST_P(LiveLesson, HasTheAnswersOfItsRecording)
{
    const std::string path = m_folder + "/run.nsrec";
    ProgramRun run({"lab", "run", GetParam().path, "--record", path}, m_how);
    run.finish();
    const FramePtr live = frameOfRecording(path);
    const FramePtr recorded = frameOfRecording(GetParam().recording);
    ASSERT_TRUE(recorded);
    if (!live || live->runs.empty() || live->runs[0]->steps.empty())
        GTEST_SKIP() << run.errors();
    const Lesson& lesson = GetParam().lesson();
    std::vector<Judgement> judgements;
    for (const LessonQuestion& question : lesson.questions) {
        const auto answer = rightAnswer(question, *recorded);
        ASSERT_TRUE(answer) << question.id;
        judgements.push_back(judgeAnswer(question, *answer, *live, 0));
    }
    std::vector<Truth> checks;
    for (const LessonCheck& check : lesson.checks)
        checks.push_back(evaluateTruth(check.expression, *live, 0));
    withdrawVerdicts(lesson, checks, *live, 0, judgements);
    // Unknown where this kernel has no witness for it, or others took the numbers.
    for (std::size_t i = 0; i < judgements.size(); ++i)
        EXPECT_NE(judgements[i].verdict, Verdict::Wrong) << lesson.questions[i].id << ": " << lesson.questions[i].text;
    for (const auto& life : live->lives) {
        for (const std::string& sentence : life->contradictions)
            EXPECT_EQ(sentence.find("leaving it"), std::string::npos) << sentence; // told by the lab itself
    }
}

INSTANTIATE_TEST_SUITE_P(Lessons, LiveLesson, testing::ValuesIn(shippedLessons()), lessonName);
