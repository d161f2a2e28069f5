// SPDX-License-Identifier: Apache-2.0
// What tells cheaply which processes there are and whether one has run: CPU clocks, the kernel's pid allocator, lists of
// children. Reads nothing else of a process.
#pragma once
#include "core/scan/proc_reader.h"

#include <cstdint>
#include <vector>

namespace nsscope
{

/// The CPU time of all its threads, dead ones included, in nanoseconds (clock_getcpuclockid(3)); -1 where no process has
/// this pid. Needs no privilege and opens nothing.
std::int64_t readCpuClock(std::int32_t pid);

/// The end of /proc/loadavg, "2/160 11206" (proc_loadavg(5)).
struct TaskCursor
{
    std::uint64_t tasks = 0;   ///< all of the kernel, whatever the pid namespace; 0 where unknown
    std::int32_t lastPid = -1; ///< given away last in the observer's pid namespace; -1 where unknown
};
TaskCursor readTaskCursor(const ProcReader& proc);

/// `known` (ascending) and all pids given away since `last`, up to `now`: what can be a process now, and more. False
/// where that says nothing: unknown cursors, one that went round, or so many new ones that a list costs less.
bool mergeNewPids(std::vector<std::int32_t>& known, std::int32_t last, std::int32_t now);

/// Children of kthreadd, ascending; empty where the kernel does not list children (CONFIG_PROC_CHILDREN) or process 2 is
/// another one. That they are kernel threads is their own stat's to say.
std::vector<std::int32_t> listChildrenOfKthreadd(const ProcReader& proc);

} // namespace nsscope
