// SPDX-License-Identifier: GPL-3.0-or-later
// Paints what stands still around the bars: phase bands with titles, row lines, row labels, the ruler, and the
// sentence of an empty timeline.
#pragma once
#include <QString>

class QPainter;

namespace nsscope::ui
{

struct TimelineScene;
struct Theme;
struct LifeRows;
struct KernelLanes;

void paintGround(QPainter& painter, const TimelineScene& scene);
void paintPhaseTitles(QPainter& painter, const TimelineScene& scene);
void paintRowLabels(QPainter& painter, const TimelineScene& scene);
void paintRuler(QPainter& painter, const TimelineScene& scene);
void paintEmpty(QPainter& painter, const TimelineScene& scene);

/// Pixels that the widest label left of rows and lanes needs.
int labelWidth(const Theme& theme, const LifeRows& rows, const KernelLanes& lanes);

} // namespace nsscope::ui
