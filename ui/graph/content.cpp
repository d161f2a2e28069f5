// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/content.h"

#include "ui/graph/content_builder.h"

namespace nsscope::ui
{

std::int32_t storyRun(const Frame& frame, Instant at, const ContentOptions& options)
{
    std::int32_t run = -1;
    for (std::size_t i = 0; !options.flat && i < frame.runs.size(); ++i) {
        if (frame.runs[i]->plan.at <= at)
            run = static_cast<std::int32_t>(i);
    }
    return run;
}

LifeStanding shownStanding(const Life& life, Instant at, const ContentOptions& options)
{
    LifeStanding standing = standingAt(life, at, options.tombstoneNs);
    const auto index = static_cast<std::size_t>(life.id) - 1;
    if (options.since)
        standing.visible = standing.counts || differenceOf(life, *options.since, at) != Difference::None;
    if (!options.wanted.empty())
        standing.visible = standing.visible && index < options.wanted.size() && options.wanted[index] != 0;
    if (options.kept.contains(life.id))
        standing.visible = standing.state != LifeState::Unborn;
    return standing;
}

GraphContent buildContent(FramePtr frame, Instant at, const ContentOptions& options)
{
    if (!frame)
        return {};
    const std::int32_t run = storyRun(*frame, at, options);
    ContentBuilder builder(std::move(frame), at, options);
    if (run >= 0)
        builder.tellStory(run);
    else
        builder.tellHost();
    return builder.take();
}

} // namespace nsscope::ui
