// SPDX-License-Identifier: Apache-2.0
// A free experiment as a lesson: its steps, what was seen as checks, and a text to be filled in. What it writes is
// accepted by `lab lint`, and `lab run` plays the same calls with the same results. Pure; writes no file.
#pragma once
#include "core/base/error.h"
#include "core/lab/free_script.h"
#include "core/track/frame.h"

#include <string>

namespace nsscope
{

struct FreeLesson
{
    std::string toml; ///< lesson.toml
    std::string text; ///< text.md, a heading for each step
};

/// The steps done in this run. The Error: it is no free experiment, or nothing was done in it.
Result<FreeLesson> lessonOfRun(const Frame& frame, std::size_t run, const LessonHead& head);
/// The newest free experiment; -1: none.
int newestFreeRun(const Frame& frame);
/// "A bind mount holds" is "a-bind-mount-holds": an id of a lesson, "experiment" where nothing of it can be one.
std::string lessonIdOf(std::string_view title);

/// Writes both into `folder`, which is made where there is none; the Error where one of the files exists or cannot be
/// written. A link is not followed.
Status writeLesson(const FreeLesson& lesson, const std::string& folder);

} // namespace nsscope
