// SPDX-License-Identifier: Apache-2.0
#include "core/witness/trace_line.h"

#include <array>
#include <charconv>

namespace nsscope
{

namespace
{

constexpr std::size_t commWidth = 16; // "%16s-%-7d [%03d] ": kernel/trace/trace_output.c

template <class T> std::optional<T> number(std::string_view text, int base = 10)
{
    T value{};
    const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (code != std::errc{} || stop != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// Cuts the next word off, skipping blanks before it.
std::string_view takeWord(std::string_view& rest)
{
    const std::size_t begin = std::min(rest.find_first_not_of(' '), rest.size());
    const std::size_t end = std::min(rest.find(' ', begin), rest.size());
    const std::string_view word = rest.substr(begin, end - begin);
    rest.remove_prefix(end);
    return word;
}

/// "  1619.454744:" in nanoseconds.
std::optional<Instant> parseSeconds(std::string_view text)
{
    if (!text.ends_with(':'))
        return std::nullopt;
    text.remove_suffix(1);
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || text.size() - dot != 7)
        return std::nullopt;
    const auto seconds = number<std::uint32_t>(text.substr(0, dot));
    const auto micros = number<std::uint32_t>(text.substr(dot + 1));
    if (!seconds || !micros)
        return std::nullopt;
    return Instant{std::int64_t{*seconds} * 1'000'000'000 + std::int64_t{*micros} * 1'000};
}

/// What follows `name` up to the next blank, colon or end.
std::string_view fieldAfter(std::string_view text, std::string_view name)
{
    const std::size_t at = text.find(name);
    if (at == std::string_view::npos || (at > 0 && text[at - 1] != ' '))
        return {};
    text.remove_prefix(at + name.size());
    return text.substr(0, text.find_first_of(" :"));
}

std::optional<std::uint64_t> address(std::string_view text)
{
    if (text.starts_with("0x"))
        text.remove_prefix(2);
    return number<std::uint64_t>(text, 16);
}

} // namespace

std::optional<TraceLine> parseTraceLine(std::string_view line)
{
    // The process name is foreign bytes, up to 15, padded to 16: blanks and dashes in it mean nothing.
    if (line.size() > traceLineCap || line.size() <= commWidth || line[commWidth] != '-')
        return std::nullopt;
    std::string_view rest = line.substr(commWidth + 1);
    const auto pid = number<std::int32_t>(takeWord(rest));
    if (!takeWord(rest).starts_with('['))
        return std::nullopt;
    takeWord(rest); // irq and preemption flags
    const auto at = parseSeconds(takeWord(rest));
    std::string_view event = takeWord(rest);
    if (!pid || !at || event.size() < 2 || !event.ends_with(':'))
        return std::nullopt;
    event.remove_suffix(1);
    rest.remove_prefix(std::min<std::size_t>(rest.size(), 1));
    return TraceLine{*pid, *at, event, rest};
}

bool isLostLine(std::string_view line)
{
    return line.starts_with("CPU:") && line.find(" [LOST ") != std::string_view::npos;
}

std::optional<WorkEvent> parseWorkEvent(const TraceLine& line)
{
    WorkEvent event;
    event.at = line.at;
    // include/trace/events/workqueue.h: "work struct=%p function=%ps ..." and "work struct %p: function %ps"
    const bool queued = line.event == "workqueue_queue_work";
    if (queued)
        event.step = WorkStep::Queued;
    else if (line.event == "workqueue_execute_start")
        event.step = WorkStep::Started;
    else if (line.event == "workqueue_execute_end")
        event.step = WorkStep::Ended;
    else
        return std::nullopt;
    const auto work = address(fieldAfter(line.text, queued ? "struct=" : "struct "));
    event.function = fieldAfter(line.text, queued ? "function=" : "function ");
    if (!work || event.function.empty())
        return std::nullopt;
    event.work = *work;
    return event;
}

std::optional<SlabEvent> parseSlabEvent(const TraceLine& line)
{
    const bool freed = line.event == "kmem_cache_free";
    if (!freed && line.event != "kmem_cache_alloc")
        return std::nullopt;
    const auto object = address(fieldAfter(line.text, "ptr="));
    const std::string_view cache = fieldAfter(line.text, "name=");
    if (!object || cache.empty())
        return std::nullopt;
    return SlabEvent{freed, line.at, line.pid, *object, cache};
}

} // namespace nsscope
