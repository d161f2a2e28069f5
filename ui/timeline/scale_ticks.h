// SPDX-License-Identifier: GPL-3.0-or-later
// Marks of the time ruler: per segment, counted from the segment's start, at round steps whose labels fit. Chooses
// the unit by the largest offset in sight (ns to h). Pure.
#pragma once
#include "ui/timeline/time_scale.h"

#include <QString>
#include <functional>
#include <optional>
#include <vector>

namespace nsscope::ui
{

struct Tick
{
    double x = 0;
    QString label;
    bool operator==(const Tick&) const = default;
};

/// Ticks within [xFrom, xTo]. `pixelsPerX` is the zoom, `widthOf` the width of a label in the same pixels.
/// `zero` is what they count from, absent: the start of each segment.
std::vector<Tick> ticksOf(const TimeScale& scale, double xFrom, double xTo, double pixelsPerX,
                          const std::function<double(const QString&)>& widthOf, std::optional<Instant> zero = {});

/// An offset as a tick of step `stepNs` shows it, where the largest offset in sight is `largestNs`:
/// "0 ms", "0.5 s", "2:30".
QString tickText(std::int64_t offsetNs, std::int64_t stepNs, std::int64_t largestNs);

} // namespace nsscope::ui
