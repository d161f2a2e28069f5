// SPDX-License-Identifier: Apache-2.0
// A way into tracefs: a mount that is there, else one made for this process alone that no path shows and that ends
// with its descriptor. Needs root in both cases.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"

#include <string>
#include <string_view>

namespace nsscope
{

/// First mount point of the type tracefs in the text of /proc/PID/mountinfo (proc_pid_mountinfo(5)), unescaped;
/// empty where there is none.
std::string tracefsMountIn(std::string_view mountinfo);

/// Descriptor of tracefs' root directory.
Result<UniqueFd> openTracefs(const std::string& procRoot = "/proc");

} // namespace nsscope
