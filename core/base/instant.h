// SPDX-License-Identifier: Apache-2.0
// Moments and spans: nanoseconds on CLOCK_BOOTTIME (time_namespaces(7) applies: agent and lab share one time
// namespace). What happened between two looks is an Interval, never a guessed moment.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

namespace nsscope {

inline constexpr std::int64_t nsPerUs = 1'000;
inline constexpr std::int64_t nsPerMs = 1'000'000;

struct Instant
{
    std::int64_t ns = 0;
    auto operator<=>(const Instant&) const = default;
};

constexpr Instant operator+(Instant t, std::int64_t ns)
{
    return {t.ns + ns};
}
constexpr std::int64_t operator-(Instant a, Instant b)
{
    return a.ns - b.ns;
}

/// Closed interval of certainty: it happened not before `from` and not after `to`.
struct Interval
{
    Instant from;
    Instant to;
    auto operator<=>(const Interval&) const = default;
    bool exactTo(std::int64_t ns) const { return to - from <= ns; }
};

using Clock = std::function<Instant()>;

/// CLOCK_BOOTTIME now.
Instant bootNow();
/// RFC 3339 in UTC with milliseconds: "2026-11-24T14:45:22.123Z"; `utcNs` is nanoseconds since the epoch.
std::string utcText(std::int64_t utcNs);
/// CLOCK_REALTIME now, nanoseconds since the epoch.
std::int64_t utcNowNs();
/// Span for people, three significant digits: "412 ns", "10.4 ms", "2.03 s", "3 min 20 s".
std::string spanText(std::int64_t ns);
/// Signed offset for people: "+10.412 ms", "+2.031 s".
std::string offsetText(std::int64_t ns);

} // namespace nsscope
