// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_picture.h"

#include "ui/graph/scene_painter.h"

#include <QPainter>

namespace nsscope::ui
{

QSizeF graphPictureSize(const GraphScene& scene)
{
    return scene.bounds.size() + QSizeF(2 * pictureMargin, 2 * pictureMargin);
}

void paintGraphPicture(QPainter& painter, const GraphScene& scene, const Theme& theme, qreal scale, bool vector)
{
    const QRectF whole(QPointF(0, 0), graphPictureSize(scene) * scale);
    painter.fillRect(whole, theme.panel);
    ScenePainter art;
    art.setTheme(theme, scene.metrics);
    art.setDirect(vector);
    const CameraView camera{scale, (QPointF(pictureMargin, pictureMargin) - scene.bounds.topLeft()) * scale};
    art.paint(painter, scene, camera, {}, whole);
}

} // namespace nsscope::ui
