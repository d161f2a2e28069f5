// SPDX-License-Identifier: Apache-2.0
// A lesson played out into an experiment: repeats unrolled, parameters put in, names turned into numbers for the
// helper. Pure; the lesson was read without faults. The first step makes the user namespace "lab" that owns all the
// others and starts the actor "main" in it; a second makes what main will come back to by setns, "home"; the last one
// ends all actors.
#pragma once
#include "core/lab/experiment.h"
#include "core/lab/lesson.h"

#include <string>
#include <utility>
#include <vector>

namespace nsscope
{

/// Name of the experiment's own user namespace in expressions.
inline constexpr const char* labNamespaceName = "lab";
/// How long a Wait waits where the lesson does not say.
inline constexpr std::int64_t waitLimitMs = 5'000;

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Parameters that are not named keep the lesson's value. The Error names the parameter and its range.
Result<Experiment> compileLesson(const Lesson& lesson, const Parameters& parameters = {});

} // namespace nsscope
