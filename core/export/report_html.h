// SPDX-License-Identifier: Apache-2.0
// A recording as one page that stands alone: pictures, table and answers. No script, nothing loaded from elsewhere;
// all that comes from the recording is escaped. Pure.
#pragma once
#include "core/export/report_answers.h"
#include "core/track/frame.h"

#include <span>
#include <string>

namespace nsscope
{

/// `mechanisms`: of the recorded kernel, by its source; may be empty.
std::string reportHtml(const Frame& frame, std::span<const TypeMechanism> mechanisms);

} // namespace nsscope
