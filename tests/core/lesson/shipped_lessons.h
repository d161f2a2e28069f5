// SPDX-License-Identifier: Apache-2.0
// The lessons of the source tree for tests: each folder read, and the plan that its expressions are looked up in.
#pragma once
#include "core/lab/lesson_reader.h"
#include "core/model/fact.h"

#include <string>
#include <vector>

namespace nsscope
{

struct ShippedLesson
{
    std::string folder; ///< "L02-a-process-holds"
    std::string path;
    std::string text; ///< text.md
    LessonReading reading;
    std::vector<Diagnostic> missing; ///< anchors that text.md does not have
};

/// In the order of their folders' names.
std::vector<ShippedLesson> shippedLessons();
/// What a run of it would say of names: phases, steps' ids, namespaces; the experiment's own user namespace is "lab".
LabStart planNames(const Lesson& lesson);
/// Each expression of questions and checks, with its place.
std::vector<std::pair<SourcePlace, std::string>> expressionsOf(const Lesson& lesson);

} // namespace nsscope
