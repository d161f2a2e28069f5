// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lesson_text.h"

#include "core/base/escape.h"
#include "core/base/json_writer.h"
#include "core/lab/lesson_compile.h"

#include <fmt/format.h>
#include <map>

namespace nsscope
{

namespace
{

/// Line breaks stay.
std::string safeText(std::string_view text)
{
    std::string safe;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        safe += displayText(line) + "\n";
    }
    return safe;
}

std::string parameterText(const LessonParameter& p)
{
    std::string range = fmt::format("{} to {}", p.min, p.max);
    std::string value = std::to_string(p.value);
    if (!p.types.empty()) {
        range.clear();
        for (const NsType type : p.types)
            range += (range.empty() ? "" : ", ") + std::string(nsTypeName(type));
        value = nsTypeName(p.types[static_cast<std::size_t>(p.value)]);
    }
    return fmt::format("  --set {}={:<8} {} ({}{}{})\n", p.name, value, displayText(p.title), range,
                       p.unit.empty() ? "" : " ", displayText(p.unit));
}

std::string scriptText(const Lesson& lesson)
{
    const auto experiment = compileLesson(lesson);
    if (!experiment)
        return {};
    std::map<std::int32_t, std::string> anchors;
    for (const PlannedStep& step : experiment->plan.steps) {
        if (!step.anchor.empty())
            anchors[step.line] = step.anchor;
    }
    std::string text;
    for (std::size_t i = 0; i < experiment->plan.script.size(); ++i) {
        const auto anchor = anchors.find(static_cast<std::int32_t>(i));
        const std::string line = displayText(experiment->plan.script[i]);
        text += anchor == anchors.end() ? fmt::format("  {}\n", line) : fmt::format("  {:<52} #{}\n", line, anchor->second);
    }
    return text;
}

} // namespace

std::string lessonListText(const std::vector<LessonFolder>& lessons)
{
    std::string text = fmt::format("{:<20} {:>4} {:>5}  {}", "ID", "MIN", "LEVEL", "TITLE");
    text += fmt::format("\n{:<20} {:>4} {:>5}  {}", "nsgarbage", "", "", "Slow and fast trashing");
    text += fmt::format("\n{:<20} {:>4} {:>5}  {}", "free", "", "", "Free experiment: see lab free");
    for (const LessonFolder& folder : lessons) {
        const Lesson& lesson = folder.lesson();
        text += fmt::format("\n{:<20} {:>4} {:>5}  {}{}", lesson.id, lesson.minutes, lesson.level, displayText(lesson.title),
                            folder.sound() ? "" : "  (has errors, see lab lint)");
    }
    return text;
}

std::string lessonListJson(const std::vector<LessonFolder>& lessons)
{
    JsonWriter json(true);
    json.beginObject().field("schema", "nsscope.lessons/1").key("lessons").beginArray();
    for (const LessonFolder& folder : lessons) {
        const Lesson& lesson = folder.lesson();
        json.beginObject().field("id", lesson.id).field("title", lesson.title).field("goal", lesson.goal);
        json.field("minutes", lesson.minutes).field("level", lesson.level).field("order", lesson.order);
        json.field("path", folder.path).field("sound", folder.sound());
        json.fieldOrNull("recording", !folder.recording.empty(), folder.recording).endObject();
    }
    return json.endArray().endObject().take();
}

std::string lessonText(const LessonFolder& folder)
{
    const Lesson& lesson = folder.lesson();
    std::string text = fmt::format("{} ({}), {} min, level {}\n{}\n", displayText(lesson.title), lesson.id,
                                   lesson.minutes, lesson.level, safeText(lesson.goal));
    if (!lesson.parameters.empty())
        text += "Parameters\n";
    for (const LessonParameter& parameter : lesson.parameters)
        text += parameterText(parameter);
    text += "Script\n" + scriptText(lesson) + "\n" + safeText(folder.text);
    return text;
}

} // namespace nsscope
