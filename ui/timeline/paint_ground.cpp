// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/paint_ground.h"

#include "ui/timeline/paint_lanes.h"
#include "ui/timeline/row_groups.h"
#include "ui/timeline/scale_ticks.h"
#include "ui/timeline/timeline_scene.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr int glyph = 14;
constexpr int pad = 6;

const QColor& groundOf(const Theme& theme, int phase) { return phase % 2 == 0 ? theme.slowGround : theme.fastGround; }
const QColor& inkOf(const Theme& theme, int phase) { return phase % 2 == 0 ? theme.slowText : theme.fastText; }

QString numberOf(const Row& row) { return QString::fromStdString(offsetOf(row.inode)); }

/// Over the whole width, since no bar lies there.
void paintHeading(QPainter& painter, const TimelineScene& scene, int index)
{
    const Row& row = scene.rows.rows[static_cast<std::size_t>(index)];
    const QRectF box(pad, scene.layout.rowTop(index, scene.scroll), scene.layout.rows.right() - pad, scene.layout.rowHeight);
    QFont bold = scene.theme.small;
    bold.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(bold);
    if (box.height() < metrics.height() * 0.8)
        return;
    double left = box.left();
    if (scene.rows.grouping == RowGrouping::Type) {
        paintTypeGlyph(painter, QRectF(left, box.bottom() - metrics.height() / 2 - 3 - glyph / 2.0, glyph, glyph), static_cast<NsType>(row.group), scene.theme);
        left += glyph + pad;
    }
    painter.save();
    painter.setFont(bold);
    painter.setPen(scene.theme.secondary);
    painter.drawText(box.adjusted(left - box.left(), 0, 0, -3), Qt::AlignLeft | Qt::AlignBottom,
                     metrics.elidedText(groupTitle(*scene.frame, scene.rows.grouping, row.group), Qt::ElideRight, box.right() - left));
    painter.restore();
}

/// The part of a band in sight, empty where there is none.
QRectF seenBand(const TimelineScene& scene, const PhaseBand& band, const QRect& area)
{
    const double x0 = std::max<double>(scene.px(band.span.from), area.left());
    const double x1 = std::min<double>(scene.px(band.span.to), area.left() + area.width());
    return x1 - x0 < 1 ? QRectF() : QRectF(x0, area.top(), x1 - x0, area.height());
}

bool startsSegment(const TimeScale& scale, double x)
{
    const auto& segments = scale.segments();
    return std::any_of(segments.begin(), segments.end(), [x](const TimeScale::Segment& s) { return s.x0 == x; });
}

void paintBreak(QPainter& painter, const TimelineScene& scene, double px)
{
    const double y = scene.layout.ruler.top() + 0.5;
    painter.setPen(QPen(scene.theme.panel, 3));
    painter.drawLine(QPointF(px - 2.5, y), QPointF(px + 2.5, y));
    painter.setPen(QPen(scene.theme.faint, 1));
    for (const double dx : {-2.5, 2.5})
        painter.drawLine(QPointF(px + dx - 1.5, y + 3.5), QPointF(px + dx + 1.5, y - 3.5));
}

} // namespace

int labelWidth(const Theme& theme, const LifeRows& rows, const KernelLanes& lanes)
{
    const QFontMetrics mono(theme.mono);
    int width = mono.horizontalAdvance(QStringLiteral("+0000"));
    for (std::size_t i = 0; i < rows.rows.size(); i += std::max<std::size_t>(1, rows.rows.size() / 64))
        width = std::max(width, rows.rows[i].heading() ? 0 : mono.horizontalAdvance(numberOf(rows.rows[i])));
    if (!rows.rows.empty())
        width = std::max(width, mono.horizontalAdvance(numberOf(rows.rows.back())));
    return std::max(width + glyph + pad, laneLabelWidth(theme, lanes)) + 2 * pad;
}

void paintGround(QPainter& painter, const TimelineScene& scene)
{
    const TimelineLayout& layout = scene.layout;
    for (const PhaseBand& band : scene.bands) {
        QColor ground = groundOf(scene.theme, band.phase);
        painter.fillRect(seenBand(scene, band, layout.header), ground);
        ground.setAlphaF(scene.theme.dark ? 0.35f : 0.3f);
        const QRect body(layout.rows.left(), layout.rows.top(), layout.rows.width(),
                         layout.ruler.top() - layout.rows.top());
        painter.fillRect(seenBand(scene, band, body), ground);
    }
    painter.save();
    painter.setClipRect(layout.rows.united(layout.labels));
    painter.setPen(QPen(scene.theme.gridLine, 1));
    const int firstRow = scene.scroll / layout.rowHeight;
    for (int row = firstRow; row < layout.rowCount && layout.rowHeight >= 8; ++row) {
        const int y = layout.rowTop(row + 1, scene.scroll);
        if (y > layout.rows.bottom() + 1)
            break;
        painter.drawLine(layout.rows.left(), y, layout.rows.right(), y);
    }
    painter.restore();
    if (layout.maxScroll() > 0) {
        painter.setPen(QPen(scene.theme.panelBorder, 1));
        painter.drawLine(0, layout.rows.bottom() + 1, layout.rows.right(), layout.rows.bottom() + 1);
    }
}

