// SPDX-License-Identifier: Apache-2.0
// What of a snapshot a subcommand is asked for: namespace types by name, the namespaces of one task.
#pragma once
#include "core/base/error.h"
#include "core/model/snapshot.h"

#include <cstdint>
#include <string>
#include <vector>

namespace CLI
{
class Option;
}

namespace nsscope
{

/// Accepts type names, several separated by commas; a wrong one is wrong usage that names the nearest right one.
void expectTypes(CLI::Option* option);
std::vector<NsType> typesByName(const std::vector<std::string>& names); ///< names passed by expectTypes

/// Membership of a process or of one of its threads, in the order of the types. Empty where it has none to see (a
/// zombie that was reaped); an Error where there is no such task, or it may not be looked at.
Result<std::vector<NsRef>> namespacesOfTask(const Snapshot& snapshot, std::int32_t id, const std::string& procRoot);

} // namespace nsscope
