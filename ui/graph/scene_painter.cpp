// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/scene_painter.h"

#include "ui/graph/node_text.h"
#include "ui/graph/paint_marks.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <array>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr qreal plainBelow = 0.18;
constexpr qreal textAbove = 0.7;
constexpr qreal ringGap = 3;

QPointF sharp(QPointF p, qreal ratio) // centre of a device pixel: lines without anti-aliasing keep their width
{
    return {(std::floor(p.x() * ratio) + 0.5) / ratio, (std::floor(p.y() * ratio) + 0.5) / ratio};
}

} // namespace

void ScenePainter::setTheme(const Theme& theme, const GraphMetrics& metrics)
{
    m_theme = theme;
    m_metrics = metrics;
    m_art.setTheme(theme, metrics);
}

QPen ScenePainter::linePen(QColor colour, qreal scale, bool dotted) const
{
    QPen pen(colour, std::max(1.0, std::round(1.5 * scale * m_ratio)) / m_ratio);
    pen.setCapStyle(Qt::FlatCap);
    if (dotted)
        pen.setDashPattern({2, 3});
    return pen;
}

void ScenePainter::paint(QPainter& painter, const GraphScene& scene, const CameraView& camera, const SceneMarks& marks,
                         const QRectF& exposed, const SceneMotion* motion)
{
    m_ratio = painter.paintEngine()->paintDevice()->devicePixelRatioF(); // device() is the widget, also when redirected
    m_art.setScale(camera.scale, m_ratio);
    const bool moving = motion && motion->active();
    const qreal rim = 3 * std::max(1.0, camera.scale); // outlines lie half outside of their boxes
    const QRectF world = camera.unmap(exposed.adjusted(-rim, -rim, rim, rim));
    std::vector<std::int32_t> nodes = scene.grid.near(moving && motion->moves() ? scene.bounds : world);
    if (!moving) // an arc of reuse rises above its box
        std::erase_if(nodes, [&](std::int32_t i) {
            return !scene.box(i).reach().adjusted(0, -m_metrics.rowGap, 0, 0).intersects(world);
        });
    paintBands(painter, scene, camera, exposed);
    paintTrunks(painter, scene, camera, world);
    if (camera.scale < plainBelow) {
        paintDots(painter, scene, camera, nodes);
    } else if (!moving) {
        for (std::int32_t i : nodes)
            paintBranch(painter, scene, camera, i);
        for (std::int32_t i : nodes)
            paintNode(painter, scene, camera, i, marks.litPid);
    } else {
        painter.setOpacity(motion->ghostOpacity());
        for (std::int32_t i : motion->ghosts())
            paintNode(painter, motion->before(), camera, i, 0);
        for (std::int32_t i : nodes) {
            const NodeMotion way = motion->of(i);
            CameraView moved = camera;
            moved.origin += way.offset * camera.scale;
            painter.setOpacity(way.opacity);
            paintBranch(painter, scene, moved, i);
            paintNode(painter, scene, moved, i, marks.litPid);
        }
        painter.setOpacity(1);
    }
    for (std::int32_t i : nodes) {
        if (hasCardMarks(scene.node(i)) && scene.node(i).present)
            paintCardMarks(painter, camera.map(scene.box(i).card), scene.node(i), std::max(0.35, camera.scale), m_theme);
    }
    paintPidParents(painter, scene, camera, marks.selected, m_theme);
    paintMarks(painter, scene, camera, marks);
    for (std::int32_t i : nodes) {
        if (!scene.box(i).ended.isNull() && camera.scale >= plainBelow) {
            painter.setOpacity(moving ? motion->of(i).opacity : 1);
            paintReuse(painter, scene.box(i), camera);
        }
    }
    painter.setOpacity(1);
    paintHeadings(painter, scene, camera, exposed);
}

void ScenePainter::paintBands(QPainter& painter, const GraphScene& scene, const CameraView& camera, const QRectF& exposed)
{
    for (const LaneBand& band : scene.bands) {
        const QRectF area = camera.map(band.area);
        if (!band.column && area.intersects(exposed))
            painter.fillRect(area, m_theme.sunken);
    }
}

