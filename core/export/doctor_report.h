// SPDX-License-Identifier: Apache-2.0
// What `nsscope-cli doctor` found out, as text for people and as JSON (nsscope.doctor/1). Finding it out is
// app/cli/doctor_probe.h.
#pragma once
#include "core/export/text_style.h"
#include "core/model/fact.h"

#include <string>
#include <vector>

namespace nsscope
{

/// One thing that works here or does not.
struct DoctorItem
{
    std::string name;
    bool available = true;
    bool complete = true; ///< false: works, but not for all processes, mounts ...; `reason` says which
    std::string reason;   ///< sentence; empty where nothing is missing
    std::string remedy;   ///< command or setting
};

struct DoctorReport
{
    HostInfo host;
    DoctorItem ownUserns;    ///< may this user make user namespaces? Tried
    DoctorItem othersUserns; ///< may others, without root? Tried where the observer is not root, else by the settings
    std::vector<WitnessInfo> witnesses;
    std::vector<DoctorItem> holders;    ///< by holder kind
    std::vector<DoctorItem> interfaces; ///< of the kernel, that make identity sure and lists complete
    std::vector<DoctorItem> types;      ///< how each type is destroyed; `reason` is the sentence
};

std::string doctorJson(const DoctorReport& report, bool pretty);
std::string doctorText(const DoctorReport& report, const TextStyle& style);

} // namespace nsscope
