// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/paint_lanes.h"

#include "ui/timeline/paint_quota.h"
#include "ui/timeline/timeline_scene.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

QString batchText(int batch) { return batch == 1 ? tr("1 namespace") : tr("batch of %1").arg(batch); }

QRectF laneBox(const TimelineScene& scene, int lane)
{
    const TimelineLayout& l = scene.layout;
    return {static_cast<double>(l.lanes.left()), l.laneTop(lane) + 3.0, static_cast<double>(l.lanes.width()), l.laneHeight - 7.0};
}

void paintRun(QPainter& painter, const TimelineScene& scene, const CleanupRun& run, const QRectF& box)
{
    const Theme& theme = scene.theme;
    const auto clipped = [&](std::int64_t t) { return std::clamp(scene.px({t}), box.left() - 8, box.right() + 8); };
    const double q = clipped(run.queued);
    const double x0 = clipped(run.start);
    const double x1 = std::max(x0 + 2, clipped(run.end));
    painter.setPen(QPen(theme.cleanup, 1));
    if (x0 - q > 3) { // queued, below the run that is at work meanwhile
        painter.drawLine(QPointF(q, box.bottom() + 2.5), QPointF(x0, box.bottom() + 2.5));
        painter.drawLine(QPointF(q, box.bottom() + 0.5), QPointF(q, box.bottom() + 2.5));
    }
    painter.setBrush(theme.cleanupFill);
    painter.drawRoundedRect(QRectF(x0, box.top(), x1 - x0, box.height()), 2, 2);
    if (run.batch <= 0)
        return;
    const QRectF seen = QRectF(x0, box.top(), x1 - x0, box.height()).intersected(box);
    const QFontMetricsF metrics(theme.small);
    QString text = batchText(run.batch);
    if (metrics.horizontalAdvance(text) + 6 > seen.width())
        text = QString::number(run.batch);
    if (metrics.horizontalAdvance(text) + 6 > seen.width())
        return;
    painter.setFont(theme.small);
    painter.setPen(theme.text);
    painter.drawText(seen, Qt::AlignCenter, text);
}

void paintCleanups(QPainter& painter, const TimelineScene& scene, const CleanupLane& lane, const QRectF& box)
{
    const std::int64_t seenTo = scene.at(box.right()).ns;
    double painted = box.left() - 10;
    auto run = std::lower_bound(lane.runs.begin(), lane.runs.end(), scene.at(box.left()).ns,
                                [](const CleanupRun& r, std::int64_t t) { return r.end < t; });
    for (; run != lane.runs.end() && run->queued <= seenTo; ++run) {
        if (scene.px({run->end}) - painted < 1)
            continue;
        paintRun(painter, scene, *run, box);
        painted = scene.px({run->end});
    }
}

using Times = std::vector<std::int64_t>::const_iterator;

/// As upper_bound, in steps that double from `from` on: most often it is near.
Times firstAfter(Times from, Times end, std::int64_t t)
{
    std::ptrdiff_t step = 1;
    while (step < end - from && from[step] <= t)
        step *= 2;
    return std::upper_bound(from, from + std::min(step + 1, end - from), t);
}

constexpr qsizetype crowdedCurve = 400; ///< points from which on the curve is drawn by columns

/// The curve as upright rectangles and lines of one pixel: a smooth line of thousands of points costs a whole frame.
void paintCrowdedCurve(QPainter& painter, const Theme& theme, const QPolygonF& line, double bottom, const QColor& fill)
{
    QList<QRectF> areas;
    QList<QLineF> lines;
    for (qsizetype i = 1; i < line.size(); ++i) {
        lines.emplace_back(line[i - 1], line[i]);
        if (line[i].x() > line[i - 1].x())
            areas.emplace_back(line[i - 1], QPointF(line[i].x(), bottom));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRects(areas);
    painter.setPen(QPen(theme.cleanup, 1));
    painter.drawLines(lines);
}

void paintCurve(QPainter& painter, const TimelineScene& scene, const QRectF& box)
{
    const KernelLanes& lanes = scene.lanes;
    const double bottom = box.bottom();
    const double unit = box.height() / std::max(1, lanes.mostWaiting);
    const double right = std::min(scene.px(scene.last()), box.right() + 2);
    const auto y = [&](int count) { return bottom - count * unit; };

    double x = box.left();
    auto left = std::upper_bound(lanes.leftAt.begin(), lanes.leftAt.end(), scene.at(x).ns);
    auto ended = std::upper_bound(lanes.endedAt.begin(), lanes.endedAt.end(), scene.at(x).ns);
    const auto waiting = [&] {
        return static_cast<int>((left - lanes.leftAt.begin()) - (ended - lanes.endedAt.begin()));
    };
    int count = waiting();
    QPolygonF line{QPointF(x, y(count))};
    int highest = 0;
    double highestFrom = x;
    double highestTo = x;
    while (x < right) {
        // To the next change, at least half a pixel on; what changes within it shows as its last value.
        const std::int64_t next = std::min(left == lanes.leftAt.end() ? openEnd : *left, ended == lanes.endedAt.end() ? openEnd : *ended);
        const double to = next == openEnd ? right : std::clamp(scene.px({next}), x + 0.5, std::max(right, x + 0.5));
        if (count > highest) {
            highest = count;
            highestFrom = x;
            highestTo = to;
        }
        line << QPointF(to, y(count));
        x = to;
        const std::int64_t reached = std::max(next, scene.at(x).ns);
        left = firstAfter(left, lanes.leftAt.end(), reached);
        ended = firstAfter(ended, lanes.endedAt.end(), reached);
        count = waiting();
        if (x < right)
            line << QPointF(x, y(count));
    }
    QColor fill = scene.theme.cleanupFill;
    fill.setAlphaF(0.45f);
    if (line.size() > crowdedCurve) {
        paintCrowdedCurve(painter, scene.theme, line, bottom, fill);
        return;
    }
    QPolygonF area = line;
    area << QPointF(x, bottom) << QPointF(box.left(), bottom);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(scene.theme.cleanup, 1.4));
    painter.drawPolyline(line);
    if (highest > 0) {
        painter.setFont(scene.theme.small);
        painter.setPen(scene.theme.text);
        const QFontMetricsF metrics(scene.theme.small);
        const QString text = QString::number(highest);
        const double width = metrics.horizontalAdvance(text);
        if (highestTo - highestFrom > width + 4)
            painter.drawText(QRectF(highestFrom, y(highest), highestTo - highestFrom, bottom - y(highest)), Qt::AlignCenter, text);
        else
            painter.drawText(QPointF(std::min(highestTo + 4, box.right() - width), y(highest) + metrics.ascent()), text);
    }
}

} // namespace

