// SPDX-License-Identifier: Apache-2.0
// A number as a student types it: "8", "2,5", "35 ms". Times become nanoseconds, as check expressions count them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace nsscope
{

/// Absent where it is no number, or its unit is none of ns, us, µs, ms, s.
std::optional<double> parseAnswerNumber(std::string_view text);
/// "8", or with the largest unit that fits where it is a time: "35 ms".
std::string answerNumberText(double number, bool time);

} // namespace nsscope
