// SPDX-License-Identifier: Apache-2.0
// The lessons of the source tree for tests, and the plan that their expressions are looked up in.
#pragma once
#include "core/lab/lesson_folder.h"
#include "core/model/fact.h"

#include <ostream>
#include <string>
#include <vector>

namespace nsscope
{

/// In the order of their folders' names.
std::vector<LessonFolder> shippedLessons();
/// For messages of tests.
void PrintTo(const LessonFolder& folder, std::ostream* out);
/// The plan of its run; fails the test where it has none.
LabStart planOf(const Lesson& lesson);
/// Each expression of questions and checks, with its place.
std::vector<std::pair<SourcePlace, std::string>> expressionsOf(const Lesson& lesson);

} // namespace nsscope
