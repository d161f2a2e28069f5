// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn over cards: the user's marks (kept in sight, noted), the difference between two moments, and the lines
// from a selected pid namespace to its parent and children.
#pragma once
#include "ui/graph/graph_scene.h"
#include "ui/theme/theme.h"

class QPainter;

namespace nsscope::ui
{

struct CameraView;

/// `box` is the card in view coordinates. Each mark has a shape of its own, so that none is told by colour alone.
void paintCardMarks(QPainter& painter, const QRectF& box, const GraphNode& node, qreal scale, const Theme& theme);
bool hasCardMarks(const GraphNode& node);
/// Nothing where the life is not a pid namespace, or the other end is not in the scene.
void paintPidParents(QPainter& painter, const GraphScene& scene, const CameraView& camera, LifeId life, const Theme& theme);

} // namespace nsscope::ui