/// Headings of columns stay in sight when the rows are scrolled.
void ScenePainter::paintHeadings(QPainter& painter, const GraphScene& scene, const CameraView& camera, const QRectF& exposed)
{
    if (scene.bands.empty() || camera.scale < textAbove / 2)
        return;
    const QRectF first = camera.map(scene.bands.back().area);
    if (exposed.top() > std::max(0.0, first.top()) + first.height())
        return;
    QFont font = m_theme.small;
    font.setWeight(QFont::DemiBold);
    font.setPixelSize(std::max(1, qRound(font.pixelSize() * std::max(0.8, camera.scale))));
    painter.setFont(font);
    bool ground = false;
    for (const LaneBand& band : scene.bands) {
        if (!band.column)
            continue;
        QRectF area = camera.map(band.area);
        area.moveTop(std::max(0.0, area.top()));
        if (!ground)
            painter.fillRect(QRectF(0, area.top(), camera.map(scene.bounds).right() + 100, area.height()), m_theme.panel);
        ground = true;
        const auto type = nsTypeByName(band.title.toStdString());
        if (type) {
            const qreal side = area.height() * 0.6;
            paintTypeGlyph(painter, QRectF(area.left(), area.center().y() - side / 2, side, side), *type, m_theme);
            area.setLeft(area.left() + side + 6);
        }
        painter.setPen(m_theme.secondary);
        painter.drawText(area, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), band.title);
    }
}

void ScenePainter::paintDots(QPainter& painter, const GraphScene& scene, const CameraView& camera,
                             const std::vector<std::int32_t>& nodes)
{
    std::array<QVector<QRectF>, nsTypeCount + 1> byType;
    qreal lastX = -1e9;
    qreal lastY = -1e9;
    for (std::int32_t i : nodes) {
        const QRectF box = camera.map(scene.box(i).card);
        // Several cards in one pixel line look like one.
        if (box.left() == lastX && std::abs(box.top() - lastY) < 0.5)
            continue;
        lastX = box.left();
        lastY = box.top();
        const GraphNode& node = scene.node(i);
        const std::size_t colour = node.kind == NodeKind::Namespace ? static_cast<std::size_t>(node.type) : nsTypeCount;
        byType[colour].push_back({box.topLeft(), QSizeF(std::max(1.0, box.width()), std::max(1.0, box.height()))});
    }
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < byType.size(); ++i) {
        painter.setBrush(i < nsTypeCount ? m_theme.types[i].outline : m_theme.faint);
        painter.drawRects(byType[i]);
    }
}

void ScenePainter::paintTrunks(QPainter& painter, const GraphScene& scene, const CameraView& camera, const QRectF& world)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    QVector<QLineF> lines;
    for (const Trunk& trunk : scene.trunks) {
        const QRectF parent = scene.box(trunk.parent).card;
        if (trunk.x < world.left() - m_metrics.cardWidth || parent.left() > world.right() || trunk.top > world.bottom() ||
            trunk.bottom < world.top())
            continue;
        const qreal y = parent.center().y();
        lines.push_back({sharp(camera.map(QPointF(trunk.x, trunk.top)), m_ratio), sharp(camera.map(QPointF(trunk.x, trunk.bottom)), m_ratio)});
        if (camera.scale >= plainBelow)
            lines.push_back({sharp(camera.map(QPointF(parent.right(), y)), m_ratio), sharp(camera.map(QPointF(trunk.x, y)), m_ratio)});
        if (trunk.label != EdgeLabel::None)
            paintEdgeLabel(painter, camera, QPointF(parent.right(), y),
                           trunk.label == EdgeLabel::Owns ? ownsText(scene.node(trunk.parent)) : parentText());
    }
    painter.setPen(linePen(m_theme.edge, camera.scale, false));
    painter.drawLines(lines);
}

void ScenePainter::paintEdgeLabel(QPainter& painter, const CameraView& camera, QPointF at, const QString& text)
{
    if (camera.scale < textAbove)
        return;
    QFont font = m_theme.small;
    font.setPixelSize(std::max(1, qRound(font.pixelSize() * 0.92 * camera.scale)));
    painter.setFont(font);
    painter.setPen(m_theme.secondary);
    painter.drawText(camera.map(at + QPointF(5, -5)), text);
}

