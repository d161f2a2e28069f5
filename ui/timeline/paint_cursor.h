// SPDX-License-Identifier: GPL-3.0-or-later
// Paints what moves over the bars, each on a buffered layer of its own: the time cursor with its flag, markers A and
// B, the selected range, and the outlines of the selected and the hovered life.
#pragma once

class QPainter;

namespace nsscope::ui
{

struct TimelineScene;

void paintCursor(QPainter& painter, const TimelineScene& scene);
void paintSelection(QPainter& painter, const TimelineScene& scene);

} // namespace nsscope::ui
