// SPDX-License-Identifier: Apache-2.0
// What a run of a lesson says: which checks are true and what each question's right answer is. For tests that hold a
// live run against the recording that ships with the lesson.
#pragma once
#include "core/lesson/judge_answer.h"
#include "core/track/frame.h"

#include <optional>
#include <string>

namespace nsscope
{

/// Of a recording; fails the test where it is damaged. Null where it cannot be read.
FramePtr frameOfRecording(const std::string& path);

/// What would be right in this run; absent where it does not tell.
std::optional<LessonAnswer> rightAnswer(const LessonQuestion& question, const Frame& frame);
/// The options of a choice that are true in the run.
std::size_t trueOptions(const LessonQuestion& question, const Frame& frame);

} // namespace nsscope
