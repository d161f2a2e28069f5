// SPDX-License-Identifier: GPL-3.0-or-later
// The whole graph as a picture that does not depend on the window's size: drawn by the view's own painter, without marks
// of selection and hover.
#pragma once
#include "ui/graph/graph_scene.h"
#include "ui/theme/theme.h"

#include <QSizeF>

class QPainter;

namespace nsscope::ui
{

inline constexpr qreal pictureMargin = 16;

/// Of the picture at scale 1, margins included.
QSizeF graphPictureSize(const GraphScene& scene);
/// Ground included; the painter's device is of that size times `scale`. As lines and text where `vector`.
void paintGraphPicture(QPainter& painter, const GraphScene& scene, const Theme& theme, qreal scale, bool vector);

} // namespace nsscope::ui
