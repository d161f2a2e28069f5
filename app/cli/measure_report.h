// SPDX-License-Identifier: Apache-2.0
// What `measure` found, as JSON (nsscope.measure/1) and as a table with a sentence a type. Pure.
#pragma once
#include "core/witness/mechanism.h"
#include "core/witness/quota_figures.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

struct MeasuredType
{
    NsType type = NsType::Net;
    QuotaFigures figures;
    std::optional<QuotaFigures> populated;  ///< pid: of namespaces that had a process
    std::optional<CleanupFigures> cleanups; ///< where the clean-up work could be traced
    MechanismAnswer mechanism;
    std::string skipped; ///< why there are no figures
    std::string remedy;
    std::string cutShort; ///< why there are fewer rounds than asked for
};

struct MeasureReport
{
    std::string kernel;
    std::uint32_t roundsAsked = 0;
    std::vector<MeasuredType> types;
    bool traced = false;
    std::string whyNotTraced;
    bool rcuExpedited = false; ///< /sys/kernel/rcu_expedited: who waits for a grace period waits for a short one
};

std::string measureJson(const MeasureReport& report, bool pretty);
std::string measureText(const MeasureReport& report);

} // namespace nsscope
