// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons in words: texts of strangers made safe to show, answers, stages, and what a step did. Pure.
#pragma once
#include "core/lab/lesson.h"
#include "core/lesson/judge_answer.h"

#include <QString>

namespace nsscope::ui
{

/// The parts of a lesson in their order.
enum class Stage { Predict, Run, Observe, Explain, Modify, Check };
inline constexpr int stageCount = 6;
QString stageTitle(Stage stage);
/// Name of the stage's section in text.md ("predict").
std::string_view stageAnchor(Stage stage);

/// Text from a lesson file, control characters made visible.
QString lessonWords(const std::string& text);
QString answerText(const LessonQuestion& question, const LessonAnswer& answer, bool time);
QString confidenceText(Confidence confidence);
/// "unshare(CLONE_NEWUTS) = 0 · 84 µs", "fork() = ENOMEM · 12 µs"
QString stepResultText(const LabStep& step);
/// Of a run that did not come to its end: "The experiment was cut off: nsscope-lab was killed by SIGKILL."
QString endedEarlyText(const LabEnd& end);

} // namespace nsscope::ui
