// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/run_steps.h"

#include <algorithm>

namespace nsscope::ui
{

const LabRun* runAt(const Frame& frame, std::optional<Instant> t)
{
    if (t) {
        for (auto run = frame.runs.rbegin(); run != frame.runs.rend(); ++run) {
            if ((*run)->plan.at <= *t)
                return run->get();
        }
        if (!frame.runs.empty())
            return frame.runs.front().get();
    }
    return frame.currentRun();
}

int stepsDoneAt(const LabRun& run, std::optional<Instant> t)
{
    if (!t)
        return static_cast<int>(run.steps.size());
    return static_cast<int>(std::count_if(run.steps.begin(), run.steps.end(),
                                          [&](const LabStep& step) { return step.after <= *t; }));
}

Instant momentAfterSteps(const LabRun& run, int steps)
{
    if (run.steps.empty())
        return run.plan.at;
    if (steps <= 0)
        return std::max(run.plan.at, run.steps.front().before + -1);
    return run.steps[std::min(static_cast<std::size_t>(steps), run.steps.size()) - 1].after;
}

} // namespace nsscope::ui
