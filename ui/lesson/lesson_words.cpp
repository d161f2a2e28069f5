// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_words.h"

#include "core/base/error.h"
#include "core/base/escape.h"
#include "core/lesson/answer_number.h"

#include <QCoreApplication>
#include <QStringList>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return QCoreApplication::translate("LessonWords", text); }

} // namespace

QString stageTitle(Stage stage)
{
    switch (stage) {
    case Stage::Predict:
        return tr("Predict");
    case Stage::Run:
        return tr("Run");
    case Stage::Observe:
        return tr("Observe");
    case Stage::Explain:
        return tr("Explain");
    case Stage::Modify:
        return tr("Modify");
    case Stage::Check:
        break;
    }
    return tr("Check");
}

std::string_view stageAnchor(Stage stage)
{
    constexpr std::string_view anchors[stageCount] = {"predict", "run", "observe", "explain", "modify", "check"};
    return anchors[static_cast<int>(stage)];
}

QString lessonWords(const std::string& text)
{
    return QString::fromStdString(displayText(text));
}

QString confidenceText(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Guess:
        return tr("a guess");
    case Confidence::Fairly:
        return tr("fairly sure");
    case Confidence::Sure:
        return tr("sure");
    case Confidence::Unstated:
        break;
    }
    return {};
}

QString answerText(const LessonQuestion& question, const LessonAnswer& answer, bool time)
{
    if (answer.number)
        return QString::fromStdString(answerNumberText(*answer.number, time));
    if (answer.relation)
        return *answer.relation == Relation::Less ? tr("left < right")
               : *answer.relation == Relation::Same ? tr("left = right")
                                                    : tr("left > right");
    QStringList words;
    for (const std::size_t option : answer.options)
        words << lessonWords(question.options[option].text);
    if (words.isEmpty())
        return tr("none of them");
    return words.join(question.kind == LessonQuestion::Kind::Order ? QStringLiteral(" → ") : QStringLiteral("; "));
}

QString stepResultText(const LabStep& step)
{
    const QString result = step.error ? QString::fromStdString(errnoName(step.error)) : QString::number(step.result);
    const auto took = static_cast<double>(step.after - step.before);
    return QStringLiteral("%1 = %2 · %3").arg(lessonWords(step.call), result, QString::fromStdString(answerNumberText(took, true)));
}

QString endedEarlyText(const LabEnd& end)
{
    if (end.reason == "lost" && !end.text.empty())
        return tr("The experiment was cut off: %1").arg(lessonWords(end.text));
    return end.reason == "lost" ? tr("The experiment was cut off.") : tr("The experiment was ended before its last step.");
}

} // namespace nsscope::ui
