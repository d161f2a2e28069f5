// SPDX-License-Identifier: Apache-2.0
// Where a recording goes: a new file, or standard output for "-".
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"

#include <string>

namespace nsscope
{

/// Opens `path` for writing; what was in it goes, unless `mustBeNew`.
Result<UniqueFd> openRecording(const std::string& path, bool mustBeNew = false);
/// "nsscope-2026-11-24T14-45-22Z.nsrec".
std::string defaultRecordingName();

} // namespace nsscope
