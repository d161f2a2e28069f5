// SPDX-License-Identifier: Apache-2.0
// Lives with their evidence as JSON: all of a recording (`show --lives --json`) and those of one trashing run
// (`trash --json`). `born_ns` and `left_ns` bound the time in which it was in use for certain.
#pragma once
#include "core/base/json_writer.h"
#include "core/track/frame.h"

#include <functional>
#include <optional>
#include <string>

namespace nsscope
{

/// The number by which this result names a life; absent: it is not part of the result.
using LifeNumber = std::function<std::optional<std::uint32_t>(LifeId)>;

/// The members of one LIFE, without the braces, so that callers can add to it.
void writeLifeFields(JsonWriter& json, const Life& life, const LifeNumber& numberOf);
/// The kernel's clean-up runs, looks at its count, and the witnesses, as "cleanups", "quota_readings" and "witnesses".
void writeCleanups(JsonWriter& json, const std::vector<Cleanup>& cleanups);
void writeQuotaReadings(JsonWriter& json, const std::vector<QuotaReading>& readings);
void writeWitnesses(JsonWriter& json, const std::vector<WitnessInfo>& witnesses);

/// nsscope.lives/1; lives are numbered by their id.
std::string livesJson(const Frame& frame, bool pretty = true);

} // namespace nsscope
