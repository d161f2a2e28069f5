// SPDX-License-Identifier: Apache-2.0
// Reads a recording file back, whole or up to a moment, and says what of it could not be read.
#pragma once
#include "core/base/error.h"
#include "core/base/instant.h"
#include "core/track/frame_builder.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

/// A moment as given on a command line, before the recording that it lies in is known.
struct TimeArgument
{
    bool absolute = false; ///< `ns` on CLOCK_BOOTTIME, else since the recording began
    std::int64_t ns = 0;
};
/// "2.5" (seconds), "+12.5ms" (units ns, us, ms, s, min), "@4090122232878" (nanoseconds on CLOCK_BOOTTIME).
Result<TimeArgument> parseTime(std::string_view text);

struct Recording
{
    FrameBuilder builder;
    std::vector<std::string> faults; ///< sentences: torn, damaged lines; empty where all could be read
};
/// "-" reads standard input. With `until` only what was known by then counts; an Error where the file cannot be read, is
/// no recording, or `until` lies before its beginning.
Result<Recording> readRecording(const std::string& path, const std::optional<TimeArgument>& until);

} // namespace nsscope
