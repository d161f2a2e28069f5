// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a scene through a camera: edges first, cards above, marks of selection and hover last. Three levels of detail:
// cards with text, cards without, plain rectangles.
#pragma once
#include "ui/graph/card_art.h"
#include "ui/graph/graph_scene.h"
#include "ui/graph/scene_motion.h"

class QPainter;

namespace nsscope::ui
{

/// World to view: view = world * scale + origin.
struct CameraView
{
    qreal scale = 1;
    QPointF origin;

    QPointF map(QPointF world) const { return world * scale + origin; }
    QRectF map(const QRectF& world) const { return {map(world.topLeft()), world.size() * scale}; }
    QPointF unmap(QPointF view) const { return (view - origin) / scale; }
    QRectF unmap(const QRectF& view) const { return {unmap(view.topLeft()), view.size() / scale}; }
};

struct SceneMarks
{
    LifeId selected = LifeId::None;
    LifeId hovered = LifeId::None;
    std::uint64_t current = 0;  ///< key of the node that keys act on, 0: none
    std::int32_t litPid = 0;    ///< all pills of this process light up
};

class ScenePainter
{
public:
    void setTheme(const Theme& theme, const GraphMetrics& metrics);
    void setDirect(bool direct) { m_art.setDirect(direct); }
    void paint(QPainter& painter, const GraphScene& scene, const CameraView& camera, const SceneMarks& marks,
               const QRectF& exposed, const SceneMotion* motion = nullptr);

private:
    void paintBands(QPainter& painter, const GraphScene& scene, const CameraView& camera, const QRectF& exposed);
    void paintHeadings(QPainter& painter, const GraphScene& scene, const CameraView& camera,
                       const QRectF& exposed);
    void paintTrunks(QPainter& painter, const GraphScene& scene, const CameraView& camera, const QRectF& world);
    void paintEdgeLabel(QPainter& painter, const CameraView& camera, QPointF at, const QString& text);
    void paintDots(QPainter& painter, const GraphScene& scene, const CameraView& camera,
                   const std::vector<std::int32_t>& nodes);
    void paintBranch(QPainter& painter, const GraphScene& scene, const CameraView& camera, std::int32_t node);
    void paintReuse(QPainter& painter, const NodeBox& box, const CameraView& camera);
    void paintNode(QPainter& painter, const GraphScene& scene, const CameraView& camera, std::int32_t node,
                   std::int32_t litPid);
    void paintMarks(QPainter& painter, const GraphScene& scene, const CameraView& camera, const SceneMarks& marks);
    QPen linePen(QColor colour, qreal scale, bool dotted) const;

    Theme m_theme;
    GraphMetrics m_metrics;
    CardArt m_art;
    qreal m_ratio = 1;
};

} // namespace nsscope::ui
