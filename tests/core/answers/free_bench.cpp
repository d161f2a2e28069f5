// SPDX-License-Identifier: Apache-2.0
#include "tests/core/answers/free_bench.h"

#include "core/lab/free_script.h"
#include "tests/units.h"

#include <gtest/gtest.h>

namespace nsscope
{

LabRun freeRun(const FreeSteps& steps, std::size_t done)
{
    FreeScript script;
    for (const auto& [line, error] : steps) {
        const Status added = script.add(line);
        EXPECT_TRUE(added) << line << ": " << added.error().message();
    }
    LabRun run;
    run.plan = script.experiment().plan;
    run.plan.pid = 77;
    for (std::size_t i = 0; i <= steps.size() && i <= done; ++i) {
        LabStep step;
        step.index = static_cast<std::int32_t>(i);
        step.call = run.plan.steps[i].text;
        step.before = {static_cast<std::int64_t>(i + 1) * 100 * ms};
        step.after = {step.before.ns + ms};
        step.error = i == 0 ? 0 : steps[i - 1].second;
        run.steps.push_back(step);
    }
    return run;
}

} // namespace nsscope
