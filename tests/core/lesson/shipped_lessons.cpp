// SPDX-License-Identifier: Apache-2.0
#include "tests/core/lesson/shipped_lessons.h"

#include <algorithm>

namespace nsscope
{

namespace
{

void addSteps(const std::vector<LessonStep>& steps, LabStart& plan)
{
    for (const LessonStep& step : steps) {
        PlannedStep planned;
        planned.id = step.id;
        planned.makes = step.as;
        plan.steps.push_back(planned);
        addSteps(step.steps, plan);
    }
}

} // namespace

std::vector<LessonFolder> shippedLessons()
{
    std::vector<LessonFolder> lessons = readLessons({NSSCOPE_SOURCE "/resources/lessons"});
    std::sort(lessons.begin(), lessons.end(),
              [](const LessonFolder& a, const LessonFolder& b) { return a.path < b.path; });
    return lessons;
}

void PrintTo(const LessonFolder& folder, std::ostream* out) { *out << folder.path; }

LabStart planNames(const Lesson& lesson)
{
    LabStart plan;
    for (const LessonPhase& phase : lesson.phases)
        plan.phases.push_back({phase.name, phase.title, 0});
    PlannedStep own;
    own.makes = "lab";
    plan.steps.push_back(own);
    addSteps(lesson.steps, plan);
    return plan;
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
