// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/experiment_plan.h"

#include "core/lab/experiment.h"

namespace nsscope::ui
{

PlannedExperiment planExperiment(const QString& id, const ExperimentParameters& parameters)
{
    auto experiment = makeExperiment(id.toStdString(), parameters);
    if (!experiment)
        return {std::nullopt, QString::fromStdString(experiment.error().message()) + QLatin1Char('.')};
    return {std::move(experiment->plan), {}};
}

} // namespace nsscope::ui