void ScenePainter::paintBranch(QPainter& painter, const GraphScene& scene, const CameraView& camera, std::int32_t i)
{
    const GraphNode& node = scene.node(i);
    const NodeBox& box = scene.box(i);
    const qreal y = box.card.center().y();
    const bool dead = node.state == LifeState::Destroyed;
    if (box.branchX < box.card.left()) {
        QColor colour = m_theme.edge;
        if (dead)
            colour.setAlphaF(0.6f);
        painter.setPen(linePen(colour, camera.scale, dead));
        painter.drawLine(sharp(camera.map(QPointF(box.branchX, y)), m_ratio), sharp(camera.map(QPointF(box.card.left(), y)), m_ratio));
        if (box.label != EdgeLabel::None)
            paintEdgeLabel(painter, camera, QPointF(box.branchX, y),
                           box.label == EdgeLabel::Parent ? parentText() : ownsText({}));
    }
    if (!box.pill.isNull()) {
        painter.setPen(linePen(m_theme.faint, camera.scale, false));
        painter.drawLine(sharp(camera.map(QPointF(box.card.right(), y)), m_ratio), sharp(camera.map(QPointF(box.pill.left(), y)), m_ratio));
    }
}

void ScenePainter::paintReuse(QPainter& painter, const NodeBox& box, const CameraView& camera)
{
    const QPointF from(box.ended.right() - 16, box.ended.top() - 1);
    const QPointF to(box.card.left() + 20, box.card.top() - 1);
    const qreal rise = box.card.top() - m_metrics.rowGap + 1;
    QPainterPath arc(camera.map(from));
    arc.cubicTo(camera.map(QPointF(from.x(), rise)), camera.map(QPointF(to.x(), rise)), camera.map(to));
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_theme.reuse, 1.8 * camera.scale);
    pen.setDashPattern({2.4, 1.8});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(arc);
    const QPointF tip = camera.map(to);
    const qreal s = camera.scale;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.reuse);
    painter.drawPolygon(QPolygonF{tip, tip + QPointF(-4.5, -7) * s, tip + QPointF(3.5, -7.5) * s});
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void ScenePainter::paintNode(QPainter& painter, const GraphScene& scene, const CameraView& camera, std::int32_t i,
                             std::int32_t litPid)
{
    const GraphNode& node = scene.node(i);
    const NodeBox& box = scene.box(i);
    if (!box.ended.isNull())
        m_art.paintEnded(painter, camera.map(box.ended.topLeft()), box.ended.size(), node);
    m_art.paintCard(painter, camera.map(box.card.topLeft()), box.card.size(), node, scene.content.at, scene.chips);
    if (!box.pill.isNull()) {
        const bool lit = litPid != 0 && node.holders.first && node.holders.first->pid == litPid;
        m_art.paintPill(painter, camera.map(box.pill.topLeft()), box.pill.size(), node, lit);
    }
}

void ScenePainter::paintMarks(QPainter& painter, const GraphScene& scene, const CameraView& camera, const SceneMarks& marks)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const qreal s = std::max(0.5, camera.scale);
    const auto ring = [&](const QRectF& world, qreal gap, const QPen& pen) {
        const qreal out = gap * s + pen.widthF() / 2;
        painter.setPen(pen);
        painter.drawRoundedRect(camera.map(world).adjusted(-out, -out, out, out), 8 * camera.scale + out, 8 * camera.scale + out);
    };
    const auto boxOf = [&](LifeId life) {
        const std::int32_t i = scene.content.nodeOf(life);
        if (i < 0)
            return QRectF();
        const GraphNode& node = scene.node(i);
        const bool earlier = node.life && node.life->id != life && life < node.life->id;
        return earlier ? scene.box(i).ended : scene.box(i).card;
    };
    QColor soft = m_theme.accent;
    soft.setAlphaF(0.55f);
    if (const QRectF box = boxOf(marks.hovered); !box.isNull() && marks.hovered != marks.selected)
        ring(box, 1, QPen(soft, 2 * s));
    if (const QRectF box = boxOf(marks.selected); !box.isNull())
        ring(box, ringGap, QPen(m_theme.accent, 2.5 * s));
    const std::int32_t current = marks.current != 0 ? scene.nodeWithKey(marks.current) : -1;
    if (current >= 0 && scene.node(current).expandable())
        ring(scene.box(current).card, ringGap, QPen(m_theme.accent, 2 * s, Qt::DashLine));
}

} // namespace nsscope::ui
