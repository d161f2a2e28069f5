// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_view.h"

#include "ui/graph/node_text.h"
#include "ui/session/selection.h"

#include <QAccessible>
#include <QAction>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

namespace nsscope::ui
{

namespace
{

constexpr qreal zoomStep = 1.25;

} // namespace

void GraphView::zoom(qreal factor, QPointF pivot)
{
    scene();
    m_autoFit = false;
    m_camera.zoomTo(m_camera.scale() * factor, pivot);
    updateScrollBars();
    viewport()->update();
}

void GraphView::zoomIn() { zoom(zoomStep, viewport()->rect().center()); }
void GraphView::zoomOut() { zoom(1 / zoomStep, viewport()->rect().center()); }

void GraphView::zoomToSelection()
{
    const std::int32_t node = scene().content.nodeOf(m_selection->life());
    if (node < 0 || m_scene.box(node).card.isNull())
        return;
    m_autoFit = false;
    m_camera.centre(m_scene.box(node).whole());
    updateScrollBars();
    viewport()->update();
}

void GraphView::fit()
{
    m_slots.forget();
    m_lanes.forget();
    m_autoFit = true;
    rearrange();
    scene();
    m_camera.fit(maximumViewportSize(), true);
    updateScrollBars();
}

void GraphView::toggleGroup(std::uint64_t key)
{
    if (!m_options.open.erase(key))
        m_options.open.insert(key);
    m_slots.forget();
    m_lanes.forget();
    rearrange();
}

void GraphView::wheelEvent(QWheelEvent* event)
{
    const QPoint turn = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        zoom(std::pow(zoomStep, turn.y() / 120.0), event->position());
    } else {
        const bool sideways = (event->modifiers() & Qt::ShiftModifier) && turn.x() == 0;
        const QPoint way = sideways ? QPoint(turn.y(), 0) : turn;
        const QPoint pixels = event->pixelDelta().isNull() ? way / 2 : event->pixelDelta();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - pixels.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - pixels.y());
    }
    event->accept();
}

void GraphView::pan(QPoint to)
{
    const QPoint way = to - *m_panFrom;
    m_panFrom = to;
    m_panned = true;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - way.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - way.y());
}

void GraphView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceDown)) {
        m_panFrom = event->pos();
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    const SceneHit hit = scene().hit(m_camera.view().unmap(event->position()));
    if (hit.node < 0) {
        m_current = 0;
        m_selection->clear();
        return;
    }
    m_current = m_scene.node(hit.node).key;
    if (m_scene.node(hit.node).expandable())
        toggleGroup(m_current);
    else
        m_selection->select(m_scene.lifeOf(hit));
    viewport()->update();
}

void GraphView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_panFrom) {
        pan(event->pos());
        return;
    }
    const SceneHit hit = scene().hit(m_camera.view().unmap(event->position()));
    const GraphNode* node = hit.node < 0 ? nullptr : &m_scene.node(hit.node);
    m_selection->hover(m_scene.lifeOf(hit));
    const std::int32_t pid = hit.part == ScenePart::Pill && node->holders.count() == 1 ? node->holders.first->pid : 0;
    if (pid != m_litPid) {
        m_litPid = pid;
        viewport()->update();
    }
    viewport()->setCursor(m_spaceDown ? Qt::OpenHandCursor : node ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void GraphView::mouseReleaseEvent(QMouseEvent*)
{
    if (m_panFrom) {
        m_panFrom.reset();
        viewport()->setCursor(m_spaceDown ? Qt::OpenHandCursor : Qt::ArrowCursor);
    }
}

bool GraphView::showToolTip(QHelpEvent* event)
{
    const SceneHit hit = scene().hit(m_camera.view().unmap(QPointF(event->pos())));
    if (hit.node < 0) {
        QToolTip::hideText();
        return true;
    }
    const GraphNode& node = m_scene.node(hit.node);
    const NodeBox& box = m_scene.box(hit.node);
    QString text = nodeTooltip(node, m_scene.content.at);
    QRectF area = box.card;
    if (hit.part == ScenePart::Ended) {
        text = endedTooltip(node, *m_scene.content.frame);
        area = box.ended;
    } else if (hit.part == ScenePart::Pill) {
        text = pillTooltip(node, m_scene.content.at);
        area = box.pill;
    }
    QToolTip::showText(event->globalPos(), text, viewport(), m_camera.view().map(area).toAlignedRect());
    return true;
}

bool GraphView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip)
        return showToolTip(static_cast<QHelpEvent*>(event));
    if (event->type() == QEvent::Leave)
        m_selection->hover(LifeId::None);
    return QAbstractScrollArea::viewportEvent(event);
}

