// SPDX-License-Identifier: Apache-2.0
// What came out of a lesson's run: its steps, its checks and the right answers to its questions, as text and as JSON
// (nsscope.lab/1). Pure.
#pragma once
#include "core/lab/lesson.h"
#include "core/track/frame.h"

#include <string>
#include <vector>

namespace nsscope
{

struct CheckResult
{
    std::string expression;
    std::string text;
    bool holds = false;
    std::string value; ///< "true", "false", "unknown", a number, or what is wrong with the expression
};

/// One step on one line; its index is one of the plan's.
std::string stepText(const LabStart& plan, const LabStep& step);
std::vector<CheckResult> evaluateChecks(const Lesson& lesson, const Frame& frame, std::size_t run);
/// "true   A process is in A." a line each.
std::string checksText(const std::vector<CheckResult>& checks);
std::string lessonRunJson(const Lesson& lesson, const Frame& frame, std::size_t run,
                          const std::vector<CheckResult>& checks);

} // namespace nsscope
