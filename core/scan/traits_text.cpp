// SPDX-License-Identifier: Apache-2.0
#include "core/scan/traits_text.h"

#include "core/scan/proc_text.h"

#include <algorithm>

namespace nsscope
{

namespace
{

/// Removes one line with its end from `text`.
std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

void skipBlanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size())); }

std::optional<std::uint32_t> takeId(std::string_view& text)
{
    skipBlanks(text);
    const auto number = takeNumber(text);
    return number && *number <= UINT32_MAX ? std::optional(static_cast<std::uint32_t>(*number)) : std::nullopt;
}

std::optional<std::int64_t> takeSeconds(std::string_view& text)
{
    skipBlanks(text);
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative);
    const auto number = takeNumber(text);
    // KTIME_SEC_MAX of include/linux/ktime.h is the most that the kernel takes.
    if (!number || *number > 9'223'372'035ull)
        return std::nullopt;
    return negative ? -static_cast<std::int64_t>(*number) : static_cast<std::int64_t>(*number);
}

/// "monotonic  86400  0": seconds and nanoseconds behind the clock's name.
std::optional<std::int64_t> offsetIn(std::string_view line)
{
    const auto seconds = takeSeconds(line);
    const auto rest = takeId(line);
    return seconds && rest ? std::optional(*seconds * 1'000'000'000 + *rest) : std::nullopt;
}

} // namespace

std::vector<IdRange> parseIdMap(std::string_view text)
{
    std::vector<IdRange> map;
    while (!text.empty()) {
        std::string_view line = takeLine(text);
        const auto inside = takeId(line);
        const auto outside = takeId(line);
        const auto count = takeId(line);
        if (!inside || !outside || !count)
            return {};
        map.push_back({*inside, *outside, *count});
    }
    return map;
}

std::optional<ClockOffsets> parseClockOffsets(std::string_view text)
{
    std::optional<std::int64_t> monotonic;
    std::optional<std::int64_t> boottime;
    while (!text.empty()) {
        std::string_view line = takeLine(text);
        for (const auto& [name, offset] : {std::pair{"monotonic", &monotonic}, std::pair{"boottime", &boottime}}) {
            if (line.starts_with(name))
                *offset = offsetIn(line.substr(std::string_view(name).size()));
        }
    }
    return monotonic && boottime ? std::optional(ClockOffsets{*monotonic, *boottime}) : std::nullopt;
}

} // namespace nsscope
