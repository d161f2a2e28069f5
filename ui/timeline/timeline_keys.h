// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the timeline (zoom, move, fit, follow, events, markers, neighbours), as commands of TimelineView. Space
// and Escape depend on the mouse's gesture and are TimelineInput's.
#pragma once

class QKeyEvent;

namespace nsscope::ui
{

class Selection;
class TimelineView;

/// A plain key that the timeline wants for itself while it has the focus, whatever it means elsewhere in the window.
bool isTimelineKey(const QKeyEvent& key);
/// True where the key means something here.
bool handleTimelineKey(TimelineView& view, const Selection& selection, const QKeyEvent& event);

} // namespace nsscope::ui
