// SPDX-License-Identifier: Apache-2.0
// Where a scan was made: kernel, boot, and what part of the host the observer can see.
#pragma once
#include "core/model/snapshot.h"
#include "core/scan/proc_reader.h"

namespace nsscope
{

HostInfo readHostInfo(const ProcReader& proc);

} // namespace nsscope
