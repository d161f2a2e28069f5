// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/paint_bars.h"

#include "ui/timeline/life_bar.h"
#include "ui/timeline/timeline_scene.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr double wideBar = 4;         ///< pixels from which on a bar is drawn by itself
constexpr double calmBar = 40;        ///< the same in full style, where there are many
constexpr std::size_t manyBars = 400; ///< more than these in sight: only calm ones get the full style
constexpr std::size_t manyArcs = 500;

struct WideBar
{
    const Bar* bar;
    int row;
    double width;
};

/// Writes one row of merged columns and collects the wide bars.
class RowMerger
{
public:
    RowMerger(const TimelineScene& scene, std::vector<WideBar>& wide)
        : m_scene(scene), m_wide(wide), m_ratio(scene.devicePixelRatio), m_left(scene.layout.rows.left()),
          m_columns(static_cast<int>(std::ceil(scene.layout.rows.width() * m_ratio)))
    {
    }

    bool merge(int row, QRgb* line);
    int columns() const { return m_columns; }

private:
    QRgb colourOf(const Bar& first, std::size_t from, std::size_t to, int column) const;

    const TimelineScene& m_scene;
    std::vector<WideBar>& m_wide;
    double m_ratio;
    double m_left;
    int m_columns;
};

/// How full the column is of use and of dying, as opacity of the type's outline colour.
QRgb RowMerger::colourOf(const Bar& first, std::size_t from, std::size_t to, int column) const
{
    const LifeRows& rows = m_scene.rows;
    const double length = static_cast<double>(m_scene.at(m_left + (column + 1) / m_ratio) - m_scene.at(m_left + column / m_ratio));
    const double used = static_cast<double>(rows.usedBefore[to] - rows.usedBefore[from]);
    const double dying = static_cast<double>(rows.dyingBefore[to] - rows.dyingBefore[from]);
    const double share = std::clamp((used + 0.35 * dying) / std::max(1.0, length), 0.0, 1.0);
    QColor colour = m_scene.theme.of(first.type).outline;
    colour.setAlphaF(static_cast<float>(0.3 + 0.6 * share));
    return qPremultiply(colour.rgba());
}

bool RowMerger::merge(int rowIndex, QRgb* line)
{
    const LifeRows& rows = m_scene.rows;
    const Row& row = rows.rows[static_cast<std::size_t>(rowIndex)];
    const Bar* begin = rows.bars.data() + row.first;
    const Bar* end = begin + row.count;
    const std::int64_t seenFrom = m_scene.at(m_left).ns;
    const std::int64_t seenTo = m_scene.at(m_left + m_scene.layout.rows.width()).ns;
    const Bar* bar = rows.at(static_cast<std::size_t>(rowIndex), seenFrom);
    bar = bar ? std::max(begin, bar - 1) : begin;
    bool merged = false;
    while (bar != end && bar->from <= seenTo) {
        const double x0 = m_scene.px({bar->from});
        const std::int64_t drawnTo = bar->to != openEnd ? bar->to : drawnEnd(rows, *bar, m_scene.last());
        const double x1 = m_scene.px({drawnTo});
        const bool alone = x1 - x0 >= 1 && (bar + 1 == end || m_scene.px({(bar + 1)->from}) - x0 >= wideBar);
        if (x1 - x0 >= wideBar || alone || row.count == 1) {
            if (x1 >= m_left)
                m_wide.push_back({bar, rowIndex, std::max(1.0, x1 - x0)});
            ++bar;
            continue;
        }
        const int column = static_cast<int>(std::floor((x0 - m_left) * m_ratio));
        const std::int64_t next = m_scene.at(m_left + (column + 1) / m_ratio).ns;
        // Gallop: most often the next column starts a few bars on.
        std::ptrdiff_t step = 1;
        while (step < end - bar && (bar + step)->from < next)
            step *= 2;
        const Bar* stop = std::partition_point(bar + step / 2, std::min(bar + step, end),
                                               [next](const Bar& b) { return b.from < next; });
        stop = std::max(stop, bar + 1);
        if (column >= 0 && column < m_columns) {
            const auto from = static_cast<std::size_t>(bar - rows.bars.data());
            const QRgb colour = colourOf(*bar, from, from + static_cast<std::size_t>(stop - bar), column);
            const int lastColumn = static_cast<int>(std::floor((m_scene.px({std::min((stop - 1)->to, m_scene.last().ns)}) - m_left) * m_ratio));
            for (int c = column; c <= std::min({lastColumn, m_columns - 1, column + static_cast<int>(wideBar * m_ratio)}); ++c)
                line[c] = colour;
            merged = true;
        }
        bar = stop;
    }
    return merged;
}

