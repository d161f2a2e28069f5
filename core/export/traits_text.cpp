// SPDX-License-Identifier: Apache-2.0
#include "core/export/traits_text.h"

#include "core/base/escape.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::size_t shownRanges = 4;

std::string idsText(std::uint32_t first, std::uint32_t count)
{
    return count == 1 ? fmt::format("{}", first) : fmt::format("{} to {}", first, std::uint64_t{first} + count - 1);
}

std::string mapSentence(std::string_view what, const std::vector<IdRange>& map)
{
    std::string text;
    for (std::size_t i = 0; i < map.size() && i < shownRanges; ++i) {
        const IdRange& range = map[i];
        text += fmt::format("{}{} {} inside {} {} outside", i == 0 ? "" : ", ", what, idsText(range.inside, range.count),
                            range.count == 1 ? "is" : "are", idsText(range.outside, range.count));
    }
    if (map.size() > shownRanges)
        text += fmt::format(", and {} more ranges", map.size() - shownRanges);
    return text + '.';
}

} // namespace

std::string clockOffsetText(std::int64_t ns)
{
    const bool negative = ns < 0;
    const std::uint64_t size = negative ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
    const std::uint64_t seconds = size / 1'000'000'000;
    const std::uint64_t rest = size % 1'000'000'000;
    std::string text = negative ? "-" : "+";
    if (seconds >= 86400)
        text += fmt::format("{}d ", seconds / 86400);
    if (seconds >= 60)
        text += fmt::format("{:02}:{:02}:{:02}", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    else
        text += fmt::format("{}", seconds);
    if (rest != 0) {
        std::string digits = fmt::format("{:09}", rest);
        digits.resize(digits.find_last_not_of('0') + 1);
        text += '.' + digits;
    }
    return seconds >= 60 ? text : text + 's';
}

std::vector<std::string> traitSentences(const NsTraits& traits)
{
    std::vector<std::string> sentences;
    if (!traits.label.empty())
        sentences.push_back(fmt::format("Your label for it: {}", displayText(traits.label)));
    if (!traits.hostName.empty())
        sentences.push_back(fmt::format("The host is called {} in it.", displayText(traits.hostName)));
    if (!traits.uidMap.empty())
        sentences.push_back(mapSentence("uid", traits.uidMap));
    if (!traits.gidMap.empty())
        sentences.push_back(mapSentence("gid", traits.gidMap));
    if (traits.offsets)
        sentences.push_back(fmt::format("Its monotonic clock is {} and its boot clock {} off the host's.",
                                        clockOffsetText(traits.offsets->monotonicNs), clockOffsetText(traits.offsets->boottimeNs)));
    return sentences;
}

} // namespace nsscope
