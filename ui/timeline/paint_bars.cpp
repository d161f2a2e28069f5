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
constexpr std::size_t manyBars = 120; ///< more than these in sight: only calm ones get the full style
constexpr double farArc = 400;        ///< pixels: no arc reaches further out of sight
constexpr std::size_t manyArcs = 120; ///< dashed curves are the dearest of all: no more than these

struct WideBar
{
    const Bar* bar;
    int row;
    int columns;
};

QRgb veiled(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return qPremultiply(colour.rgba());
}

/// The visible rows as an image of one line per row and one column per device pixel.
class RowMerger
{
public:
    explicit RowMerger(const TimelineScene& scene);

    void merge(int row);
    void addPlain(const WideBar& wide);
    void paint(QPainter& painter) const;

    const std::vector<WideBar>& wide() const { return m_wide; }
    int firstRow() const { return m_firstRow; }
    int lastRow() const { return m_lastRow; }

private:
    QRgb* line(int row) { return reinterpret_cast<QRgb*>(m_image.scanLine(row - m_firstRow)); }
    /// Column of a moment, from column `from` on; one beyond the last where it lies right of all.
    int columnOf(std::int64_t t, int from) const;
    QRgb colourOf(NsType type, std::size_t from, std::size_t to, int column) const;

    const TimelineScene& m_scene;
    std::vector<std::int64_t> m_edges; ///< moment at the left edge of each column, and at the right edge of the last
    std::vector<WideBar> m_wide;
    QImage m_image;
    int m_columns;
    int m_firstRow;
    int m_lastRow;
    int m_wideColumns;
    static constexpr int shades = 16;
    QRgb m_shades[nsTypeCount][shades + 1];
};

RowMerger::RowMerger(const TimelineScene& scene)
    : m_scene(scene), m_columns(std::max(1, static_cast<int>(std::ceil(scene.layout.rows.width() * scene.devicePixelRatio)))),
      m_firstRow(scene.scroll / scene.layout.rowHeight),
      m_lastRow(std::min(scene.layout.rowCount - 1, (scene.scroll + scene.layout.rows.height()) / scene.layout.rowHeight)),
      m_wideColumns(static_cast<int>(wideBar * scene.devicePixelRatio))
{
    m_edges.reserve(static_cast<std::size_t>(m_columns) + 1);
    for (int column = 0; column <= m_columns; ++column)
        m_edges.push_back(scene.at(scene.layout.rows.left() + column / scene.devicePixelRatio).ns);
    m_image = QImage(m_columns, std::max(1, m_lastRow - m_firstRow + 1), QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    for (std::size_t type = 0; type < nsTypeCount; ++type) {
        for (int shade = 0; shade <= shades; ++shade)
            m_shades[type][shade] = veiled(scene.theme.types[type].outline, 0.3 + 0.6 * shade / shades);
    }
}

int RowMerger::columnOf(std::int64_t t, int from) const
{
    // Gallop: most often it is one of the next few columns.
    const auto begin = m_edges.begin() + from;
    const std::ptrdiff_t left = m_edges.end() - begin;
    std::ptrdiff_t step = 1;
    while (step < left && begin[step] <= t)
        step *= 2;
    return from + static_cast<int>(std::upper_bound(begin + step / 2, begin + std::min(step, left), t) - begin) - 1;
}

/// How full the column is of use and of dying, as opacity of the type's outline colour.
QRgb RowMerger::colourOf(NsType type, std::size_t from, std::size_t to, int column) const
{
    const LifeRows& rows = m_scene.rows;
    const auto index = static_cast<std::size_t>(column);
    const auto length = static_cast<double>(m_edges[index + 1] - m_edges[index]);
    const auto used = static_cast<double>(rows.usedBefore[to] - rows.usedBefore[from]);
    const auto dying = static_cast<double>(rows.dyingBefore[to] - rows.dyingBefore[from]);
    const double share = std::clamp((used + 0.35 * dying) / std::max(1.0, length), 0.0, 1.0);
    return m_shades[static_cast<std::size_t>(type)][std::lround(share * shades)];
}

void RowMerger::merge(int rowIndex)
{
    const LifeRows& rows = m_scene.rows;
    const Row& row = rows.rows[static_cast<std::size_t>(rowIndex)];
    const Bar* begin = rows.bars.data() + row.first;
    const Bar* end = begin + row.count;
    const Bar* bar = rows.at(static_cast<std::size_t>(rowIndex), m_edges.front());
    bar = bar ? std::max(begin, bar - 1) : begin;
    QRgb* pixels = line(rowIndex);
    int column = 0; // of the bar's birth, 0 where it lies left of sight
    while (bar != end && bar->from <= m_edges.back()) {
        const std::int64_t drawnTo = bar->to != openEnd ? bar->to : drawnEnd(rows, *bar, m_scene.last());
        if (drawnTo < m_edges.front()) {
            ++bar;
            continue;
        }
        column = bar->from <= m_edges.front() ? 0 : columnOf(bar->from, column);
        if (column >= m_columns)
            break;
        const auto edge = [&](int c) { return m_edges[static_cast<std::size_t>(std::min(c, m_columns))]; };
        const bool wide = drawnTo >= edge(column + m_wideColumns);
        const bool alone = drawnTo >= edge(column + 1) && (bar + 1 == end || (bar + 1)->from >= edge(column + m_wideColumns));
        if (wide || alone || row.count == 1) {
            m_wide.push_back({bar, rowIndex, columnOf(drawnTo, column) - column});
            ++bar;
            continue;
        }
        // Gallop: most often the next column starts a few bars on.
        const std::int64_t next = edge(column + 1);
        std::ptrdiff_t step = 1;
        while (step < end - bar && (bar + step)->from < next)
            step *= 2;
        const Bar* stop = std::partition_point(bar + step / 2, std::min(bar + step, end),
                                               [next](const Bar& b) { return b.from < next; });
        stop = std::max(stop, bar + 1);
        const auto from = static_cast<std::size_t>(bar - rows.bars.data());
        const QRgb colour = colourOf(bar->type, from, from + static_cast<std::size_t>(stop - bar), column);
        const std::int64_t lastEnd = std::min((stop - 1)->to, m_scene.last().ns);
        for (int c = column; c < m_columns && c <= column + m_wideColumns && (c == column || edge(c) < lastEnd); ++c)
            pixels[c] = colour;
        bar = stop;
    }
}

/// A wide bar without outline and label, for crowds.
void RowMerger::addPlain(const WideBar& wide)
{
    const TypeColours& colours = m_scene.theme.of(wide.bar->type);
    const int begin = wide.bar->from <= m_edges.front() ? 0 : columnOf(wide.bar->from, 0);
    const int end = std::clamp(begin + wide.columns, begin + 1, m_columns);
    const int use = std::clamp(columnOf(std::max(wide.bar->useEnd, wide.bar->from), begin), begin, end);
    QRgb* pixels = line(wide.row);
    std::fill(pixels + begin, pixels + use, m_shades[static_cast<std::size_t>(wide.bar->type)][shades]);
    std::fill(pixels + use, pixels + end, colours.fill.rgba());
    pixels[end - 1] = colours.outline.rgba();
}

void RowMerger::paint(QPainter& painter) const
{
    for (int row = m_firstRow; row <= m_lastRow; ++row) {
        const QRectF box = m_scene.barBox(row);
        painter.drawImage(QRectF(box.left(), box.top(), m_columns / m_scene.devicePixelRatio, box.height()), m_image,
                          QRectF(0, row - m_firstRow, m_columns, 1));
    }
}

} // namespace

