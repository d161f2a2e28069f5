// SPDX-License-Identifier: Apache-2.0
#include "tests/core/lesson/shipped_lessons.h"

#include "core/lab/lesson_compile.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace nsscope
{

std::vector<LessonFolder> shippedLessons()
{
    std::vector<LessonFolder> lessons = readLessons({NSSCOPE_SOURCE "/resources/lessons"});
    std::sort(lessons.begin(), lessons.end(),
              [](const LessonFolder& a, const LessonFolder& b) { return a.path < b.path; });
    return lessons;
}

void PrintTo(const LessonFolder& folder, std::ostream* out) { *out << folder.path; }

LabStart planOf(const Lesson& lesson)
{
    const auto experiment = compileLesson(lesson);
    EXPECT_TRUE(experiment) << experiment.error().message();
    return experiment ? experiment->plan : LabStart();
}

std::vector<std::pair<SourcePlace, std::string>> expressionsOf(const Lesson& lesson)
{
    std::vector<std::pair<SourcePlace, std::string>> all;
    for (const LessonQuestion& question : lesson.questions) {
        for (const LessonOption& option : question.options)
            all.emplace_back(option.place, option.right);
        for (const std::string& side : {question.answer, question.other}) {
            if (!side.empty())
                all.emplace_back(question.place, side);
        }
    }
    for (const LessonCheck& check : lesson.checks)
        all.emplace_back(check.place, check.expression);
    return all;
}

} // namespace nsscope
