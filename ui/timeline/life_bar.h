// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one wide bar: a body per state, fades and whiskers where an instant is only known as an interval, and the
// life's number or name inside.
#pragma once

class QPainter;

namespace nsscope::ui
{

struct Bar;
struct TimelineScene;

void paintLifeBar(QPainter& painter, const TimelineScene& scene, const Bar& bar, int row);

} // namespace nsscope::ui
