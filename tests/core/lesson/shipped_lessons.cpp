// SPDX-License-Identifier: Apache-2.0
#include "tests/core/lesson/shipped_lessons.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace nsscope
{

namespace
{

std::string fileText(const std::filesystem::path& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

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

std::vector<ShippedLesson> shippedLessons()
{
    std::vector<ShippedLesson> lessons;
    for (const auto& entry : std::filesystem::directory_iterator(NSSCOPE_SOURCE "/resources/lessons")) {
        if (!entry.is_directory())
            continue;
        ShippedLesson lesson;
        lesson.folder = entry.path().filename();
        lesson.path = entry.path();
        lesson.text = fileText(entry.path() / "text.md");
        lesson.reading = readLesson(fileText(entry.path() / "lesson.toml"));
        lesson.missing = missingAnchors(lesson.reading.lesson, lesson.text);
        lessons.push_back(std::move(lesson));
    }
    std::sort(lessons.begin(), lessons.end(),
              [](const ShippedLesson& a, const ShippedLesson& b) { return a.folder < b.folder; });
    return lessons;
}

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
