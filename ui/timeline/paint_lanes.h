// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the kernel's work under the rows: clean-up runs with batch sizes, the curve of waiting namespaces, and the
// quiet line that says what cannot be seen.
#pragma once
#include <QString>

class QPainter;

namespace nsscope::ui
{

struct TimelineScene;
struct Theme;
struct KernelLanes;

void paintLanes(QPainter& painter, const TimelineScene& scene);
void paintLaneLabels(QPainter& painter, const TimelineScene& scene);
int laneLabelWidth(const Theme& theme, const KernelLanes& lanes);
/// What a lane tells at a pixel, for the tooltip.
QString laneStory(const TimelineScene& scene, int lane, double px);

} // namespace nsscope::ui
