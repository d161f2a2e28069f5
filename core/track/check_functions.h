// SPDX-License-Identifier: Apache-2.0
// The functions of check expressions, a table row each. Internal to core/track/check.
#pragma once
#include "core/track/check_facts.h"

#include <span>
#include <string>
#include <vector>

namespace nsscope
{

/// What an argument names.
enum class CheckArgument : std::uint8_t { Group, Life, Step, Moment, Holder };

struct CheckFunction
{
    std::string_view name;
    std::vector<CheckArgument> arguments;
    CheckValue (*call)(const CheckFacts& facts, const std::vector<std::string>& arguments);
};

std::span<const CheckFunction> checkFunctions();
inline const std::string checkUnknown = "unknown";
/// Sentence where the argument is no such thing in the plan, with the nearest word; empty where it is sound.
std::string argumentFault(const LabStart& plan, CheckArgument kind, const std::string& text);

} // namespace nsscope
