// SPDX-License-Identifier: Apache-2.0
// A step as a line of the script, for people: "A = unshare(CLONE_NEWUTS)". Internal to the compiler.
#pragma once
#include "core/lab/lesson_values.h"

#include <string>

namespace nsscope
{

/// Without indentation; the author's own line where there is one.
std::string lessonLine(const LessonStep& step, const LessonValues& values);
/// "CLONE_NEWUTS | CLONE_NEWNET"
std::string cloneFlagNames(const std::vector<NsType>& types);

} // namespace nsscope
