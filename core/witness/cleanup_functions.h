// SPDX-License-Identifier: Apache-2.0
// The kernel's clean-up functions for namespaces and how to make the workqueue trace events show only them.
#pragma once
#include "core/base/error.h"
#include "core/witness/trace_instance.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nsscope
{

/// Work functions of all kernels in the mechanism table: "cleanup_net", "free_ipc", ...
const std::vector<std::string_view>& cleanupFunctions();

/// Name and address of each of `names` in the text of /proc/kallsyms; those that are hidden (address 0) are left out.
std::vector<std::pair<std::string, std::string>> kallsymsAddresses(std::string_view kallsyms,
                                                                   const std::vector<std::string_view>& names);

/// Filters and turns on the three workqueue events, by function name where the kernel can (6.3 or so and later), else
/// by address.
Status traceCleanups(TraceInstance& instance);

} // namespace nsscope
