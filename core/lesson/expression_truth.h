// SPDX-License-Identifier: Apache-2.0
// A check expression as three-valued truth: what rests on a moment that no witness told is neither true nor false.
#pragma once
#include "core/track/check.h"

namespace nsscope
{

enum class Truth : std::uint8_t { False, True, Unknown };
std::string_view truthName(Truth truth); ///< "unknown"

/// It asks which inode numbers were used, and others than the experiment made namespaces meanwhile, who may have had those
/// that it would have had: then it tells nothing that is missed.
bool numbersWereTaken(std::string_view expression, const Frame& frame, std::size_t run);

/// True where it holds although parts are not known; Unknown where a part that no witness told may decide it, and where
/// it would be false and numbersWereTaken.
Truth evaluateTruth(std::string_view expression, const Frame& frame, std::size_t run);
/// Some function of the expression has the value "unknown" in this run.
bool restsOnUnknown(std::string_view expression, const Frame& frame, std::size_t run);

} // namespace nsscope
