// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a free experiment, in words for its panel. Pure.
#pragma once
#include "core/lesson/free_stand.h"

#include <QString>

namespace nsscope::ui
{

/// "p1 · net A · uts B"; "p1 · where the host is" of one that is in no namespace of the experiment but its own of users.
QString actorText(const FreeStand::Actor& actor);
/// "f1: net A", "f2: net of the host", "f3: socket in net A".
QString descriptorText(const FreeStand::Descriptor& descriptor);
QString mountText(const FreeStand::Mount& mount);

} // namespace nsscope::ui