int laneLabelWidth(const Theme& theme, const KernelLanes& lanes)
{
    const QFontMetrics metrics(theme.monoSmall);
    int width = 0;
    for (const CleanupLane& lane : lanes.cleanups)
        width = std::max(width, metrics.horizontalAdvance(lane.function));
    if (lanes.hasCurve())
        width = std::max(width, metrics.horizontalAdvance(tr("waiting")));
    if (!lanes.quota.empty())
        width = std::max(width, metrics.horizontalAdvance(tr("quota gauge")));
    return width;
}

void paintLanes(QPainter& painter, const TimelineScene& scene)
{
    if (!scene.frame || scene.lanes.laneCount() == 0 || scene.layout.lanes.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    int index = 0;
    for (const CleanupLane& lane : scene.lanes.cleanups)
        paintCleanups(painter, scene, lane, laneBox(scene, index++));
    if (scene.lanes.hasCurve())
        paintCurve(painter, scene, laneBox(scene, index++));
    if (!scene.lanes.quota.empty())
        paintQuota(painter, scene, laneBox(scene, index++));
    if (!scene.lanes.missing.isEmpty()) {
        painter.setFont(scene.theme.small);
        painter.setPen(scene.theme.secondary);
        const QRectF box = laneBox(scene, index);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(scene.theme.small).elidedText(scene.lanes.missing, Qt::ElideRight, box.width()));
    }
    painter.restore();
}

void paintLaneLabels(QPainter& painter, const TimelineScene& scene)
{
    painter.setFont(scene.theme.monoSmall);
    painter.setPen(scene.theme.secondary);
    int index = 0;
    const auto label = [&](const QString& text) {
        const TimelineLayout& l = scene.layout;
        const QRect area(0, l.laneTop(index++), l.lanes.left() - 10, l.laneHeight);
        if (area.bottom() <= l.lanes.bottom() + 1)
            painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, text);
    };
    for (const CleanupLane& lane : scene.lanes.cleanups)
        label(lane.function);
    if (scene.lanes.hasCurve())
        label(tr("waiting"));
    if (!scene.lanes.quota.empty())
        label(tr("quota gauge"));
}

QString laneStory(const TimelineScene& scene, int lane, double px)
{
    const std::int64_t t = scene.at(px).ns;
    const auto lanes = static_cast<int>(scene.lanes.cleanups.size());
    const auto spanOf = [](std::int64_t ns) { return QString::fromStdString(spanText(ns)); };
    if (lane >= 0 && lane < lanes) {
        const CleanupLane& cleanup = scene.lanes.cleanups[static_cast<std::size_t>(lane)];
        const std::int64_t reach = scene.at(px + 3).ns;
        for (const CleanupRun& run : cleanup.runs) {
            if (run.queued > reach || run.end < scene.at(px - 3).ns)
                continue;
            QString story = tr("%1 of the kernel ran for %2, %3 after it was queued")
                                .arg(cleanup.function, spanOf(run.end - run.start), spanOf(run.start - run.queued));
            if (run.batch > 0)
                story += run.batch == 1 ? tr("; one of the namespaces shown ended in it")
                                        : tr("; %1 of the namespaces shown ended in it").arg(run.batch);
            return story + QLatin1Char('.');
        }
        return tr("Runs of the kernel's clean-up function %1.").arg(cleanup.function);
    }
    if (lane == lanes && scene.lanes.hasCurve())
        return tr("%1 waiting here: nobody is in them any more, and the kernel has not ended them yet. Highest: %2.")
            .arg(scene.lanes.waitingAt(t))
            .arg(scene.lanes.mostWaiting);
    if (!scene.lanes.quota.empty() && lane == lanes + (scene.lanes.hasCurve() ? 1 : 0))
        return quotaStory(scene, px);
    return scene.lanes.missing;
}

} // namespace nsscope::ui
