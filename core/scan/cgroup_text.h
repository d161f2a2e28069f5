// SPDX-License-Identifier: Apache-2.0
// Who runs a process, by its cgroup path: container of an engine, pod, machine or systemd unit. The path is a
// habit of engines and no promise of the kernel; what does not look like one names nobody.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

/// Names from the text of /proc/PID/cgroup, outermost first: {"pod:1f2e...", "docker:0123456789ab"}. A
/// container's id is cut to 12 digits as its engine shows it.
std::vector<std::string> parseCgroupNames(std::string_view text);

} // namespace nsscope
