// SPDX-License-Identifier: Apache-2.0
// Everything that can be wrong with a lesson before it runs: its file, its headings, and its expressions against the
// names of its own script.
#pragma once
#include "core/lab/lesson_folder.h"

#include <vector>

namespace nsscope
{

/// In order of place; empty: sound.
std::vector<Diagnostic> lintLesson(const LessonFolder& folder);

} // namespace nsscope
