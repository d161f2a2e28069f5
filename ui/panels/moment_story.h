// SPDX-License-Identifier: GPL-3.0-or-later
// "What you see": a few sentences that explain the moment shown of an experiment: what the step did, which number the
// kernel gave and why, and what is still being cleaned up. Pure.
#pragma once
#include "core/track/frame.h"

#include <QString>
#include <optional>

namespace nsscope::ui
{

QString momentStory(const Frame& frame, std::optional<Instant> cursor);

} // namespace nsscope::ui
