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
