// SPDX-License-Identifier: Apache-2.0
// Lives of a recording for people: one line a life with its instants, and what each phase of an experiment shows. The
// same as JSON: lives_json.h.
#pragma once
#include "core/export/text_style.h"
#include "core/track/frame.h"

#include <string>

namespace nsscope
{

/// "Recorded 2026-11-24T14:45:22Z on Linux 6.18.44, 5.02 s, 23 scans, ended whole." and what the witnesses could not.
std::string recordingSummary(const Frame& frame);
/// A table of lives, those of the beginning that nothing happened to left out unless `all`. `width` as for TextTable.
std::string livesTable(const Frame& frame, const TextStyle& style, std::size_t width = 0, bool all = false);
/// One paragraph per phase: distinct numbers, reuses, delays. Empty where no experiment ran.
std::string phasesText(const Frame& frame);

} // namespace nsscope
