// SPDX-License-Identifier: Apache-2.0
// What an experiment needs and this machine does not have, as a sentence. Whether user namespaces are allowed is found
// out by trying (userns_check.h).
#pragma once
#include "core/lab/experiment.h"

#include <optional>
#include <string>

namespace nsscope
{

struct Machine
{
    std::string kernel;        ///< uname release
    std::vector<NsType> types; ///< that it knows
    bool root = false;
};

/// This one.
Machine readMachine(const std::string& procRoot = "/proc");
/// With full stop; absent where nothing is missing.
std::optional<std::string> unmetNeed(const LabNeeds& needs, const Machine& machine);

} // namespace nsscope
