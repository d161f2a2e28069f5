// SPDX-License-Identifier: Apache-2.0
// Processes that a procfs does not even list: of other users where it is mounted with hidepid=invisible or ptraceable
// (proc(5)).
#pragma once
#include <cstdint>
#include <string_view>

namespace nsscope
{

struct ScanRun;

/// Whether the mount options in a mountinfo text hide processes in the procfs on this device (makedev(3)).
bool hidesProcesses(std::string_view mountInfo, std::uint64_t device);
/// A gap where processes are hidden from us: as many as the kernel has tasks that were not seen, or 1 where that many
/// may be in other pid namespaces.
void countHidden(ScanRun& run);

} // namespace nsscope
