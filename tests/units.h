// SPDX-License-Identifier: Apache-2.0
// Short names for spans in tests.
#pragma once
#include "core/base/instant.h"

namespace nsscope
{

inline constexpr std::int64_t us = nsPerUs; ///< ns
inline constexpr std::int64_t ms = nsPerMs; ///< ns

} // namespace nsscope
