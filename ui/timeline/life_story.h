// SPDX-License-Identifier: GPL-3.0-or-later
// One life told in one sentence: born, left, last reference gone, number free, destroyed, with the interval and the
// witness of each in words. Never says more than the evidence; pure.
#pragma once
#include "core/track/frame.h"

#include <QString>

namespace nsscope::ui
{

QString lifeStory(const Life& life, const Frame& frame);

/// "net +338", the short name of a life's number.
QString numberTitle(const NsRef& ref);
/// "at +1.050 s" or "between +1.050 s and +1.550 s", counted from `origin`.
QString intervalText(Interval when, Instant origin);

} // namespace nsscope::ui