void paintPhaseTitles(QPainter& painter, const TimelineScene& scene)
{
    for (const PhaseBand& band : scene.bands) {
        const QRectF area = seenBand(scene, band, scene.layout.header).adjusted(8, 0, -8, 0);
        if (area.width() < 16)
            continue;
        QColor ink = inkOf(scene.theme, band.phase);
        QFont bold = scene.theme.small;
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        painter.setPen(band.planned ? scene.theme.secondary : ink);
        const QFontMetricsF boldMetrics(bold);
        const double titleWidth = boldMetrics.horizontalAdvance(band.title);
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                         boldMetrics.elidedText(band.title, Qt::ElideRight, area.width()));
        painter.setFont(scene.theme.small);
        const QFontMetricsF metrics(scene.theme.small);
        const double room = area.width() - titleWidth - 16;
        QString detail = band.detail;
        const bool own = scene.scaleKind == ScaleKind::PerPhase && scene.bands.size() > 1 && !band.planned;
        if (const QString longer = detail + QStringLiteral(" · ") + QCoreApplication::translate("Timeline", "own time scale");
            own && metrics.horizontalAdvance(longer) <= room)
            detail = longer;
        if (metrics.horizontalAdvance(detail) <= room)
            painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, detail);
    }
}

void paintRowLabels(QPainter& painter, const TimelineScene& scene)
{
    const TimelineLayout& layout = scene.layout;
    painter.setFont(scene.theme.mono);
    const QFontMetricsF metrics(scene.theme.mono);
    int stride = 1;
    while (stride * layout.rowHeight < metrics.height() * 0.95)
        stride *= 2;
    const int firstRow = scene.scroll / layout.rowHeight / stride * stride;
    for (int r = firstRow; r < layout.rowCount; r += stride) {
        if (layout.rowTop(r, scene.scroll) > layout.labels.bottom())
            break;
        const Row& row = scene.rows.rows[static_cast<std::size_t>(r)];
        const QRectF bar = scene.barBox(r);
        if (row.heading()) {
            paintHeading(painter, scene, r);
            continue;
        }
        const QRectF area(0, bar.center().y() - metrics.height() / 2, layout.labels.width() - 2 * pad + 2, metrics.height());
        const QString text = numberOf(row);
        painter.setPen(scene.theme.text);
        painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, text);
        const double left = area.right() - metrics.horizontalAdvance(text) - pad - glyph;
        paintTypeGlyph(painter, QRectF(left, bar.center().y() - glyph / 2.0, glyph, glyph), row.type, scene.theme);
    }
}

void paintRuler(QPainter& painter, const TimelineScene& scene)
{
    if (!scene.frame || (!scene.empty.isEmpty() && scene.bands.empty()))
        return;
    const QRect& area = scene.layout.ruler;
    const QFontMetricsF metrics(scene.theme.small);
    painter.setPen(QPen(scene.theme.panelBorder, 1));
    painter.drawLine(area.left(), area.top(), area.right(), area.top());

    const TimeWindow& window = scene.window;
    const double pixelsPerX = area.width() / window.width();
    std::optional<Instant> zero;
    if (scene.scaleKind == ScaleKind::Common || scene.bands.empty())
        zero = originOf(*scene.frame);
    const auto ticks = ticksOf(window.scale(), window.from(), window.to(), pixelsPerX,
                               [&](const QString& text) { return metrics.horizontalAdvance(text); }, zero);
    std::vector<std::pair<double, QString>> labels; // left edge and text
    painter.setPen(QPen(scene.theme.faint, 1));
    for (const Tick& tick : ticks) {
        const double x = scene.pxOfX(tick.x);
        painter.drawLine(QPointF(x, area.top() + 1), QPointF(x, area.top() + 4));
        const double width = metrics.horizontalAdvance(tick.label);
        const double left = std::clamp(x - width / 2, area.left() - 8.0, area.right() - width + 4.0);
        const bool free = labels.empty() || left >= labels.back().first + metrics.horizontalAdvance(labels.back().second) + 6;
        if (!free && !startsSegment(window.scale(), tick.x))
            continue;
        if (!free) // where a phase begins matters more than where the one before ends
            labels.pop_back();
        labels.emplace_back(left, tick.label);
    }
    painter.setPen(scene.theme.secondary);
    painter.setFont(scene.theme.small);
    for (const auto& [left, text] : labels)
        painter.drawText(QPointF(left, area.top() + 6 + metrics.ascent()), text);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& segments = window.scale().segments();
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const double gapEnd = i + 1 < segments.size() ? segments[i + 1].x0 : window.scale().xEnd();
        const double px = scene.pxOfX((segments[i].x1 + gapEnd) / 2);
        if (gapEnd > segments[i].x1 && px > area.left() && px < area.right())
            paintBreak(painter, scene, px);
    }
    painter.restore();
}

void paintEmpty(QPainter& painter, const TimelineScene& scene)
{
    if (scene.empty.isEmpty())
        return;
    painter.setFont(scene.theme.body);
    painter.setPen(scene.theme.secondary);
    const QRect area = scene.layout.rows.united(scene.layout.labels).adjusted(32, 0, -32, 0);
    painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, scene.empty);
}

} // namespace nsscope::ui
