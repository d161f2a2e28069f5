// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lesson_report.h"

#include "core/base/error.h"
#include "core/base/escape.h"
#include "core/base/json_writer.h"
#include "core/export/json_parts.h"
#include "core/lesson/expression_truth.h"
#include "core/track/check.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string outcomeText(const LabStep& step)
{
    if (step.error == ETIMEDOUT && step.holder == 0 && step.result == 0)
        return "not seen";
    if (step.error != 0)
        return errnoName(step.error);
    std::string text = fmt::format("{}", step.result);
    if (step.made)
        text += "  " + linkText(*step.made);
    for (const NsRef& also : step.alsoMade)
        text += " " + linkText(also);
    return text;
}

/// The value as text, or the fault.
std::string valueOf(const std::string& expression, const Frame& frame, std::size_t run)
{
    const auto value = evaluateCheck(expression, frame, run);
    return value ? checkText(*value) : value.error().message;
}

void writeStep(JsonWriter& json, const LabRun& run, const LabStep& step)
{
    json.beginObject().field("index", step.index);
    if (step.index >= 0 && static_cast<std::size_t>(step.index) < run.plan.steps.size()) {
        const PlannedStep& planned = run.plan.steps[static_cast<std::size_t>(step.index)];
        json.field("id", planned.id).field("actor", planned.actor).field("line", planned.text);
    }
    json.field("call", step.call).field("before_ns", step.before.ns).field("after_ns", step.after.ns);
    json.field("result", step.result).fieldOrNull("error", step.error != 0, errnoName(step.error));
    json.key("made").beginArray();
    if (step.made)
        writeNsRef(json, *step.made);
    for (const NsRef& also : step.alsoMade)
        writeNsRef(json, also);
    json.endArray().endObject();
}

void writeQuestion(JsonWriter& json, const LessonQuestion& question, const Frame& frame, std::size_t run)
{
    json.beginObject().field("id", question.id).field("text", question.text);
    const auto value = [&](std::string_view key, const std::string& expression) {
        json.fieldOrNull(key, !expression.empty(), expression.empty() ? "" : valueOf(expression, frame, run));
    };
    value("answer", question.answer);
    value("other", question.other);
    json.key("options").beginArray();
    for (const LessonOption& option : question.options)
        json.beginObject().field("text", option.text).field("right", valueOf(option.right, frame, run)).endObject();
    json.endArray().endObject();
}

} // namespace

std::string stepText(const LabStart& plan, const LabStep& step)
{
    const PlannedStep& planned = plan.steps[static_cast<std::size_t>(step.index)];
    const std::string round = planned.rounds > 1 ? fmt::format(" ({}/{})", planned.round, planned.rounds) : "";
    const double us = static_cast<double>(step.after - step.before) / 1e3;
    return fmt::format("{:>4}  {:<44} {:>11.1f} us  {}", step.index + 1, displayText(planned.text) + round, us,
                       outcomeText(step));
}

std::vector<CheckResult> evaluateChecks(const Lesson& lesson, const Frame& frame, std::size_t run)
{
    std::vector<CheckResult> results;
    for (const LessonCheck& check : lesson.checks) {
        const bool taken = numbersWereTaken(check.expression, frame, run);
        std::string value = valueOf(check.expression, frame, run);
        if (taken && value == "false")
            value = "unknown: others took numbers meanwhile";
        results.push_back({check.expression, check.text, value == "true", value});
    }
    return results;
}

std::string checksText(const std::vector<CheckResult>& checks)
{
    std::string text;
    for (const CheckResult& check : checks) {
        text += fmt::format("{}{:<7} {}", text.empty() ? "" : "\n", check.holds ? "true" : check.value.starts_with("unknown") ? "unknown" : "FALSE", displayText(check.text));
        if (!check.holds)
            text += fmt::format("\n        {} is {}", displayText(check.expression), displayText(check.value));
    }
    return text;
}

std::string lessonRunJson(const Lesson& lesson, const Frame& frame, std::size_t run,
                          const std::vector<CheckResult>& checks)
{
    const LabRun& played = *frame.runs[run];
    JsonWriter json(true);
    json.beginObject().field("schema", "nsscope.lab/1").field("lesson", played.plan.experiment);
    json.field("title", played.plan.title).field("kernel", frame.header.host.kernel);
    json.fieldOrNull("ended", played.end.has_value(), played.end ? played.end->reason : "");
    json.key("parameters").beginObject();
    for (const auto& [name, value] : played.plan.parameters)
        json.field(name, value);
    json.endObject().key("steps").beginArray();
    for (const LabStep& step : played.steps)
        writeStep(json, played, step);
    json.endArray().key("questions").beginArray();
    for (const LessonQuestion& question : lesson.questions)
        writeQuestion(json, question, frame, run);
    json.endArray().key("checks").beginArray();
    for (const CheckResult& check : checks) {
        json.beginObject().field("expression", check.expression).field("text", check.text);
        json.field("holds", check.holds).field("value", check.value).endObject();
    }
    return json.endArray().endObject().take();
}

} // namespace nsscope