void paintPlain(QPainter& painter, const TimelineScene& scene, const WideBar& wide)
{
    const QRectF box = scene.barRect(*wide.bar).intersected(scene.barBox(wide.row).adjusted(-2, 0, 2, 0));
    const TypeColours& colours = scene.theme.of(wide.bar->type);
    const double use = std::clamp(scene.px({std::min(wide.bar->useEnd, scene.last().ns)}), box.left(), box.right());
    painter.fillRect(QRectF(box.left(), box.top(), use - box.left(), box.height()), colours.outline);
    painter.fillRect(QRectF(use, box.top(), box.right() - use, box.height()), colours.fill);
    painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), colours.outline);
}

} // namespace

void paintBars(QPainter& painter, const TimelineScene& scene)
{
    if (!scene.frame || scene.rows.rows.empty())
        return;
    const TimelineLayout& layout = scene.layout;
    const int firstRow = scene.scroll / layout.rowHeight;
    const int lastRow = std::min(layout.rowCount - 1, (scene.scroll + layout.rows.height()) / layout.rowHeight);
    std::vector<WideBar> wide;
    RowMerger merger(scene, wide);
    QImage line(merger.columns(), 1, QImage::Format_ARGB32_Premultiplied);
    for (int row = firstRow; row <= lastRow; ++row) {
        line.fill(Qt::transparent);
        if (!merger.merge(row, reinterpret_cast<QRgb*>(line.bits())))
            continue;
        const QRectF box = scene.barBox(row);
        painter.drawImage(QRectF(box.left(), box.top(), merger.columns() / scene.devicePixelRatio, box.height()), line);
    }
    const double fullFrom = wide.size() <= manyBars ? 0 : calmBar;
    const auto calm = static_cast<std::size_t>(
        std::count_if(wide.begin(), wide.end(), [&](const WideBar& w) { return w.width >= fullFrom; }));
    for (const WideBar& w : wide) {
        if (w.width >= fullFrom && calm <= 2 * manyBars)
            paintLifeBar(painter, scene, *w.bar, w.row);
        else
            paintPlain(painter, scene, w);
    }
}

void paintReuseArcs(QPainter& painter, const TimelineScene& scene)
{
    if (!scene.frame)
        return;
    const TimelineLayout& layout = scene.layout;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QPen pen(scene.theme.reuse, 1.6, Qt::CustomDashLine);
    pen.setDashPattern({2.6, 2.2});
    painter.setPen(pen);
    const int firstRow = scene.scroll / layout.rowHeight;
    const int lastRow = std::min(layout.rowCount - 1, (scene.scroll + layout.rows.height()) / layout.rowHeight);
    const std::int64_t seenFrom = scene.at(layout.rows.left()).ns;
    const std::int64_t seenTo = scene.at(layout.rows.left() + layout.rows.width()).ns;
    std::size_t drawn = 0;
    for (int r = firstRow; r <= lastRow && drawn < manyArcs; ++r) {
        const Row& row = scene.rows.rows[static_cast<std::size_t>(r)];
        const Bar* begin = scene.rows.bars.data() + row.first;
        const Bar* bar = scene.rows.at(static_cast<std::size_t>(r), seenFrom);
        bar = bar ? bar : begin;
        const QRectF box = scene.barBox(r);
        std::size_t tooShort = 0;
        for (; bar + 1 < begin + row.count && drawn < manyArcs && tooShort < manyArcs; ++bar) {
            const Bar& next = *(bar + 1);
            const std::int64_t end = bar->to != openEnd ? std::min(bar->to, next.from) : bar->useEnd;
            if (end > seenTo)
                break;
            if (end == openEnd || next.from < seenFrom)
                continue;
            const double x0 = scene.px({end});
            const double x1 = scene.px({next.from});
            if (x1 - x0 < 8) {
                ++tooShort;
                continue;
            }
            const double height = std::min({box.top() - layout.rowTop(r, scene.scroll) + 7.0, 16.0, (x1 - x0) / 3});
            QPainterPath arc(QPointF(x0, box.top() + 2));
            arc.cubicTo(QPointF(x0 + (x1 - x0) * 0.2, box.top() - height), QPointF(x1 - (x1 - x0) * 0.2, box.top() - height),
                        QPointF(x1, box.top() + 1));
            painter.drawPath(arc);
            ++drawn;
        }
    }
    painter.restore();
}

} // namespace nsscope::ui
