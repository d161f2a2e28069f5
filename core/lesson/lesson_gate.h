// SPDX-License-Identifier: Apache-2.0
// Which step a prediction must come before: how many steps of a plan may be done while a question is open. Pure.
#pragma once
#include "core/lab/lesson.h"
#include "core/model/fact.h"

#include <optional>
#include <vector>

namespace nsscope
{

/// Steps that may be done before the question is answered: those before the first step with the id that it names. 0
/// where it names none, or one that the plan does not have.
std::int32_t stepsBefore(const LabStart& plan, const LessonQuestion& question);

/// The fewest of all questions that are not `locked` (by index); absent: all are.
std::optional<std::int32_t> gateOf(const LabStart& plan, const Lesson& lesson, const std::vector<bool>& locked);
/// Questions that must be answered before the next step when `done` steps are done, in order of the lesson.
std::vector<std::size_t> dueQuestions(const LabStart& plan, const Lesson& lesson, const std::vector<bool>& locked,
                                      std::int32_t done);

} // namespace nsscope
