// SPDX-License-Identifier: Apache-2.0
// The inode numbers of the entries of a process's /proc/PID/net: they come from the same allocator as those of
// namespaces (fs/proc/generic.c proc_alloc_inum), so they are what a network namespace takes besides its own.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace nsscope
{

/// Ascending; empty where it cannot be read.
std::vector<std::uint64_t> readProcNetNumbers(const std::string& procRoot, std::int32_t pid);

} // namespace nsscope
