// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/paint_marks.h"

#include "ui/graph/scene_painter.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr qreal badge = 8; ///< radius

void paintPin(QPainter& painter, QPointF at, qreal s, const Theme& theme)
{
    painter.setPen(QPen(theme.panel, 1.5 * s));
    painter.setBrush(theme.accent);
    painter.drawEllipse(at, badge * s, badge * s);
    painter.setPen(QPen(theme.panel, 1.6 * s, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(at + QPointF(-3, -2.5) * s, at + QPointF(3, -2.5) * s);
    painter.drawLine(at + QPointF(0, -2.5) * s, at + QPointF(0, 4.5) * s);
}

void paintNoteCorner(QPainter& painter, QPointF corner, qreal s, const Theme& theme)
{
    painter.setPen(QPen(theme.panel, 1 * s));
    painter.setBrush(theme.secondary);
    painter.drawPolygon(QPolygonF{corner, corner + QPointF(-11, 0) * s, corner + QPointF(0, -11) * s});
}

void paintDifference(QPainter& painter, const QRectF& box, Difference difference, qreal s, const Theme& theme)
{
    const QColor colour = difference == Difference::Came ? theme.good : difference == Difference::Went ? theme.bad : theme.warn;
    const qreal out = 3 * s;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 2 * s, difference == Difference::Came ? Qt::SolidLine : difference == Difference::Went ? Qt::DotLine : Qt::DashLine));
    painter.drawRoundedRect(box.adjusted(-out, -out, out, out), 10 * s, 10 * s);
    const QPointF at(box.left(), box.top());
    painter.setPen(QPen(theme.panel, 1.5 * s));
    painter.setBrush(colour);
    painter.drawEllipse(at, badge * s, badge * s);
    painter.setPen(QPen(theme.panel, 1.8 * s, Qt::SolidLine, Qt::RoundCap));
    if (difference == Difference::Changed) {
        painter.drawLine(at + QPointF(-3.5, -1.8) * s, at + QPointF(3.5, -1.8) * s);
        painter.drawLine(at + QPointF(-3.5, 1.8) * s, at + QPointF(3.5, 1.8) * s);
        return;
    }
    painter.drawLine(at + QPointF(-3.5, 0) * s, at + QPointF(3.5, 0) * s);
    if (difference == Difference::Came)
        painter.drawLine(at + QPointF(0, -3.5) * s, at + QPointF(0, 3.5) * s);
}

/// From the child's card to its parent's, around the cards between them, with an arrow head at the parent.
void paintArrow(QPainter& painter, const QRectF& child, const QRectF& parent, qreal s, const Theme& theme)
{
    const bool below = child.center().y() >= parent.center().y();
    const QPointF from(child.left() + 26 * s, below ? child.top() : child.bottom());
    const QPointF to(parent.left() + 26 * s, below ? parent.bottom() : parent.top());
    const qreal reach = std::max(18 * s, std::abs(to.y() - from.y()) / 3);
    const qreal way = below ? -reach : reach;
    QPainterPath path(from);
    path.cubicTo(from + QPointF(0, way), to - QPointF(0, way), to);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1.8 * s));
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    const qreal back = below ? 8 * s : -8 * s;
    painter.drawPolygon(QPolygonF{to, to + QPointF(-4.5 * s, back), to + QPointF(4.5 * s, back)});
    if (s < 0.7)
        return;
    QFont font = theme.small;
    font.setPixelSize(std::max(1, qRound(font.pixelSize() * 0.92 * s)));
    painter.setFont(font);
    painter.setPen(theme.accent);
    painter.drawText(from + QPointF(6 * s, below ? -5 * s : 12 * s), QCoreApplication::translate("nsscope::ui::GraphText", "pid parent"));
}

} // namespace

bool hasCardMarks(const GraphNode& node) { return node.kept || node.noted || node.difference != Difference::None; }

void paintCardMarks(QPainter& painter, const QRectF& box, const GraphNode& node, qreal scale, const Theme& theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (node.difference != Difference::None)
        paintDifference(painter, box, node.difference, scale, theme);
    if (node.noted)
        paintNoteCorner(painter, box.bottomRight(), scale, theme);
    if (node.kept)
        paintPin(painter, QPointF(box.right() - 2 * scale, box.top() + 1 * scale), scale, theme);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintPidParents(QPainter& painter, const GraphScene& scene, const CameraView& camera, LifeId life, const Theme& theme)
{
    const auto cardOf = [&](LifeId id) {
        const std::int32_t i = scene.content.nodeOf(id);
        const bool own = i >= 0 && scene.node(i).life && scene.node(i).life->id == id;
        return own ? camera.map(scene.box(i).card) : QRectF();
    };
    const Life* selected = scene.content.frame ? scene.content.frame->find(life) : nullptr;
    const QRectF own = cardOf(life);
    if (!selected || selected->ref.type != NsType::Pid || own.isNull())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal s = std::max(0.5, camera.scale);
    if (const QRectF parent = cardOf(selected->parentLife); !parent.isNull())
        paintArrow(painter, own, parent, s, theme);
    for (std::size_t i = 0; i < scene.content.nodes.size(); ++i) {
        const Life* other = scene.content.nodes[i].life;
        if (other && other->ref.type == NsType::Pid && other->parentLife == life && !scene.boxes[i].card.isNull())
            paintArrow(painter, camera.map(scene.boxes[i].card), own, s, theme);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace nsscope::ui
