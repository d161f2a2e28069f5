// SPDX-License-Identifier: GPL-3.0-or-later
// What an experiment will do with given parameters, before it runs: its script and phases for the lab panel, and
// whether the parameters are right. Runs nothing.
#pragma once
#include "core/model/fact.h"

#include <QString>
#include <optional>
#include <utility>
#include <vector>

namespace nsscope::ui
{

using ExperimentParameters = std::vector<std::pair<std::string, std::string>>;

struct PlannedExperiment
{
    std::optional<LabStart> plan; ///< without pid and time; absent where `fault` is not empty
    QString fault;                ///< one sentence
};
PlannedExperiment planExperiment(const QString& id, const ExperimentParameters& parameters);

} // namespace nsscope::ui
