// SPDX-License-Identifier: GPL-3.0-or-later
// The instants of a life as rows of text: what, when (an interval where no exact time is known), and which witness told
// it or why none can. Pure.
#pragma once
#include "core/track/frame.h"

#include <QString>
#include <vector>

namespace nsscope::ui
{

struct MomentRow
{
    QString name;    ///< "last reference gone"
    QString time;    ///< "+10.42 … 10.50 ms", "not yet", "no witness"
    QString witness; ///< "file handle"; or why there is none
    bool happened = false; ///< by the moment shown
    bool operator==(const MomentRow&) const = default;
};

/// Times count from the birth; from the start of the recording where it was born before that.
std::vector<MomentRow> momentRows(const Frame& frame, const Life& life, Instant t);
QString intervalText(const Interval& when, Instant zero);

} // namespace nsscope::ui