void paintBars(QPainter& painter, const TimelineScene& scene)
{
    if (!scene.frame || scene.rows.rows.empty())
        return;
    RowMerger merger(scene);
    for (int row = merger.firstRow(); row <= merger.lastRow(); ++row)
        merger.merge(row);
    const auto fullFrom = merger.wide().size() <= manyBars ? 0 : static_cast<int>(calmBar * scene.devicePixelRatio);
    const auto isFull = [&](const WideBar& w) { return w.columns >= fullFrom; };
    const bool crowd = static_cast<std::size_t>(std::count_if(merger.wide().begin(), merger.wide().end(), isFull)) > manyBars;
    for (const WideBar& w : merger.wide()) {
        if (crowd || !isFull(w))
            merger.addPlain(w);
    }
    merger.paint(painter);
    for (const WideBar& w : merger.wide()) {
        if (!crowd && isFull(w))
            paintLifeBar(painter, scene, *w.bar, w.row);
    }
}

namespace
{

/// The flat middle of an arc that begins and ends out of sight. Rectangles, since smooth dashes of this length cost
/// milliseconds.
void paintArcWithoutEnds(QPainter& painter, const TimelineScene& scene, double y)
{
    QList<QRectF> dashes;
    for (double x = scene.layout.rows.left(); x < scene.layout.rows.left() + scene.layout.rows.width(); x += 7.7)
        dashes.emplace_back(x, y, 4.2, 1.6);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(scene.theme.reuse);
    painter.drawRects(dashes);
    painter.restore();
}

} // namespace

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
            const double x0 = std::max(scene.px({end}), layout.rows.left() - farArc);
            const double x1 = std::min(scene.px({next.from}), layout.rows.left() + layout.rows.width() + farArc);
            if (x1 - x0 < 8) {
                ++tooShort;
                continue;
            }
            const double height = std::min({box.top() - layout.rowTop(r, scene.scroll) + 7.0, 16.0, (x1 - x0) / 3});
            if (end < seenFrom && next.from > seenTo) {
                paintArcWithoutEnds(painter, scene, box.top() - 0.75 * height);
                ++drawn;
                continue;
            }
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
