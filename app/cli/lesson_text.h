// SPDX-License-Identifier: Apache-2.0
// Lessons as text for a terminal: the list of them, and one whole with its script. A stranger's words are made safe.
#pragma once
#include "core/lab/lesson_folder.h"

#include <string>
#include <vector>

namespace nsscope
{

std::string lessonListText(const std::vector<LessonFolder>& lessons);
/// Schema nsscope.lessons/1.
std::string lessonListJson(const std::vector<LessonFolder>& lessons);
/// Title, goal, needs, parameters, script with anchors, then text.md.
std::string lessonText(const LessonFolder& folder);

} // namespace nsscope
