// SPDX-License-Identifier: Apache-2.0
// The result of `nsscope-cli trash --json` (nsscope.trash/1): the lives that one run of the trashing experiment made,
// phase by phase, numbered through from 1 in the order of birth.
#pragma once
#include "core/track/frame.h"

#include <string>

namespace nsscope
{

/// `run` indexes frame.runs and must be one of them.
std::string trashJson(const Frame& frame, std::size_t run, bool pretty = true);

} // namespace nsscope
