// SPDX-License-Identifier: GPL-3.0-or-later
// The signs on the transport's buttons, drawn as vectors in the theme's colours so that they look alike everywhere.
#pragma once
#include <QColor>
#include <QIcon>

namespace nsscope::ui
{

enum class TransportSign { ToStart, Back, Play, Pause, Step, Reset, ToNow };

/// Sharp at any size; `faint` for the disabled button.
QIcon transportIcon(TransportSign sign, const QColor& colour, const QColor& faint);

} // namespace nsscope::ui
