// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the quota gauge's lane: while the kernel refused one more namespace because those of the experiment were still
// counted, and when it did not any more. Reads the scene only.
#pragma once
#include <QRectF>
#include <QString>

class QPainter;

namespace nsscope::ui
{

struct TimelineScene;

void paintQuota(QPainter& painter, const TimelineScene& scene, const QRectF& box);
/// What the lane says at a place, in words.
QString quotaStory(const TimelineScene& scene, double px);

} // namespace nsscope::ui
