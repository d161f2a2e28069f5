// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lab_play.h"

#include "app/cli/experiment_run.h"
#include "app/cli/lesson_report.h"
#include "app/cli/output.h"

namespace nsscope
{

FramePtr playSteps(Command start, const std::string& recordTo, bool quiet)
{
    const bool aloud = !quiet && recordTo != "-";
    const auto played = playExperiment(std::move(start), recordTo, [aloud](const LabStart& plan, const LabStep& step) {
        if (aloud)
            printResult(stepText(plan, step));
    });
    if (!played) {
        printFailure(played.error());
        return nullptr;
    }
    if (played->failure) {
        printMessage(*played->failure);
        return nullptr;
    }
    return played->frame;
}

} // namespace nsscope
