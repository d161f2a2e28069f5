// SPDX-License-Identifier: Apache-2.0
#include "core/lesson/answers_json.h"

#include "core/base/json_writer.h"

#include <algorithm>
#include <array>

namespace nsscope
{

namespace
{

std::string_view kindName(LessonQuestion::Kind kind)
{
    static constexpr std::array<std::string_view, 5> names{"choice", "several", "order", "number", "relation"};
    return names[static_cast<std::size_t>(kind)];
}

/// Options by their text, so that the file can be read without the lesson.
void writeAnswer(JsonWriter& json, std::string_view key, const LessonQuestion& question, const LessonAnswer& answer)
{
    json.key(key);
    if (!isWhole(question, answer)) {
        json.null();
    } else if (answer.number) {
        json.value(*answer.number);
    } else if (answer.relation) {
        json.value(relationName(*answer.relation));
    } else {
        json.beginArray();
        for (const std::size_t option : answer.options)
            json.value(question.options[option].text);
        json.endArray();
    }
}

void writeQuestion(JsonWriter& json, const LessonQuestion& question, const LessonAnswer& answer, bool locked,
                   const Judgement& judgement)
{
    json.beginObject().field("id", question.id).field("kind", kindName(question.kind)).field("text", question.text);
    writeAnswer(json, "answer", question, locked ? answer : LessonAnswer{});
    const std::string_view confidence = confidenceName(answer.confidence);
    json.fieldOrNull("confidence", locked && !confidence.empty(), confidence);
    json.field("locked", locked);
    json.fieldOrNull("right", locked && judgement.verdict != Verdict::Unknown, judgement.verdict == Verdict::Right);
    if (judgement.expected)
        writeAnswer(json, "expected", question, *judgement.expected);
    else
        json.nullField("expected");
    json.endObject();
}

} // namespace

std::string answersJson(const Lesson& lesson, const AnswerSheet& sheet, const AnsweredRun& run)
{
    JsonWriter json(true);
    json.beginObject().field("schema", "nsscope.answers/1");
    json.key("lesson").beginObject().field("id", lesson.id).field("title", lesson.title).endObject();
    json.field("kernel", run.kernel);
    json.key("recording");
    if (run.recordingSha256.empty())
        json.null();
    else
        json.beginObject().field("file", run.recordingName).field("sha256", run.recordingSha256).endObject();
    json.key("parameters").beginObject();
    for (const auto& [name, value] : run.parameters)
        json.field(name, value);
    json.endObject();
    json.fieldOrNull("end", !run.finished.empty(), run.finished);
    json.key("questions").beginArray();
    std::size_t right = 0;
    for (std::size_t i = 0; i < lesson.questions.size(); ++i) {
        const Judgement judgement = i < sheet.judgements.size() ? sheet.judgements[i] : Judgement{};
        const bool locked = i < sheet.locked.size() && sheet.locked[i];
        writeQuestion(json, lesson.questions[i], i < sheet.answers.size() ? sheet.answers[i] : LessonAnswer{}, locked, judgement);
        right += locked && judgement.verdict == Verdict::Right;
    }
    json.endArray();
    json.key("checks").beginArray();
    for (std::size_t i = 0; i < lesson.checks.size(); ++i) {
        json.beginObject().field("expression", lesson.checks[i].expression).field("text", lesson.checks[i].text);
        json.field("result", truthName(i < sheet.checks.size() ? sheet.checks[i] : Truth::Unknown)).endObject();
    }
    json.endArray();
    json.fieldOrNull("explanation", !sheet.explanation.empty(), sheet.explanation);
    json.field("right", right).field("answered", std::count(sheet.locked.begin(), sheet.locked.end(), true));
    json.field("of", lesson.questions.size()).endObject();
    return json.take() + "\n";
}

} // namespace nsscope
