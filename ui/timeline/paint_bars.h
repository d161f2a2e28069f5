// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the bars of the visible rows and the reuse arcs. Bars of two pixels and more get the style of their states;
// narrower ones are merged per device pixel column, at a cost that depends on the columns and not on the lives.
#pragma once

class QPainter;

namespace nsscope::ui
{

struct TimelineScene;

void paintBars(QPainter& painter, const TimelineScene& scene);
void paintReuseArcs(QPainter& painter, const TimelineScene& scene);

} // namespace nsscope::ui
