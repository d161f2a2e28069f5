// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/time_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nsscope::ui
{

namespace
{

constexpr std::int64_t shortest = 1'000; // ns, so that no segment is a point

/// Nearest nanosecond, at the ends of the clock instead of beyond them.
std::int64_t rounded(double ns)
{
    constexpr double limit = 9.2e18;
    return std::llround(std::clamp(ns, -limit, limit));
}

} // namespace

TimeScale::TimeScale(const std::vector<Interval>& spans, Interval whole)
{
    double x = 0;
    std::int64_t t = std::numeric_limits<std::int64_t>::min();
    for (const Interval& span : spans) {
        const std::int64_t from = std::max(span.from.ns, t);
        const std::int64_t to = std::max(span.to.ns, from + shortest);
        if (!m_segments.empty())
            x += gapWidth;
        m_segments.push_back({{{from}, {to}}, x, x + 1});
        x += 1;
        t = to;
    }
    if (m_segments.empty())
        m_segments.push_back({{whole.from, {std::max(whole.to.ns, whole.from.ns + 1'000'000'000)}}, 0, 1});

    const Segment& first = m_segments.front();
    if (whole.from < first.span.from)
        m_knots.push_back({whole.from.ns, first.x0 - gapWidth});
    for (const Segment& s : m_segments) {
        m_knots.push_back({s.span.from.ns, s.x0});
        m_knots.push_back({s.span.to.ns, s.x1});
    }
    const Segment& last = m_segments.back();
    if (whole.to > last.span.to)
        m_knots.push_back({whole.to.ns, last.x1 + gapWidth});
}

double TimeScale::toX(Instant t) const
{
    const auto slope = [](const Segment& s) {
        return (s.x1 - s.x0) / static_cast<double>(s.span.to - s.span.from);
    };
    const auto after = std::upper_bound(m_knots.begin(), m_knots.end(), t.ns,
                                        [](std::int64_t v, const Knot& k) { return v < k.t; });
    // Differences as doubles: two moments may lie further apart than their type can say.
    const auto since = [&](const Knot& k) { return static_cast<double>(t.ns) - static_cast<double>(k.t); };
    if (after == m_knots.begin())
        return after->x + since(*after) * slope(m_segments.front());
    const Knot& a = *(after - 1);
    if (after == m_knots.end())
        return a.x + (t.ns == a.t ? 0.0 : since(a) * slope(m_segments.back()));
    const Knot& b = *after;
    return a.x + static_cast<double>(t.ns - a.t) / static_cast<double>(b.t - a.t) * (b.x - a.x);
}

Instant TimeScale::toInstant(double x) const
{
    const auto slope = [](const Segment& s) {
        return static_cast<double>(s.span.to - s.span.from) / (s.x1 - s.x0);
    };
    const auto after = std::upper_bound(m_knots.begin(), m_knots.end(), x,
                                        [](double v, const Knot& k) { return v < k.x; });
    if (after == m_knots.begin())
        return {rounded(static_cast<double>(after->t) + (x - after->x) * slope(m_segments.front()))};
    const Knot& a = *(after - 1);
    if (after == m_knots.end())
        return x == a.x ? Instant{a.t}
                        : Instant{rounded(static_cast<double>(a.t) + (x - a.x) * slope(m_segments.back()))};
    const Knot& b = *after;
    return {a.t + rounded((x - a.x) / (b.x - a.x) * static_cast<double>(b.t - a.t))};
}

} // namespace nsscope::ui
