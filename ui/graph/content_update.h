// SPDX-License-Identifier: GPL-3.0-or-later
// Carries the content of a host over to another frame or moment where that changes how nodes look and not which there
// are, so that a new frame costs what changed in it. Pure; says so where the content has to be built anew.
#pragma once
#include "ui/graph/content.h"

#include <optional>

namespace nsscope::ui
{

/// Indexes of the nodes to be drawn again, ascending; nothing, and `content` as it was, where it must be built anew.
std::optional<std::vector<std::int32_t>> updateContent(GraphContent& content, const FramePtr& frame, Instant at,
                                                       const ContentOptions& options);

} // namespace nsscope::ui
