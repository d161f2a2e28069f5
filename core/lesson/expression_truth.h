// SPDX-License-Identifier: Apache-2.0
// A check expression as three-valued truth: what rests on a moment that no witness told is neither true nor false.
#pragma once
#include "core/track/check.h"

namespace nsscope
{

enum class Truth : std::uint8_t { False, True, Unknown };
std::string_view truthName(Truth truth); ///< "unknown"

/// True where it holds although parts are not known; Unknown where a part that no witness told may decide it.
Truth evaluateTruth(std::string_view expression, const Frame& frame, std::size_t run);
/// Some function of the expression has the value "unknown" in this run.
bool restsOnUnknown(std::string_view expression, const Frame& frame, std::size_t run);

} // namespace nsscope
