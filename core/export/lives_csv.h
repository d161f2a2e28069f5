// SPDX-License-Identifier: Apache-2.0
// Lives as comma-separated values (RFC 4180, one header line, LF): a line a life, each instant as three columns from,
// to and witness, empty where nothing told it. For spreadsheets and data frames.
#pragma once
#include "core/track/frame.h"

#include <string>

namespace nsscope
{

std::string livesCsv(const Frame& frame);

} // namespace nsscope
