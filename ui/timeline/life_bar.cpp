// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/life_bar.h"

#include "core/base/escape.h"
#include "ui/timeline/timeline_scene.h"

#include <QCoreApplication>
#include <QLinearGradient>
#include <QPainter>
#include <algorithm>
#include <utility>

namespace nsscope::ui
{

namespace
{

constexpr double radius = 3;
constexpr double beyond = 16;      ///< pixels that a clipped bar reaches out of sight, so that its edge is not seen
constexpr double seenInterval = 4; ///< pixels from which on an interval is drawn as one
constexpr double longBody = 400;   ///< pixels from which on a dashed body is drawn without smoothing
constexpr double seenState = 3;    ///< pixels from which on a state gets a body of its own

QColor withAlpha(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

/// A dashed body as paintStateBody() draws it, for bars of many hundred pixels: smooth dashes cost milliseconds there.
void paintLongBody(QPainter& painter, const QRectF& box, const TypeColours& colours, bool hatched)
{
    painter.fillRect(box, withAlpha(colours.fill, 0.45));
    if (hatched) {
        constexpr double period = 6;
        const double foot = std::min(10.0, box.height() * 0.5);
        QList<QLineF> lines;
        for (double x = box.left(); x < box.right() - foot; x += period)
            lines.emplace_back(x, box.bottom(), x + foot, box.bottom() - foot);
        painter.setPen(QPen(withAlpha(colours.outline, 0.5), 1));
        painter.drawLines(lines);
    }
    QList<QRectF> dashes;
    for (double x = box.left(); x < box.right(); x += 7) {
        for (const double y : {box.top() - 0.5, box.bottom() - 0.5})
            dashes.emplace_back(x, y, 4, 1.4);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.outline);
    painter.drawRects(dashes);
}

/// Veils what lies between the two sides of an interval: the further right, the less is known of it.
void fade(QPainter& painter, const TimelineScene& scene, double x0, double x1, const QRectF& box, double a0, double a1)
{
    QLinearGradient veil(x0, 0, x1, 0);
    veil.setColorAt(0, withAlpha(scene.theme.panel, a0));
    veil.setColorAt(1, withAlpha(scene.theme.panel, a1));
    painter.fillRect(QRectF(x0, box.top() - 1, x1 - x0, box.height() + 2), veil);
}

void whisker(QPainter& painter, double x0, double x1, const QRectF& box, const QColor& colour)
{
    painter.setPen(QPen(colour, 1.2));
    const double cap = std::min(3.5, box.height() * 0.22);
    const double y = box.bottom() - cap - 1; // below the label
    painter.drawLine(QPointF(x0, y), QPointF(x1, y));
    painter.drawLine(QPointF(x0, y - cap), QPointF(x0, y + cap));
    painter.drawLine(QPointF(x1, y - cap), QPointF(x1, y + cap));
}

QString labelOf(const Bar& bar, const Life& life)
{
    if (bar.run >= 0 && bar.phase >= 0)
        return QString::number(bar.number);
    const auto type = nsTypeName(bar.type);
    QString text = QString::fromLatin1(type.data(), static_cast<qsizetype>(type.size()));
    if (!life.names.empty())
        return text + QStringLiteral(" · ") + QString::fromStdString(displayText(life.names.front()));
    const auto task = std::find_if(life.holders.begin(), life.holders.end(),
                                   [](const HolderSpan& h) { return isTask(h.holder.kind); });
    if (life.initial)
        return text + QStringLiteral(" · ") + QCoreApplication::translate("LifeBar", "initial");
    if (task != life.holders.end())
        text += QStringLiteral(" · ") + QString::fromStdString(displayText(task->holder.comm));
    return text;
}

void paintUncertainty(QPainter& painter, const TimelineScene& scene, const Bar& bar, const Life& life, const QRectF& box)
{
    const QColor line = scene.theme.of(bar.type).outline;
    const auto known = [&](const Interval& when, const auto& paint) {
        const double x0 = std::max(scene.px(when.from), box.left() - beyond);
        const double x1 = std::min(scene.px(when.to), box.right() + beyond);
        if (x1 - x0 >= seenInterval)
            paint(x0, x1);
    };
    if (!life.bornBeforeStream) {
        known(life.born.when, [&](double x0, double x1) { whisker(painter, x0, x1, box, line); });
    } else if (const double x0 = scene.px({bar.from}); x0 >= box.left() - beyond) {
        fade(painter, scene, x0 - 2, x0 + 14, box, 1, 0);
    }
    if (const auto use = useEndOf(life))
        known(*use, [&](double x0, double x1) { fade(painter, scene, x0, x1, box, 0, 0.8); });
    if (const auto end = endOf(life)) {
        known(end->when, [&](double x0, double x1) {
            fade(painter, scene, x0, x1, box, 0.2, 0.9);
            whisker(painter, x0, x1, box, line);
        });
    } else if (bar.useEnd != openEnd) {
        const double x0 = std::max(scene.px({bar.useEnd}), box.left());
        const double x1 = std::min(scene.px({drawnEnd(scene.rows, bar, scene.last())}) + 2, box.right() + beyond);
        if (x1 - x0 >= seenInterval)
            fade(painter, scene, x0, x1, box, 0, 0.9);
    }
}

void paintLabel(QPainter& painter, const TimelineScene& scene, const Bar& bar, const Life& life, const QRectF& body)
{
    constexpr double pad = 5;
    const QFont font = [&] {
        QFont f = scene.theme.small;
        f.setBold(bar.run >= 0);
        return f;
    }();
    const QFontMetricsF metrics(font);
    if (body.width() < metrics.averageCharWidth() + 2 * pad - 2 || body.height() < metrics.ascent() * 0.9)
        return;
    const QString whole = labelOf(bar, life);
    const QString text = metrics.elidedText(whole, Qt::ElideRight, body.width() - 2 * pad + 2);
    if (text != whole && (bar.run >= 0 || text.size() < 3))
        return;
    painter.setFont(font);
    painter.setPen(scene.theme.text);
    painter.drawText(body.adjusted(pad, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
}

} // namespace

void paintLifeBar(QPainter& painter, const TimelineScene& scene, const Bar& bar, int row)
{
    const Life* life = scene.frame->find(bar.life);
    if (!life)
        return;
    const QRectF box = scene.barBox(row);
    const auto clipped = [&](Instant t) { return std::clamp(scene.px(t), box.left() - beyond, box.right() + beyond); };
    const std::vector<StateSpan>& spans = scene.spansOf(bar);
    // What has not ended has no right edge: its body runs on behind the present.
    const bool open = bar.to == openEnd && drawnEnd(scene.rows, bar, scene.last()) == scene.last().ns;
    painter.save();
    if (open)
        painter.setClipRect(QRectF(box.left(), box.top() - 4, scene.px(scene.last()) - box.left(), box.height() + 8), Qt::IntersectClip);
    QRectF labelled;
    double begun = spans.empty() ? 0 : clipped(spans.front().from);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const bool last = i + 1 == spans.size();
        const double x1 = clipped(spans[i].to) + (open && last ? beyond : 0);
        if (x1 - begun < seenState && !last)
            continue; // too short to be seen: the next state takes its room
        const double x0 = std::exchange(begun, x1);
        if (x1 < box.left() || x0 > box.right())
            continue;
        const QRectF body(x0, box.top(), std::max(1.5, x1 - x0), box.height());
        const bool dashed = spans[i].state == LifeState::Unseen || spans[i].state == LifeState::Obsolete;
        if (dashed && body.width() > longBody)
            paintLongBody(painter, body, scene.theme.of(bar.type), spans[i].state == LifeState::Obsolete);
        else
            paintStateBody(painter, body, std::min(radius, body.width() / 2), bar.type, spans[i].state, scene.theme);
        const QRectF seen = body.intersected(box);
        const bool inUse = spans[i].state == LifeState::Held || spans[i].state == LifeState::Pinned;
        if (inUse && seen.width() > labelled.width())
            labelled = seen;
    }
    painter.restore();
    paintUncertainty(painter, scene, bar, *life, box);
    paintLabel(painter, scene, bar, *life, labelled);
}

} // namespace nsscope::ui
