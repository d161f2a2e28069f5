// SPDX-License-Identifier: Apache-2.0
#include "core/base/instant.h"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fmt/format.h>

namespace nsscope {

namespace {

std::int64_t readClock(clockid_t id)
{
    timespec t{};
    clock_gettime(id, &t);
    return t.tv_sec * 1'000'000'000LL + t.tv_nsec;
}

} // namespace

Instant bootNow()
{
    return {readClock(CLOCK_BOOTTIME)};
}
std::int64_t utcNowNs()
{
    return readClock(CLOCK_REALTIME);
}

std::string utcText(std::int64_t utcNs)
{
    std::int64_t seconds = utcNs / 1'000'000'000;
    std::int64_t rest = utcNs % 1'000'000'000;
    if (rest < 0) {
        rest += 1'000'000'000;
        --seconds;
    }
    // gmtime_r(3) would read the local time zone first.
    const std::chrono::sys_seconds whole{std::chrono::seconds(seconds)};
    const auto midnight = std::chrono::floor<std::chrono::days>(whole);
    const std::chrono::year_month_day day(midnight);
    const std::chrono::hh_mm_ss time(whole - midnight);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), rest / 1'000'000);
}

std::string spanText(std::int64_t ns)
{
    if (ns < 0)
        return fmt::format("-{}", spanText(ns == INT64_MIN ? INT64_MAX : -ns));
    const double value = static_cast<double>(ns);
    auto digits = [](double v, const char* unit) {
        return fmt::format("{:.{}f} {}", v, v < 9.995 ? 2 : v < 99.95 ? 1 : 0, unit);
    };
    if (ns < 1'000)
        return fmt::format("{} ns", ns);
    if (value < 999.5e3)
        return digits(value / 1e3, "µs");
    if (value < 999.5e6)
        return digits(value / 1e6, "ms");
    if (ns < 120'000'000'000)
        return digits(value / 1e9, "s");
    const std::int64_t seconds = ns / 1'000'000'000;
    if (seconds < 7200)
        return fmt::format("{} min {} s", seconds / 60, seconds % 60);
    return fmt::format("{} h {} min", seconds / 3600, seconds % 3600 / 60);
}

std::string offsetText(std::int64_t ns)
{
    const double value = static_cast<double>(ns);
    const char* sign = ns < 0 ? "" : "+";
    if (std::llabs(ns) < 1'000'000'000)
        return fmt::format("{}{:.3f} ms", sign, value / 1e6);
    return fmt::format("{}{:.3f} s", sign, value / 1e9);
}

} // namespace nsscope
