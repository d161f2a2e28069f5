// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_keys.h"

#include "ui/timeline/timeline_view.h"

#include <QKeyEvent>

namespace nsscope::ui
{

namespace
{

constexpr double keyZoomStep = 1.25;
constexpr double panShare = 0.1; ///< of the width

} // namespace

bool isTimelineKey(const QKeyEvent& key)
{
    switch (key.key()) {
    case Qt::Key_W:
    case Qt::Key_S:
    case Qt::Key_A:
    case Qt::Key_D:
    case Qt::Key_F:
    case Qt::Key_L:
    case Qt::Key_0:
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_Period:
    case Qt::Key_Comma:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
        return !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    default:
        return false;
    }
}

bool handleTimelineKey(TimelineView& view, const Selection& selection, const QKeyEvent& event)
{
    const TimelineScene& scene = view.scene();
    const QRect& rows = scene.layout.rows;
    const double middle = scene.frame && scene.window.contains(selection.cursor().value_or(scene.last()))
                              ? scene.px(selection.cursor().value_or(scene.last()))
                              : rows.center().x();
    const bool shifted = event.modifiers() & Qt::ShiftModifier;
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_W:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        view.zoomAt(middle, 1 / keyZoomStep);
        return true;
    case Qt::Key_S:
    case Qt::Key_Minus:
        view.zoomAt(middle, keyZoomStep);
        return true;
    case Qt::Key_Left:
        if (shifted)
            return view.selectNeighbour(0, -1), true;
        [[fallthrough]];
    case Qt::Key_A:
        view.panPixels(-panShare * rows.width());
        return true;
    case Qt::Key_Right:
        if (shifted)
            return view.selectNeighbour(0, 1), true;
        [[fallthrough]];
    case Qt::Key_D:
        view.panPixels(panShare * rows.width());
        return true;
    case Qt::Key_Up:
        view.selectNeighbour(-1, 0);
        return true;
    case Qt::Key_Down:
        view.selectNeighbour(1, 0);
        return true;
    case Qt::Key_PageUp:
        view.scrollRows(-rows.height());
        return true;
    case Qt::Key_PageDown:
        view.scrollRows(rows.height());
        return true;
    case Qt::Key_Home:
        view.goToBegin();
        return true;
    case Qt::Key_End:
        view.goToEnd();
        return true;
    case Qt::Key_0:
    case Qt::Key_F:
        view.fit();
        return true;
    case Qt::Key_L:
        view.followLive();
        return true;
    case Qt::Key_Period:
        view.stepEvent(1);
        return true;
    case Qt::Key_Comma:
        view.stepEvent(-1);
        return true;
    case Qt::Key_1:
    case Qt::Key_2:
        if (scene.frame)
            view.setMarker(event.key() == Qt::Key_1 ? TimelineView::Marker::A : TimelineView::Marker::B,
                             selection.cursor().value_or(scene.last()));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        view.zoomToRange();
        return true;
    default:
        return false;
    }
}

} // namespace nsscope::ui
