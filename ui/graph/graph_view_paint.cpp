// SPDX-License-Identifier: GPL-3.0-or-later
// How GraphView brings its picture up to date, from nothing changed to everything, and paints it.
#include "ui/graph/content_update.h"
#include "ui/graph/graph_view.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QPaintEvent>
#include <QPainter>
#include <QStyle>

namespace nsscope::ui
{

/// Rebuilds and repaints as little as needed.
void GraphView::refresh()
{
    if (!isVisible()) {
        viewport()->update();
        return;
    }
    if (!m_dirty || refreshInPlace()) // not dirty: scene() was asked for in the meantime and has seen to the rest
        return;
    GraphScene before = std::move(m_scene);
    const CameraView view = m_camera.view();
    rebuild();
    const CameraView now = m_camera.view();
    const bool still = view.scale == now.scale && view.origin == now.origin && !m_motion.active();
    const QRegion changed = still ? changedSince(before) : QRegion(viewport()->rect());
    viewport()->update(changed);
    startMotion(std::move(before));
}

/// Where no node came or went: looks only, and only of what changed. False: the scene has to be built anew.
bool GraphView::refreshInPlace()
{
    if (m_rearrange)
        return false;
    const auto changed = updateContent(m_scene.content, m_frame, moment(), m_options);
    if (!changed)
        return false;
    m_dirty = false;
    m_rate.calm(m_clock.elapsed(), 0);
    m_scene.fitPills(*changed);
    if (m_run >= 0) { // a small scene; in large ones holders change nothing of its width
        m_camera.setBounds(m_scene.bounds, m_scene.used());
        updateScrollBars();
    }
    const CameraView view = m_camera.view();
    QRegion region;
    constexpr int rectCap = 60;
    for (std::int32_t i : *changed) {
        const NodeBox& box = m_scene.box(i);
        const QRectF place = box.card.isNull() ? QRectF() : box.whole() | box.pillPlace(m_metrics);
        const QRect area = view.map(place).adjusted(-3, -3, 3, 3).toAlignedRect() & viewport()->rect();
        if (place.isNull() || area.isEmpty())
            continue;
        region += area;
        if (region.rectCount() > rectCap || m_motion.active()) {
            region = viewport()->rect();
            break;
        }
    }
    viewport()->update(region);
    return true;
}

QRegion GraphView::changedSince(const GraphScene& before) const
{
    const QRegion everything(viewport()->rect());
    const std::size_t n = m_scene.boxes.size();
    if (before.boxes.size() != n || n == 0 || before.bounds != m_scene.bounds)
        return everything;
    QRegion changed;
    int rects = 0;
    const CameraView view = m_camera.view();
    for (std::size_t i = 0; i < n; ++i) {
        const GraphNode& a = before.content.nodes[i];
        const GraphNode& b = m_scene.content.nodes[i];
        if (a.key != b.key || a.present != b.present || before.boxes[i].card != m_scene.boxes[i].card || a.ended != b.ended ||
            a.count != b.count || a.kept != b.kept || a.noted != b.noted || a.label != b.label || a.difference != b.difference)
            return everything;
        const bool same = a.life == b.life && a.state == b.state && b.state != LifeState::Obsolete && a.open == b.open &&
                          a.holders.count() == b.holders.count() && a.heldMembers == b.heldMembers;
        if (same || m_scene.boxes[i].card.isNull())
            continue;
        constexpr int rectCap = 200;
        if (++rects > rectCap)
            return everything;
        const QRectF reach = before.boxes[i].reach() | m_scene.boxes[i].reach();
        changed += view.map(reach).adjusted(-6, -16, 6, 6).toAlignedRect() & viewport()->rect();
    }
    return changed;
}

void GraphView::startMotion(GraphScene before)
{
    const int changes = SceneMotion::changes(before, m_scene);
    const bool calm = m_rate.calm(m_clock.elapsed(), changes);
    const bool wanted = calm && !m_reducedMotion && before.chips == m_scene.chips &&
                        style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    if (!wanted || !m_motion.start(std::move(before), m_scene)) {
        m_motion.stop();
        return;
    }
    m_motionStart = m_clock.elapsed();
    m_tick.start();
    viewport()->update();
}

void GraphView::tick()
{
    if (!m_motion.advance(static_cast<int>(m_clock.elapsed() - m_motionStart)))
        m_tick.stop();
    viewport()->update();
}

void GraphView::paintEvent(QPaintEvent* event)
{
    scene();
    QPainter painter(viewport());
    const Theme& theme = m_theme->current();
    if (m_scene.content.nodes.empty()) {
        painter.fillRect(event->rect(), theme.panel);
        paintEmpty(painter);
    } else {
        const SceneMarks marks{m_selection->life(), m_selection->hovered(), hasFocus() ? m_current : 0, m_litPid};
        // Parts far from each other one by one: after a scroll they are the headings and a strip at the other end.
        constexpr int partCap = 60;
        const QRegion& region = event->region();
        const bool apart = region.rectCount() > 1 && region.rectCount() <= partCap && !m_motion.active();
        for (const QRect& part : apart ? std::span(region.begin(), region.end()) : std::span(&event->rect(), 1)) {
            if (apart)
                painter.setClipRect(part);
            painter.fillRect(part, theme.panel);
            m_painter.paint(painter, m_scene, m_camera.view(), marks, part, &m_motion);
        }
        painter.setClipping(false);
    }
    if (hasFocus() && m_keyboardFocus) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void GraphView::paintEmpty(QPainter& painter)
{
    const Theme& theme = m_theme->current();
    const QRectF area = viewport()->rect();
    painter.setFont(theme.title);
    painter.setPen(theme.text);
    painter.drawText(area.adjusted(16, 0, -16, -12), Qt::AlignCenter | Qt::TextWordWrap, m_frame && !m_options.wanted.empty() ? tr("Nothing meets the filter") : tr("Nothing to show yet"));
    painter.setFont(theme.body);
    painter.setPen(theme.secondary);
    painter.drawText(area.adjusted(16, 40, -16, 0), Qt::AlignCenter | Qt::TextWordWrap,
                     m_frame && !m_options.wanted.empty() ? tr("Change the expression above, or press Esc there to see everything again.")
                                                          : tr("Watch this host, open a recording, or run an experiment."));
}

} // namespace nsscope::ui
