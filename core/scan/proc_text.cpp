// SPDX-License-Identifier: Apache-2.0
#include "core/scan/proc_text.h"

#include <charconv>

namespace nsscope
{

namespace
{

std::string_view withoutBlanks(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

/// The rest of the line that begins with `name`, a colon included.
std::string_view fieldOf(std::string_view text, std::string_view name)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (line.starts_with(name))
            return line.substr(name.size());
        at = end + 1;
    }
    return {};
}

} // namespace

std::optional<std::uint64_t> takeNumber(std::string_view& text, int base)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<StatText> parseStat(std::string_view text)
{
    // The name is whatever the process chose: only the first "(" and the last ")" bound it.
    const auto open = text.find('(');
    const auto close = text.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return std::nullopt;
    StatText stat;
    std::string_view front = text;
    const auto pid = takeNumber(front);
    if (!pid)
        return std::nullopt;
    stat.pid = static_cast<std::int32_t>(*pid);
    stat.comm = text.substr(open + 1, close - open - 1);

    std::string_view rest = text.substr(close + 1);
    for (int field = 3; field <= 22; ++field) {
        rest = withoutBlanks(rest);
        if (rest.empty())
            return std::nullopt;
        if (field == 3) {
            stat.state = rest.front();
        } else if (field == 4 || field == 9 || field == 22) {
            std::string_view digits = rest;
            const auto value = takeNumber(digits);
            if (!value)
                return std::nullopt;
            if (field == 4)
                stat.parent = static_cast<std::int32_t>(*value);
            else if (field == 9)
                stat.flags = static_cast<std::uint32_t>(*value);
            else
                stat.startTicks = *value;
        }
        const auto blank = rest.find(' ');
        rest.remove_prefix(std::min(blank, rest.size()));
    }
    return stat;
}

std::optional<StatusText> parseStatus(std::string_view text)
{
    StatusText status;
    std::string_view uids = withoutBlanks(fieldOf(text, "Uid:"));
    const auto real = takeNumber(uids);
    uids = withoutBlanks(uids);
    const auto effective = takeNumber(uids);
    if (!real || !effective)
        return std::nullopt;
    status.uid = static_cast<std::uint32_t>(*effective);
    std::string_view pids = withoutBlanks(fieldOf(text, "NSpid:"));
    while (const auto pid = takeNumber(pids)) {
        status.nsPids.push_back(static_cast<std::int32_t>(*pid));
        pids = withoutBlanks(pids);
    }
    return status;
}

} // namespace nsscope
