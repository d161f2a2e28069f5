// SPDX-License-Identifier: GPL-3.0-or-later
// Finds lives by what a person types: a number, an offset ("+338"), an id ("#4165"), a link text ("net:[4026532178]"),
// a type, a name, or a process name or pid that holds one. Pure.
#pragma once
#include "core/track/frame.h"

#include <QString>
#include <vector>

namespace nsscope::ui
{

/// Those that live at `t` first, newest first within each.
std::vector<LifeId> findLives(const Frame& frame, Instant t, const QString& words);

} // namespace nsscope::ui
