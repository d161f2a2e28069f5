// SPDX-License-Identifier: GPL-3.0-or-later
// What groups of rows are called, and how the choice of a grouping is. Pure.
#pragma once
#include "ui/timeline/life_rows.h"

#include <QString>

namespace nsscope::ui
{

inline constexpr RowGrouping allGroupings[] = {RowGrouping::None, RowGrouping::Type, RowGrouping::Owner, RowGrouping::Run};

/// "By number", "By type", ...
QString groupingText(RowGrouping grouping);
/// "net", "Owned by user …837", "Slow and fast trashing · run 2".
QString groupTitle(const Frame& frame, RowGrouping grouping, std::int64_t group);

} // namespace nsscope::ui
