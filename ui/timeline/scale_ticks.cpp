// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/scale_ticks.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace nsscope::ui
{

namespace
{

constexpr std::int64_t second = 1'000'000'000;
constexpr double labelDistance = 24; // pixels between two labels at least
constexpr std::size_t mostTicks = 200;

std::vector<std::int64_t> makeSteps()
{
    std::vector<std::int64_t> steps;
    for (std::int64_t decade = 1; decade <= second; decade *= 10) {
        for (const std::int64_t tenths : {10, 25, 50}) {
            if (decade * tenths % 10 == 0 && decade * tenths / 10 < 10 * second)
                steps.push_back(decade * tenths / 10);
        }
    }
    for (const std::int64_t s : {10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400})
        steps.push_back(s * second);
    for (std::int64_t days = 2; days <= 65'536; days *= 2)
        steps.push_back(days * 86'400 * second);
    return steps;
}

/// Digits after the point that tell multiples of `step` in `unit` apart.
int decimalsOf(std::int64_t step, std::int64_t unit)
{
    int decimals = 0;
    while (unit % 10 == 0 && step % unit != 0) {
        unit /= 10;
        ++decimals;
    }
    return decimals;
}

} // namespace

QString tickText(std::int64_t offsetNs, std::int64_t stepNs, std::int64_t largestNs)
{
    if (largestNs >= 120 * second && stepNs >= second) {
        const std::int64_t s = std::abs(offsetNs) / second;
        const QString sign = offsetNs < 0 ? QStringLiteral("-") : QString();
        const auto two = [](std::int64_t v) { return QStringLiteral("%1").arg(v, 2, 10, QLatin1Char('0')); };
        if (largestNs >= 3600 * second)
            return sign + QString::number(s / 3600) + QLatin1Char(':') + two(s / 60 % 60) + QLatin1Char(':') + two(s % 60);
        return sign + QString::number(s / 60) + QLatin1Char(':') + two(s % 60);
    }
    struct Unit
    {
        std::int64_t ns;
        QString name;
    };
    const std::array<Unit, 4> units{{{second, QStringLiteral("s")},
                                     {1'000'000, QStringLiteral("ms")},
                                     {1'000, QStringLiteral("µs")},
                                     {1, QStringLiteral("ns")}}};
    const auto unit = std::find_if(units.begin(), units.end() - 1, [&](const Unit& u) { return largestNs >= u.ns; });
    const double value = static_cast<double>(offsetNs) / static_cast<double>(unit->ns);
    QString number = QString::number(value, 'f', decimalsOf(stepNs, unit->ns));
    if (number.contains(QLatin1Char('.'))) {
        while (number.endsWith(QLatin1Char('0')))
            number.chop(1);
        if (number.endsWith(QLatin1Char('.')))
            number.chop(1);
    }
    return number + QLatin1Char(' ') + unit->name;
}

std::vector<Tick> ticksOf(const TimeScale& scale, double xFrom, double xTo, double pixelsPerX,
                          const std::function<double(const QString&)>& widthOf, std::optional<Instant> zero)
{
    static const std::vector<std::int64_t> steps = makeSteps();
    std::vector<Tick> ticks;
    for (const TimeScale::Segment& segment : scale.segments()) {
        const double x0 = std::max(xFrom, segment.x0);
        const double x1 = std::min(xTo, segment.x1);
        if (x1 <= x0)
            continue;
        const Instant origin = zero.value_or(segment.span.from);
        const std::int64_t begin = scale.toInstant(x0) - origin;
        const std::int64_t end = std::min(scale.toInstant(x1), segment.span.to) - origin;
        const std::int64_t largest = std::max(std::abs(begin), std::abs(end));
        const double pixelsPerNs =
            pixelsPerX * (segment.x1 - segment.x0) / static_cast<double>(segment.span.to - segment.span.from);
        const auto step = std::find_if(steps.begin(), steps.end(), [&](std::int64_t s) {
            const double distance = static_cast<double>(s) * pixelsPerNs;
            return distance >= labelDistance * 1.5 && distance >= widthOf(tickText(largest - largest % s + s, s, largest)) + labelDistance;
        });
        if (step == steps.end())
            continue;
        std::int64_t firstTick = begin / *step * *step;
        if (firstTick < begin)
            firstTick += *step;
        std::size_t count = 0;
        for (std::int64_t at = firstTick; at <= end && count < mostTicks; at += *step, ++count)
            ticks.push_back({scale.toX(origin + at), tickText(at, *step, largest)});
    }
    return ticks;
}

} // namespace nsscope::ui
