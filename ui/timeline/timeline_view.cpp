// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_view.h"

#include "ui/models/wanted_lives.h"
#include "ui/timeline/life_story.h"
#include "ui/timeline/paint_ground.h"
#include "ui/timeline/timeline_input.h"

#include <QFocusEvent>
#include <QPainter>
#include <QScreen>
#include <QScrollBar>
#include <QWindow>
#include <algorithm>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr int frameMargin = 2;   ///< room for the focus frame around the plot
constexpr int scrollBarWidth = 10;
constexpr int paceMs = 33;       ///< at most some thirty repaints a second
constexpr double fitBorder = 0.012;

} // namespace

TimelineView::TimelineView(Selection* selection, ThemeSource* theme, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_theme(theme), m_input(std::make_unique<TimelineInput>(*this, *selection)), m_plot(m_scene, this),
      m_bar(new QScrollBar(Qt::Vertical, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Timeline: lives of inode numbers"));
    m_bar->setAccessibleName(tr("Scroll the inode numbers"));
    m_bar->hide();
    m_pace.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, [this] {
        if (m_pending)
            applyFrame();
        else if (m_dirty)
            repaintAll();
    });
    connect(m_bar, &QScrollBar::valueChanged, this, [this](int value) {
        if (m_scene.scroll == value)
            return;
        m_scene.scroll = value;
        repaintAll();
    });
    connect(selection, &Selection::lifeChanged, this, &TimelineView::onLifeChanged);
    connect(selection, &Selection::hoveredChanged, this, [this](LifeId life) {
        m_scene.hovered = life;
        m_plot.replot(PlotLayers::Part::Selection);
    });
    connect(selection, &Selection::cursorChanged, this, &TimelineView::onCursorChanged);
    connect(selection->arrangement(), &Arrangement::markersChanged, this, &TimelineView::takeMarkers);
    connect(selection->arrangement(), &Arrangement::filterChanged, this, [this] {
        if (!m_scene.frame)
            return;
        m_pending = m_scene.frame;
        applyFrame();
    });
    connect(theme, &ThemeSource::changed, this, &TimelineView::applyTheme);
    m_scene.selected = selection->life();
    m_scene.cursor = selection->cursor();
    m_scene.empty = emptySentence();
    applyTheme();
}

TimelineView::~TimelineView() = default;

double TimelineView::replotNow()
{
    if (m_pending)
        applyFrame();
    m_dirty = false;
    checkPixelRatio();
    return m_plot.replotNow();
}

QString TimelineView::momentTitle(Instant t) const
{
    return m_scene.frame ? ui::momentTitle(*m_scene.frame, m_scene.bands, m_scene.scaleKind, t) : QString();
}

void TimelineView::setFrame(FramePtr frame)
{
    m_pending = std::move(frame);
    if (!m_pending)
        return;
    if (!m_pace.isActive() || !m_scene.frame)
        applyFrame();
}

void TimelineView::applyFrame()
{
    m_scene.frame = std::exchange(m_pending, nullptr);
    m_scene.rows = m_builder.update(m_scene.frame, m_rowChoice,
                                    matchingLives(*m_scene.frame, m_scene.last(), m_selection->arrangement()->filter()), m_rowGrouping);
    m_scene.bands = phaseBands(*m_scene.frame, m_scene.rows);
    m_scene.lanes = kernelLanes(*m_scene.frame, m_scene.rows);
    m_scene.empty = emptySentence();
    m_scene.forgetSpans();
    rebuildScale();
    updateLayout();
    repaintAll();
    emit contentChanged();
}

void TimelineView::rebuildScale()
{
    const Frame& frame = *m_scene.frame;
    const TimeScale scale = scaleOf(frame, m_scene.bands, m_scene.scaleKind);
    double from = scale.xBegin();
    const auto newest = static_cast<std::int32_t>(frame.runs.size()) - 1;
    const auto band = std::find_if(m_scene.bands.begin(), m_scene.bands.end(),
                                   [&](const PhaseBand& b) { return b.run == newest; });
    if (band != m_scene.bands.end() && (newest > 0 || m_scene.scaleKind == ScaleKind::Common))
        from = scale.toX(band->span.from);
    const double border = fitBorder * (scale.xEnd() - from);
    m_scene.window.setScale(scale, frame.last, from - border, scale.xEnd() + border);
}

void TimelineView::updateLayout()
{
    const QFontMetrics metrics(m_scene.theme.small);
    const auto rowCount = static_cast<int>(m_scene.rows.rows.size());
    const int labels = labelWidth(m_scene.theme, m_scene.rows, m_scene.lanes);
    const QRect inside = rect().adjusted(frameMargin, frameMargin, -frameMargin, -frameMargin);
    const auto layoutFor = [&](int barWidth) {
        return timelineLayout(inside.size() - QSize(barWidth, 0), labels, metrics.height(), rowCount,
                              m_scene.lanes.laneCount(), m_rowZoom);
    };
    m_scene.layout = layoutFor(0);
    const bool scrolls = m_scene.layout.maxScroll() > 0;
    if (scrolls)
        m_scene.layout = layoutFor(scrollBarWidth);
    m_plot.widget()->setGeometry(inside.adjusted(0, 0, scrolls ? -scrollBarWidth : 0, 0));
    m_bar->setGeometry(inside.right() - scrollBarWidth + 1, inside.top() + m_scene.layout.rows.top(), scrollBarWidth,
                       m_scene.layout.rows.height());
    m_bar->setRange(0, m_scene.layout.maxScroll());
    m_bar->setPageStep(m_scene.layout.rows.height());
    m_bar->setSingleStep(m_scene.layout.rowHeight);
    m_bar->setVisible(scrolls);
    m_scene.scroll = std::clamp(m_scene.scroll, 0, m_scene.layout.maxScroll());
    m_bar->setValue(m_scene.scroll);
}

void TimelineView::repaintAll()
{
    if (m_pace.isActive()) {
        m_dirty = true;
        return;
    }
    m_dirty = false;
    checkPixelRatio();
    m_plot.replot(PlotLayers::Part::All);
    m_pace.start(paceMs);
}

void TimelineView::applyTheme()
{
    m_scene.theme = m_theme->current();
    m_plot.setBackground(m_scene.theme.panel);
    updateLayout();
    update();
    m_pace.stop();
    repaintAll();
}

void TimelineView::checkPixelRatio()
{
    m_scene.devicePixelRatio = devicePixelRatioF();
    m_plot.setPixelRatio(m_scene.devicePixelRatio);
}

void TimelineView::onLifeChanged(LifeId life)
{
    m_scene.selected = life;
    const Life* selected = m_scene.frame ? m_scene.frame->find(life) : nullptr;
    setAccessibleDescription(selected ? lifeStory(*selected, *m_scene.frame) : tr("No life selected."));
    if (const Bar* bar = m_scene.rows.find(life))
        reveal(*bar);
    m_plot.replot(PlotLayers::Part::Selection);
}

void TimelineView::reveal(const Bar& bar)
{
    const TimelineLayout& layout = m_scene.layout;
    const int top = static_cast<int>(m_scene.rows.rowOf(bar)) * layout.rowHeight;
    if (top < m_scene.scroll)
        m_bar->setValue(top);
    else if (top + layout.rowHeight > m_scene.scroll + layout.rows.height())
        m_bar->setValue(top + layout.rowHeight - layout.rows.height());
    const QRectF box = m_scene.barRect(bar);
    if (box.right() >= layout.rows.left() && box.left() <= layout.rows.right())
        return;
    m_scene.window.reveal({bar.from});
    windowMoved();
}

void TimelineView::onCursorChanged()
{
    m_scene.cursor = m_selection->cursor();
    if (m_scene.frame && m_scene.cursor && !m_scene.window.contains(*m_scene.cursor)) {
        m_scene.window.reveal(*m_scene.cursor);
        windowMoved();
    }
    m_plot.replot(PlotLayers::Part::Cursor);
}

void TimelineView::windowMoved()
{
    repaintAll();
    emit windowChanged();
    if (m_wasFollowing != following()) {
        m_wasFollowing = following();
        emit followingChanged(m_wasFollowing);
    }
}

QString TimelineView::emptySentence() const
{
    if (!m_scene.frame)
        return tr("No recording yet. Start an experiment or open a recording, and every life of an inode number appears here.");
    if (!m_scene.rows.rows.empty())
        return {};
    if (m_selection->arrangement()->filter())
        return tr("No life of this recording meets the filter.");
    if (const LabRun* run = m_scene.frame->currentRun(); run && run->end && run->end->reason == "failed")
        return tr("The experiment could not begin, so there is no life to show.");
    if (!m_scene.frame->runs.empty())
        return tr("The experiment is ready. Its first step puts the first bar here.");
    if (m_scene.rows.hiddenRows > 0)
        return tr("No namespace has begun or ended since the recording began. %1 numbers without a change are hidden; "
                  "\"All numbers\" shows them.")
            .arg(m_scene.rows.hiddenRows);
    return tr("No namespace has been seen yet.");
}

bool TimelineView::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ScreenChangeInternal:
        repaintAll();
        break;
    case QEvent::FocusIn: {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            m_keyboardFocus = reason != Qt::MouseFocusReason;
        update();
        break;
    }
    case QEvent::FocusOut:
        update();
        break;
    default:
        if (m_input->handle(event))
            return true;
    }
    return QWidget::event(event);
}

void TimelineView::resizeEvent(QResizeEvent*)
{
    updateLayout();
    m_pace.stop();
    repaintAll();
}

void TimelineView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (const QWindow* handle = window()->windowHandle())
        connect(handle, &QWindow::screenChanged, this, &TimelineView::repaintAll, Qt::UniqueConnection);
    m_pace.stop();
    repaintAll();
}

void TimelineView::paintEvent(QPaintEvent*)
{
    if (!qFuzzyCompare(m_scene.devicePixelRatio, devicePixelRatioF()))
        repaintAll();
    QPainter painter(this);
    painter.fillRect(rect(), m_scene.theme.panel);
    if (!hasFocus() || !m_keyboardFocus)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_scene.theme.accent, 1.6));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), 4, 4);
}

} // namespace nsscope::ui

#include "moc_timeline_view.cpp"
