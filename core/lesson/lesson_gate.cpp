// SPDX-License-Identifier: Apache-2.0
#include "core/lesson/lesson_gate.h"

#include <algorithm>

namespace nsscope
{

std::int32_t stepsBefore(const LabStart& plan, const LessonQuestion& question)
{
    const auto step = std::find_if(plan.steps.begin(), plan.steps.end(), [&](const PlannedStep& s) {
        return !question.before.empty() && s.id == question.before;
    });
    return step == plan.steps.end() ? 0 : static_cast<std::int32_t>(step - plan.steps.begin());
}

std::optional<std::int32_t> gateOf(const LabStart& plan, const Lesson& lesson, const std::vector<bool>& locked)
{
    std::optional<std::int32_t> gate;
    for (std::size_t i = 0; i < lesson.questions.size(); ++i) {
        if (i >= locked.size() || !locked[i])
            gate = std::min(gate.value_or(INT32_MAX), stepsBefore(plan, lesson.questions[i]));
    }
    return gate;
}

std::vector<std::size_t> dueQuestions(const LabStart& plan, const Lesson& lesson, const std::vector<bool>& locked,
                                      std::int32_t done)
{
    std::vector<std::size_t> due;
    for (std::size_t i = 0; i < lesson.questions.size(); ++i) {
        if ((i >= locked.size() || !locked[i]) && stepsBefore(plan, lesson.questions[i]) <= done)
            due.push_back(i);
    }
    return due;
}

} // namespace nsscope
