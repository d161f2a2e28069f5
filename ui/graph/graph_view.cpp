// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_view.h"

#include "ui/graph/graph_accessible.h"
#include "ui/models/wanted_lives.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QScrollBar>
#include <QtMath>

namespace nsscope::ui
{

GraphView::GraphView(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QAbstractScrollArea(parent), m_selection(selection), m_theme(theme)
{
    GraphAccessible::install();
    // The graph paints its own focus ring: the style's border would leave lines beside the scroll bars.
    setStyleSheet(QStringLiteral("QAbstractScrollArea { border: none; } "
                                 "QAbstractScrollArea::corner { background: transparent; border: none; }"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Graph of namespaces"));
    setAccessibleDescription(tr("Who owns and who holds each namespace. Arrow keys move the selection along owners, "
                                "members and neighbours."));
    connect(m_selection, &Selection::lifeChanged, this, &GraphView::onSelected);
    connect(m_selection, &Selection::hoveredChanged, viewport(), qOverload<>(&QWidget::update));
    connect(m_selection, &Selection::cursorChanged, this, &GraphView::invalidate);
    connect(m_selection->arrangement(), &Arrangement::changed, this, &GraphView::takeArrangement);
    connect(m_theme, &ThemeSource::changed, this, &GraphView::retheme);
    m_clock.start();
    m_tick.setInterval(16);
    m_refresh.setInterval(0);
    m_refresh.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &GraphView::tick);
    connect(&m_refresh, &QTimer::timeout, this, &GraphView::refresh);
    retheme();
}

GraphView::~GraphView() = default;

LifeId GraphView::selectedLife() const { return m_selection->life(); }

QSize GraphView::sizeHint() const { return {760, 320}; }
QSize GraphView::minimumSizeHint() const { return {240, 140}; }

Instant GraphView::moment() const
{
    if (const auto cursor = m_selection->cursor())
        return *cursor;
    return m_frame ? m_frame->last : Instant{};
}

void GraphView::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    const std::int64_t stream = m_frame ? m_frame->header.at.ns : 0;
    if (stream != m_stream) {
        m_stream = stream;
        m_slots.forget();
        m_lanes.forget();
        m_options.open.clear();
        m_autoFit = true;
        m_rearrange = true;
    }
    invalidate();
}

void GraphView::setLayoutKind(Layout layout)
{
    if (m_layout == layout)
        return;
    m_layout = layout;
    m_autoFit = true;
    rearrange();
}

void GraphView::retheme()
{
    m_run = -2;
    viewport()->update();
    rearrange();
}

void GraphView::takeArrangement()
{
    const Arranged& now = m_selection->arrangement()->now();
    std::set<LifeId> noted;
    for (const auto& [life, note] : now.notes)
        noted.insert(life);
    const bool narrows = m_selection->arrangement()->filter() || now.focus != LifeId::None;
    if (now.kept == m_options.kept && now.labels == m_options.labels && noted == m_options.noted && now.focus == m_focus &&
        !narrows && m_options.wanted.empty())
        return;
    if (now.focus != m_focus)
        m_autoFit = true;
    m_focus = now.focus;
    m_options.kept = now.kept;
    m_options.labels = now.labels;
    m_options.noted = std::move(noted);
    rearrange();
}

void GraphView::compareSince(std::optional<Instant> since)
{
    if (m_options.since == since)
        return;
    m_options.since = since;
    rearrange();
}

void GraphView::rearrange()
{
    m_rearrange = true;
    invalidate();
}

void GraphView::invalidate()
{
    m_dirty = true;
    m_refresh.start();
    emit sceneChanged();
}

const GraphScene& GraphView::scene()
{
    if (m_dirty && !refreshInPlace()) {
        rebuild();
        viewport()->update();
    }
    return m_scene;
}

GraphScene GraphView::makeScene()
{
    m_options.flat = m_layout == Layout::Lanes;
    m_options.wanted.clear();
    if (const auto& filter = m_selection->arrangement()->filter(); m_frame && (filter || m_focus != LifeId::None))
        m_options.wanted = wantedLives(*m_frame, moment(), filter, m_focus);
    GraphContent content = buildContent(m_frame, moment(), m_options);
    if (content.run != m_run) {
        m_run = content.run;
        m_slots.forget();
        m_metrics = makeMetrics(m_theme->current(), m_run >= 0);
        m_painter.setTheme(m_theme->current(), m_metrics);
    }
    return m_layout == Layout::Lanes ? lanesScene(std::move(content), m_metrics, m_lanes)
                                     : treeScene(std::move(content), m_metrics, m_slots);
}

void GraphView::rebuild()
{
    m_dirty = false;
    m_rearrange = false;
    m_scene = makeScene();
    m_camera.setBounds(m_scene.bounds, m_scene.used());
    m_camera.setTopAligned(m_scene.chips);
    updateCamera();
}

void GraphView::updateCamera()
{
    m_camera.setViewport(viewport()->size());
    if (m_autoFit)
        m_camera.fit(maximumViewportSize(), false, verticalScrollBar()->sizeHint().width());
    updateScrollBars();
}

void GraphView::updateScrollBars()
{
    m_syncing = true;
    const QPointF most = m_camera.scrollMax();
    horizontalScrollBar()->setRange(0, qRound(most.x()));
    verticalScrollBar()->setRange(0, qRound(most.y()));
    for (QScrollBar* bar : {horizontalScrollBar(), verticalScrollBar()})
        bar->setSingleStep(qRound(m_metrics.rowHeight() * m_camera.scale() / 2));
    horizontalScrollBar()->setPageStep(viewport()->width());
    verticalScrollBar()->setPageStep(viewport()->height());
    horizontalScrollBar()->setValue(qRound(m_camera.scroll().x()));
    verticalScrollBar()->setValue(qRound(m_camera.scroll().y()));
    m_syncing = false;
}

void GraphView::scrollContentsBy(int dx, int dy)
{
    if (m_syncing)
        return;
    const int before = headingBottom();
    m_camera.scrollTo(QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value()));
    if ((hasFocus() && m_keyboardFocus) || m_motion.active()) {
        viewport()->update();
        return;
    }
    // The headings of lanes stay in place; all below them moves along.
    const int after = headingBottom();
    QRect moving = viewport()->rect();
    moving.setTop(std::max(before, after));
    viewport()->scroll(dx, dy, moving);
    if (dx != 0 || before != after)
        viewport()->update(0, 0, viewport()->width(), moving.top());
}

int GraphView::headingBottom() const
{
    if (m_scene.bands.empty())
        return 0;
    const QRectF heading = m_camera.view().map(m_scene.bands.back().area);
    return qCeil(std::max(0.0, heading.top()) + heading.height()) + 1;
}

void GraphView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (!m_dirty)
        updateCamera();
    viewport()->update();
}

QRectF GraphView::cardRect(LifeId life)
{
    const std::int32_t node = scene().content.nodeOf(life);
    return node < 0 || m_scene.box(node).card.isNull() ? QRectF() : m_camera.view().map(m_scene.box(node).card);
}

} // namespace nsscope::ui

#include "moc_graph_view.cpp"
