// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_camera.h"

#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr qreal cameraMargin = 10; ///< around the content, in view pixels

} // namespace

QSizeF GraphCamera::contentSize() const
{
    return m_bounds.size() * m_scale + QSizeF(2 * cameraMargin, 2 * cameraMargin);
}

QPointF GraphCamera::scrollMax() const
{
    const QPointF most = (m_used.bottomRight() - m_bounds.topLeft()) * m_scale + QPointF(2 * cameraMargin, 2 * cameraMargin);
    // A margin that is cut a little is not worth a scroll bar.
    const auto beyond = [](qreal content, qreal port) { return content - port > cameraMargin / 2 ? content - port : 0.0; };
    return {beyond(most.x(), m_viewport.width()), beyond(most.y(), m_viewport.height())};
}

void GraphCamera::scrollTo(QPointF scroll)
{
    const QPointF most = scrollMax();
    m_scroll = {std::clamp(scroll.x(), 0.0, most.x()), std::clamp(scroll.y(), 0.0, most.y())};
}

CameraView GraphCamera::view() const
{
    const QSizeF size = contentSize();
    const auto origin = [](qreal content, qreal port, qreal scroll) {
        return cameraMargin + (content <= port ? (port - content) / 2 : -scroll);
    };
    const bool top = m_topAligned && size.height() <= m_viewport.height();
    const QPointF corner(origin(size.width(), m_viewport.width(), m_scroll.x()),
                         top ? cameraMargin : origin(size.height(), m_viewport.height(), m_scroll.y()));
    return {m_scale, corner - m_bounds.topLeft() * m_scale};
}

void GraphCamera::fit(QSizeF available, bool whole, qreal bar)
{
    if (m_bounds.isEmpty())
        return;
    const qreal fits = std::min((available.width() - 2 * cameraMargin) / m_bounds.width(),
                                (available.height() - 2 * cameraMargin) / m_bounds.height());
    m_scale = std::clamp(fits, whole ? smallest : smallestReadable, largestFit);
    if (const qreal across = (available.width() - bar - 2 * cameraMargin) / m_bounds.width(); fits < m_scale)
        m_scale = std::clamp(across, smallestAcross, m_scale);
    scrollTo(m_scroll);
}

void GraphCamera::zoomTo(qreal scale, QPointF pivot)
{
    const QPointF world = view().unmap(pivot);
    m_scale = std::clamp(scale, smallest, largest);
    scrollTo((world - m_bounds.topLeft()) * m_scale + QPointF(cameraMargin, cameraMargin) - pivot);
}

void GraphCamera::centre(const QRectF& world)
{
    m_scale = std::clamp(m_scale, 1.0, largest);
    scrollTo((world.center() - m_bounds.topLeft()) * m_scale + QPointF(cameraMargin, cameraMargin) -
             QPointF(m_viewport.width(), m_viewport.height()) / 2);
}

void GraphCamera::reveal(const QRectF& world)
{
    const QRectF box = view().map(world).adjusted(-cameraMargin, -cameraMargin, cameraMargin, cameraMargin);
    QPointF scroll = m_scroll;
    const auto shift = [](qreal low, qreal high, qreal size) {
        if (low < 0 || high - low > size)
            return low;
        return high > size ? high - size : 0.0;
    };
    scroll.rx() += shift(box.left(), box.right(), m_viewport.width());
    scroll.ry() += shift(box.top(), box.bottom(), m_viewport.height());
    scrollTo(scroll);
}

} // namespace nsscope::ui
