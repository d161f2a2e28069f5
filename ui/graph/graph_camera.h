// SPDX-License-Identifier: GPL-3.0-or-later
// Scale and scroll position of the graph over a viewport of given size. Pure arithmetic: what does not fill the viewport
// is centred, what does not fit is scrolled.
#pragma once
#include "ui/graph/scene_painter.h"

#include <QRectF>
#include <QSizeF>

namespace nsscope::ui
{

class GraphCamera
{
public:
    static constexpr qreal smallestReadable = 0.8; ///< by itself the view never shrinks below this; it scrolls
    static constexpr qreal smallestAcross = 0.7;   ///< but where the width does not fit
    static constexpr qreal largestFit = 1.6;
    static constexpr qreal smallest = 0.02;
    static constexpr qreal largest = 4;

    /// `used`: the part of `world` where something is now; the view does not scroll beyond it.
    void setBounds(const QRectF& world, const QRectF& used) { m_bounds = world, m_used = used; }
    void setBounds(const QRectF& world) { setBounds(world, world); }
    void setViewport(QSizeF size) { m_viewport = size; }
    /// Content lower than the viewport stands at its top instead of its middle.
    void setTopAligned(bool top) { m_topAligned = top; }
    qreal scale() const { return m_scale; }
    CameraView view() const;
    /// Scroll range: how far the content reaches beyond the viewport.
    QPointF scrollMax() const;
    QPointF scroll() const { return m_scroll; }
    void scrollTo(QPointF scroll);

    /// Scale at which all is in sight, within readable bounds unless `whole`. `bar`: what a vertical scroll bar takes away.
    void fit(QSizeF available, bool whole, qreal bar = 0);
    /// Zooms so that the world point under `pivot` (view coordinates) stays there.
    void zoomTo(qreal scale, QPointF pivot);
    /// `world` in the middle of the viewport, at a scale from 1 up.
    void centre(const QRectF& world);
    /// Scrolls as little as needed to have `world` in sight.
    void reveal(const QRectF& world);

private:
    QSizeF contentSize() const;

    QRectF m_bounds;
    QRectF m_used;
    QSizeF m_viewport;
    QPointF m_scroll;
    qreal m_scale = 1;
    bool m_topAligned = false;
};

} // namespace nsscope::ui