void GraphView::reveal(std::int32_t node)
{
    if (node < 0 || m_scene.box(node).card.isNull())
        return;
    m_camera.reveal(m_scene.box(node).whole());
    updateScrollBars();
}

void GraphView::onSelected(LifeId life)
{
    const std::int32_t node = scene().content.nodeOf(life);
    if (node >= 0) {
        setCurrent(node);
        reveal(node);
    }
    viewport()->update();
}

void GraphView::moveCurrent(Step step)
{
    const std::int32_t from = m_current == 0 ? scene().content.nodeOf(m_selection->life()) : scene().nodeWithKey(m_current);
    const std::int32_t to = nodeAfter(m_scene, from, step);
    if (to < 0)
        return;
    setCurrent(to);
    if (m_scene.node(to).life)
        m_selection->select(m_scene.node(to).life->id);
    reveal(to);
    viewport()->update();
}

void GraphView::setCurrent(std::int32_t node)
{
    m_current = m_scene.node(node).key;
    if (!hasFocus() || !QAccessible::isActive())
        return;
    QAccessibleInterface* self = QAccessible::queryAccessibleInterface(this);
    if (QAccessibleInterface* card = self ? self->focusChild() : nullptr) {
        QAccessibleEvent focus(card, QAccessible::Focus);
        QAccessible::updateAccessibility(&focus);
    }
}

void GraphView::activateCurrent()
{
    const std::int32_t node = scene().nodeWithKey(m_current);
    if (node < 0)
        return;
    if (m_scene.node(node).expandable())
        toggleGroup(m_current);
    else if (m_scene.node(node).life)
        m_selection->select(m_scene.node(node).life->id);
}

void GraphView::keyPressEvent(QKeyEvent* event)
{
    m_keyboardFocus = true;
    if (event->key() == Qt::Key_Space && !event->modifiers()) {
        if (!event->isAutoRepeat()) {
            m_spaceDown = true;
            m_panned = false;
            viewport()->setCursor(Qt::OpenHandCursor);
        }
        return;
    }
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCurrent(Step::Left);
    case Qt::Key_Right:
        return moveCurrent(Step::Right);
    case Qt::Key_Up:
        return moveCurrent(Step::Up);
    case Qt::Key_Down:
        return moveCurrent(Step::Down);
    case Qt::Key_Home:
        return moveCurrent(Step::First);
    case Qt::Key_End:
        return moveCurrent(Step::Last);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return activateCurrent();
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_0:
    case Qt::Key_F:
        return fit();
    case Qt::Key_Escape:
        if (m_selection->life() != LifeId::None) {
            m_current = 0;
            return m_selection->clear();
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void GraphView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat() || !m_spaceDown) {
        QAbstractScrollArea::keyReleaseEvent(event);
        return;
    }
    m_spaceDown = false;
    if (!m_panFrom)
        viewport()->setCursor(Qt::ArrowCursor);
    if (!m_panned)
        tapSpace();
}

/// Held and dragged, Space pans; tapped, it is what it is everywhere else in the window.
void GraphView::tapSpace()
{
    for (QAction* action : window()->findChildren<QAction*>()) {
        if (action->isEnabled() && action->shortcuts().contains(QKeySequence(Qt::Key_Space))) {
            action->trigger();
            return;
        }
    }
}

bool GraphView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Space && !key->modifiers()) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void GraphView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    const Qt::FocusReason reason = event->reason();
    m_keyboardFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    viewport()->update();
}

void GraphView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_spaceDown = false;
    viewport()->update();
}

} // namespace nsscope::ui
