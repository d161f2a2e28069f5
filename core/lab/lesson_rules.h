// SPDX-License-Identifier: Apache-2.0
// What a lesson must keep to beyond the shape of its tables: each verb's keys, names that exist when they are
// used, and the limits that protect the machine from a stranger's file.
#pragma once
#include "core/lab/lesson_reader.h"

namespace nsscope {

/// Adds a fault for each rule broken. The lesson's tables were read without faults.
void checkLesson(LessonReading& reading, const LessonLimits& limits);

} // namespace nsscope
