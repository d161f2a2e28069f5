// SPDX-License-Identifier: GPL-3.0-or-later
// Map between moments and the unit x of the timeline: piecewise linear, so that a phase of two seconds and one of
// forty milliseconds each get one unit of width. Between segments lies a narrow gap that holds the time between
// them. Beyond both ends the outer segments' slopes go on, so every moment has an x. Pure; draws nothing.
#pragma once
#include "core/base/instant.h"

#include <vector>

namespace nsscope::ui
{

class TimeScale
{
public:
    struct Segment
    {
        Interval span;
        double x0 = 0;
        double x1 = 1;
    };
    static constexpr double gapWidth = 0.03; ///< of a segment

    /// One second from zero.
    TimeScale() : TimeScale(std::vector<Interval>{}, Interval{}) {}
    /// `spans` in order of time; overlaps are cut, empty ones get a microsecond. `whole` is what must lie within the
    /// first and last knot: time before or after all spans gets a gap of its own.
    TimeScale(const std::vector<Interval>& spans, Interval whole);
    /// One axis for all.
    static TimeScale linear(Interval whole) { return TimeScale({whole}, whole); }

    double toX(Instant t) const;
    Instant toInstant(double x) const;

    const std::vector<Segment>& segments() const { return m_segments; }
    double xBegin() const { return m_knots.front().x; }
    double xEnd() const { return m_knots.back().x; }
    bool operator==(const TimeScale& other) const { return m_knots == other.m_knots; }

private:
    struct Knot
    {
        std::int64_t t;
        double x;
        bool operator==(const Knot&) const = default;
    };
    std::vector<Knot> m_knots; ///< rising in x, not falling in t; at least two
    std::vector<Segment> m_segments;
};

} // namespace nsscope::ui
