// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/paint_quota.h"

#include "ui/timeline/timeline_scene.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

} // namespace

/// Full while the kernel refuses one more, empty once it does not; between the last refusal and that it is not known.
void paintQuota(QPainter& painter, const TimelineScene& scene, const QRectF& box)
{
    const Theme& theme = scene.theme;
    const auto clipped = [&](std::int64_t t) { return std::clamp(scene.px({t}), box.left() - 8, box.right() + 8); };
    painter.setFont(theme.small);
    const QFontMetricsF metrics(theme.small);
    double free = box.left();
    for (const QuotaSpan& span : scene.lanes.quota) {
        const double x0 = clipped(span.from);
        const double x1 = std::max(x0 + 1.5, clipped(span.to));
        const bool over = span.back != openEnd;
        const double x2 = over ? std::max(x1, clipped(span.back)) : x1;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.cleanupFill);
        painter.drawRect(QRectF(x0, box.top(), x1 - x0, box.height()));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.cleanup, 1.4));
        painter.drawPolyline(QPolygonF{QPointF(x0, box.bottom()), QPointF(x0, box.top()), QPointF(x1, box.top())});
        if (over) {
            painter.setPen(QPen(theme.cleanup, 1.4, Qt::DotLine));
            painter.drawLine(QPointF(x1, box.top()), QPointF(x2, box.bottom()));
        }
        const QString text = over ? tr("refused, then free") : tr("refused");
        const double room = x2 + 6;
        if (room < free || room + metrics.horizontalAdvance(text) > box.right())
            continue;
        painter.setPen(theme.secondary);
        painter.drawText(QPointF(room, box.center().y() + metrics.ascent() / 2 - 1), text);
        free = room + metrics.horizontalAdvance(text);
    }
}

QString quotaStory(const TimelineScene& scene, double px)
{
    const auto spanOf = [](std::int64_t ns) { return QString::fromStdString(spanText(ns)); };
    for (const QuotaSpan& span : scene.lanes.quota) {
        const bool over = span.back != openEnd;
        if (span.from > scene.at(px + 3).ns || (over ? span.back : span.to) < scene.at(px - 3).ns)
            continue;
        const QString type = QString::fromUtf8(nsTypeName(span.type).data(), static_cast<qsizetype>(nsTypeName(span.type).size()));
        QString story = tr("With the limit user.max_%1_namespaces at %2 the kernel refused to make one more for %3: it "
                           "still counted %2 or more of this experiment.")
                            .arg(type)
                            .arg(span.limit)
                            .arg(spanOf(span.to - span.from));
        if (over)
            story += tr(" Then it counted fewer: the last of them was destroyed.");
        return story;
    }
    return tr("The kernel's own count of the experiment's namespaces, asked by trying to make one more; only after the "
              "last step, for one that is not refused would take a number.");
}

} // namespace nsscope::ui
