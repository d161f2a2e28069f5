// SPDX-License-Identifier: Apache-2.0
// The stamps that a scan begins with, from the source that the program lent or from /proc, and what they prove in the end.
#pragma once
#include "core/model/task_stamp.h"

#include <vector>

namespace nsscope
{

struct ScanRun;

/// Ascending by pid. A lent source that fails is given up for good: all processes are looked at anew by way of /proc.
std::vector<TaskStamp> takeStamps(ScanRun& run);
/// Nothing has changed since the row was read; `ran` tells whether that is by its mark alone.
bool isUnchanged(const struct TaskRow& known, const TaskStamp& stamp, bool& ran);
/// At the end of a scan: a mark holds for what was read only where the process has not run from the stamp on.
void confirmMarks(ScanRun& run);

} // namespace nsscope
