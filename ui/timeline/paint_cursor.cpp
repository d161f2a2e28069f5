// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/paint_cursor.h"

#include "ui/timeline/timeline_scene.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

struct Flag
{
    QString text;
    QColor line;
    QColor ground;
    QColor ink;
    Qt::PenStyle style = Qt::SolidLine;
    double width = 1.6;
    bool throughTitles = true;
};

/// The place nearest to `wish` that none of `taken` covers.
QRectF freePlace(const QRectF& wish, const QRect& area, const std::vector<QRectF>& taken)
{
    const auto isFree = [&](const QRectF& box) {
        return std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return box.intersects(other); });
    };
    if (isFree(wish))
        return wish;
    QRectF best = wish;
    double bestDistance = 1e9;
    for (const QRectF& other : taken) {
        for (const double left : {other.left() - wish.width() - 2, other.right() + 2}) {
            const QRectF box(left, wish.top(), wish.width(), wish.height());
            const double distance = std::abs(left - wish.left());
            const bool inside = left >= 0 && box.right() <= area.left() + area.width() + 6;
            if (inside && distance < bestDistance && isFree(box)) {
                best = box;
                bestDistance = distance;
            }
        }
    }
    return best;
}

/// A vertical line through the plot with a flag under the ruler, beside the flags in `taken`.
void paintFlag(QPainter& painter, const TimelineScene& scene, Instant t, const Flag& flag, std::vector<QRectF>& taken)
{
    const QRect plot = scene.layout.plot();
    const double x = scene.px(t);
    if (x < plot.left() - 1 || x > plot.left() + plot.width() + 1)
        return;
    const double px = std::round(x * scene.devicePixelRatio) / scene.devicePixelRatio + 0.5;
    painter.setPen(QPen(flag.line, flag.width, flag.style));
    const int top = flag.throughTitles ? plot.top() : scene.layout.rows.top() - TimelineLayout::arcRoom;
    painter.drawLine(QPointF(px, top), QPointF(px, scene.layout.flags.top() + 1));
    QFont font = scene.theme.small;
    font.setBold(true);
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(flag.text) + 12;
    const QRect& area = scene.layout.flags;
    const double left = std::clamp(px - width / 2, 0.0, area.left() + area.width() + 6 - width);
    const QRectF box = freePlace(QRectF(left, area.top() + 1, width, area.height() - 2), area, taken);
    taken.push_back(box);
    painter.setPen(flag.line == flag.ground ? Qt::NoPen : QPen(flag.line, 1));
    painter.setBrush(flag.ground);
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(font);
    painter.setPen(flag.ink);
    painter.drawText(box, Qt::AlignCenter, flag.text);
}

void paintRange(QPainter& painter, const TimelineScene& scene)
{
    if (!scene.range)
        return;
    const QRect plot = scene.layout.plot();
    const double x0 = std::max<double>(plot.left(), scene.px(scene.range->from));
    const double x1 = std::min<double>(plot.left() + plot.width(), scene.px(scene.range->to));
    if (x1 <= x0)
        return;
    QColor ground = scene.theme.accent;
    ground.setAlphaF(0.12f);
    painter.fillRect(QRectF(x0, plot.top(), x1 - x0, plot.height()), ground);
    painter.setPen(QPen(scene.theme.accent, 1));
    painter.drawLine(QPointF(x0, plot.top()), QPointF(x0, plot.bottom()));
    painter.drawLine(QPointF(x1, plot.top()), QPointF(x1, plot.bottom()));
    const QString text = QString::fromStdString(spanText(scene.range->to - scene.range->from));
    const QFontMetricsF metrics(scene.theme.small);
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 10, metrics.height() + 2);
    box.moveCenter(QPointF((x0 + x1) / 2, scene.layout.header.bottom() + metrics.height() / 2 + 3));
    painter.setBrush(scene.theme.panel);
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(scene.theme.small);
    painter.setPen(scene.theme.text);
    painter.drawText(box, Qt::AlignCenter, text);
}

void outline(QPainter& painter, const TimelineScene& scene, LifeId life, const QColor& colour, double width)
{
    const Bar* bar = life == LifeId::None ? nullptr : scene.rows.find(life);
    if (!bar)
        return;
    const QRectF box = scene.barRect(*bar);
    const QRect& rows = scene.layout.rows;
    const double x0 = std::max(box.left(), rows.left() - 10.0);
    const double x1 = std::min(box.right(), rows.left() + rows.width() + 10.0);
    if (x1 < x0)
        return;
    painter.setPen(QPen(colour, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(x0, box.top(), std::max(2.0, x1 - x0), box.height()).adjusted(-3, -3, 3, 3), 5, 5);
}

} // namespace

void paintCursor(QPainter& painter, const TimelineScene& scene)
{
    if (!scene.frame || !scene.empty.isEmpty())
        return;
    const Theme& theme = scene.theme;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintRange(painter, scene);
    std::vector<QRectF> taken;
    if (scene.cursor) {
        const QRect plot = scene.layout.plot();
        const double x = std::max<double>(plot.left(), scene.px(*scene.cursor));
        const double right = std::min<double>(plot.left() + plot.width(), scene.px(scene.last()));
        QColor veil = theme.panel;
        veil.setAlphaF(0.4f);
        if (right > x)
            painter.fillRect(QRectF(x, plot.top(), right - x, scene.layout.ruler.top() - plot.top()), veil);
        paintFlag(painter, scene, *scene.cursor,
                  {momentText(*scene.frame, scene.bands, scene.scaleKind, *scene.cursor), theme.pastBorder, theme.past, theme.pastText, Qt::SolidLine, 2}, taken);
        paintFlag(painter, scene, scene.last(), {tr("now"), theme.accent, theme.panel, theme.accent, Qt::DashLine, 1}, taken);
    } else {
        paintFlag(painter, scene, scene.last(), {tr("now"), theme.accent, theme.accent, theme.accentText, Qt::SolidLine, 2}, taken);
    }
    const QString names[] = {tr("A"), tr("B")};
    for (int i = 0; i < 2; ++i) {
        if (scene.markers[i])
            paintFlag(painter, scene, *scene.markers[i], {names[i], theme.secondary, theme.panel, theme.text, Qt::DotLine, 1.4, false}, taken);
    }
    painter.restore();
}

void paintSelection(QPainter& painter, const TimelineScene& scene)
{
    if (!scene.frame)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(scene.layout.rows.adjusted(-4, -4, 4, 4));
    if (scene.hovered != scene.selected)
        outline(painter, scene, scene.hovered, [&] { QColor c = scene.theme.accent; c.setAlphaF(0.5f); return c; }(), 1.6);
    outline(painter, scene, scene.selected, scene.theme.accent, 2.4);
    painter.restore();
}

} // namespace nsscope::ui
