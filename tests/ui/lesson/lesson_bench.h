// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson with a question of each kind and frames of its run cut after any number of steps, made by hand.
#pragma once
#include "core/lab/lesson_folder.h"
#include "core/track/frame.h"

#include <memory>

namespace nsscope
{

inline constexpr int benchSteps = 6;

/// Questions: a choice before everything, a relation and an order before the fast steps, a number before the last step,
/// several before it too.
std::shared_ptr<const LessonFolder> benchLesson();
/// Three slow steps on two numbers, three fast ones on three; ended where all steps are done.
FramePtr benchFrame(int steps);

} // namespace nsscope
