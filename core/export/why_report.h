// SPDX-License-Identifier: Apache-2.0
// The answer of `nsscope-cli why`, as text for people and as JSON (nsscope.why/1). What keeps it alive is found by
// core/track/why.h.
#pragma once
#include "core/export/text_style.h"
#include "core/track/capabilities.h"
#include "core/track/why.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

/// What a process may do to the namespace, where that was asked.
struct WhyPower
{
    std::int32_t pid = 0;
    CapabilityAnswer answer;
    std::string sentence;
};

struct WhyAnswer
{
    const NamespaceInfo* info = nullptr; ///< null: not found
    std::vector<Chain> chains;
    std::optional<WhyPower> power = {};
};

/// The first answer in the members of the contract, further ones in "others". Not found is "alive": null, because
/// what nobody sees may still live.
std::string whyJson(const std::vector<WhyAnswer>& answers, const std::vector<Gap>& gaps, bool pretty);

/// `all`: every chain; otherwise the first of each kind and how many more there are.
std::string whyText(const WhyAnswer& answer, const TextStyle& style, bool all);
/// What can be said of a namespace that no scan finds.
std::string notFoundText(const std::string& asked, const Snapshot& snapshot);

} // namespace nsscope
