// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_map.h"

#include "ui/timeline/timeline_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr int margin = 2;
constexpr double smallestFrame = 6; ///< pixels, so that it is seen however far one has zoomed in

} // namespace

std::vector<int> livesByColumn(const LifeRows& rows, const TimeScale& scale, Instant last, int columns)
{
    if (columns <= 0)
        return {};
    // Births and ends are summed up over the columns; a life counts in every column that it touches.
    std::vector<int> change(static_cast<std::size_t>(columns) + 1, 0);
    const double begin = scale.xBegin();
    const double width = scale.xEnd() - begin;
    const auto columnOf = [&](std::int64_t ns) {
        const double share = (scale.toX({ns}) - begin) / width;
        return std::clamp(static_cast<int>(share * columns), 0, columns - 1);
    };
    for (const Bar& bar : rows.bars) {
        const int from = columnOf(bar.from);
        ++change[static_cast<std::size_t>(from)];
        --change[static_cast<std::size_t>(std::max(from, columnOf(std::min(bar.to, last.ns)))) + 1];
    }
    std::vector<int> lives(static_cast<std::size_t>(columns));
    int now = 0;
    for (std::size_t i = 0; i < lives.size(); ++i)
        lives[i] = now += change[i];
    return lives;
}

TimelineMap::TimelineMap(TimelineView* view, Selection* selection, ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_view(view), m_theme(theme)
{
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Map of the whole recording"));
    setAccessibleDescription(tr("How many lives there are when, and which part the timeline shows."));
    setToolTip(tr("The whole recording: how many lives there are when. The frame is what the timeline shows; press or drag to move it."));
    connect(view, &TimelineView::contentChanged, this, &TimelineMap::recount);
    connect(view, &TimelineView::windowChanged, this, qOverload<>(&QWidget::update));
    connect(selection, &Selection::cursorChanged, this, qOverload<>(&QWidget::update));
    connect(theme, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

double TimelineMap::pxOf(double x) const
{
    const TimeScale& scale = m_view->scene().window.scale();
    return margin + (x - scale.xBegin()) / (scale.xEnd() - scale.xBegin()) * (width() - 2 * margin);
}

void TimelineMap::recount()
{
    const TimelineScene& scene = m_view->scene();
    m_lives = scene.frame ? livesByColumn(scene.rows, scene.window.scale(), scene.last(), width() - 2 * margin) : std::vector<int>();
    update();
}

void TimelineMap::moveTo(double px)
{
    const TimeScale& scale = m_view->scene().window.scale();
    const double share = std::clamp((px - margin) / std::max(1, width() - 2 * margin), 0.0, 1.0);
    if (m_view->scene().frame)
        m_view->panTo(scale.xBegin() + share * (scale.xEnd() - scale.xBegin()));
}

void TimelineMap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(event->position().x());
}

void TimelineMap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(event->position().x());
}

void TimelineMap::resizeEvent(QResizeEvent*) { recount(); }

void TimelineMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = m_theme->current();
    const TimelineScene& scene = m_view->scene();
    const QRectF body = QRectF(rect()).adjusted(margin, 1.5, -margin, -1.5);
    painter.fillRect(body, theme.gridLine);
    if (m_lives.empty())
        return;
    for (const PhaseBand& band : scene.bands) {
        const double x0 = pxOf(scene.window.scale().toX(band.span.from));
        const double x1 = pxOf(scene.window.scale().toX(band.span.to));
        painter.fillRect(QRectF(x0, body.top(), x1 - x0, body.height()), band.phase % 2 == 0 ? theme.slowGround : theme.fastGround);
    }
    const int most = std::max(1, *std::max_element(m_lives.begin(), m_lives.end()));
    for (std::size_t i = 0; i < m_lives.size(); ++i) {
        if (m_lives[i] == 0)
            continue;
        const double height = std::max(1.5, std::round((body.height() - 3) * m_lives[i] / most));
        painter.fillRect(QRectF(body.left() + static_cast<double>(i), body.bottom() - height, 1, height), theme.secondary);
    }
    if (scene.cursor) {
        painter.setPen(QPen(theme.accent, 1));
        const double x = pxOf(scene.window.scale().toX(*scene.cursor));
        painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()));
    }
    const double x0 = std::clamp(pxOf(scene.window.from()), body.left(), body.right() - smallestFrame);
    const double x1 = std::clamp(pxOf(scene.window.to()), x0 + smallestFrame, body.right());
    QColor shade = theme.panel;
    shade.setAlphaF(0.6f);
    painter.fillRect(QRectF(QPointF(body.left(), body.top()), QPointF(x0, body.bottom())), shade);
    painter.fillRect(QRectF(QPointF(x1, body.top()), QPointF(body.right(), body.bottom())), shade);
    painter.setPen(QPen(theme.accent, 1.4));
    painter.drawRect(QRectF(QPointF(x0, body.top()), QPointF(x1, body.bottom())));
}

} // namespace nsscope::ui

#include "moc_timeline_map.cpp"
