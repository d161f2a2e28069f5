// SPDX-License-Identifier: Apache-2.0
#include "app/cli/recording_reader.h"

#include "core/base/decimal.h"
#include "core/base/unique_fd.h"
#include "core/stream/stream_reader.h"
#include "core/track/fact_time.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <fcntl.h>
#include <fmt/format.h>
#include <limits>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr double longestSeconds = 1e9;

struct Unit
{
    std::string_view name;
    double ns;
};
constexpr Unit units[] = {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"", 1e9}, {"min", 60e9}};

tl::unexpected<Error> badTime(std::string_view text)
{
    return failure(fmt::format("no moment: \"{}\"", text), {}, 0,
                   "give seconds since the recording began (2.5), a span (+12.5ms) or @ and nanoseconds of the boot clock");
}

/// Gives facts to the builder until the first that was told later.
class Cutter
{
public:
    Cutter(FrameBuilder& builder, const std::optional<TimeArgument>& until) : m_builder(builder), m_until(until) {}

    void add(const Fact& fact)
    {
        if (const Header* header = std::get_if<Header>(&fact))
            m_limit = limitFrom(header->at);
        const ScanFact* scan = std::get_if<ScanFact>(&fact);
        if (scan != nullptr && scan->first) {
            m_limit = limitFrom(scan->start);
            m_begin = scan->start;
            m_begun = true;
        }
        const auto at = factTime(fact);
        if (m_begun && at && *at > m_limit)
            return;
        m_builder.add(fact);
    }
    /// Before the first scan nothing is known.
    bool tooEarly() const { return m_begun && m_limit < m_begin; }

private:
    Instant limitFrom(Instant begin) const
    {
        if (!m_until)
            return never;
        return m_until->absolute ? Instant{m_until->ns} : begin + m_until->ns;
    }

    static constexpr Instant never{std::numeric_limits<std::int64_t>::max()};

    FrameBuilder& m_builder;
    const std::optional<TimeArgument>& m_until;
    Instant m_limit = never;
    bool m_begun = false;
    Instant m_begin; ///< of the first scan; only where m_begun
};

Result<UniqueFd> openForReading(const std::string& path)
{
    UniqueFd fd(path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd)
        return errnoFailure("open", path);
    return fd;
}

Status feedAll(int fd, const std::string& path, StreamReader& reader, Cutter& cutter)
{
    std::vector<char> buffer(1 << 18);
    for (;;) {
        const ssize_t got = ::read(fd, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errnoFailure("read", path);
        if (got == 0)
            return {};
        const auto facts = reader.feed({buffer.data(), static_cast<std::size_t>(got)});
        if (!facts)
            return failure(path + ": " + facts.error().operation, {}, 0, facts.error().hint);
        for (const Fact& fact : *facts)
            cutter.add(fact);
    }
}

} // namespace

Result<TimeArgument> parseTime(std::string_view text)
{
    std::string_view rest = text;
    TimeArgument time;
    if (rest.starts_with('@')) {
        time.absolute = true;
        rest.remove_prefix(1);
        const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), time.ns);
        if (fault != std::errc() || end != rest.data() + rest.size() || time.ns < 0)
            return badTime(text);
        return time;
    }
    if (rest.starts_with('+'))
        rest.remove_prefix(1);
    const auto number = takeDecimal(rest);
    if (!number)
        return badTime(text);
    const std::string_view unit = rest.substr(number->length);
    for (const Unit& known : units) {
        if (known.name != unit)
            continue;
        const double ns = number->value * known.ns;
        if (!std::isfinite(ns) || ns < 0 || ns > longestSeconds * 1e9)
            return badTime(text);
        time.ns = static_cast<std::int64_t>(ns + 0.5);
        return time;
    }
    return badTime(text);
}

Result<Recording> readRecording(const std::string& path, const std::optional<TimeArgument>& until)
{
    auto fd = openForReading(path);
    if (!fd)
        return tl::make_unexpected(fd.error());
    Recording recording;
    StreamReader reader;
    Cutter cutter(recording.builder, until);
    if (Status fed = feedAll(fd->get(), path, reader, cutter); !fed)
        return tl::make_unexpected(fed.error());
    if (reader.lines() == 0)
        return failure(path + ": not a recording of nsscope", {}, 0, "not even its first line is whole");
    if (cutter.tooEarly())
        return failure(path + ": the recording begins later than that moment");
    if (reader.finish()) {
        recording.builder.setTorn(true);
        recording.faults.push_back("the recording is torn: its last line was cut off and is left out");
    }
    if (reader.damagedLines() > 0) {
        recording.faults.push_back(fmt::format("{} {} of the recording cannot be read and {} left out; the first: {}",
                                               reader.damagedLines(), reader.damagedLines() == 1 ? "line" : "lines",
                                               reader.damagedLines() == 1 ? "is" : "are", reader.firstDamage()));
    }
    return recording;
}

} // namespace nsscope
