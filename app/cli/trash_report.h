// SPDX-License-Identifier: Apache-2.0
// What a trashing run showed, for people: a table of its namespaces, then what happened and why in sentences that
// follow from the data and from this kernel's mechanism.
#pragma once
#include "app/cli/trash_lives.h"
#include "core/witness/mechanism.h"

#include <string>

namespace nsscope
{

/// `run` indexes frame.runs. Ends with a line break.
std::string trashReport(const Frame& frame, std::size_t run, const MechanismAnswer& mechanism);

} // namespace nsscope
