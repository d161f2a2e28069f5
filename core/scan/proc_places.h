// SPDX-License-Identifier: Apache-2.0
// Which superblocks are a procfs or a cgroupfs, wherever they are mounted: by the mount table of a process that has one
// of their files open. Asks no file system, whose server may never answer.
#pragma once
#include "core/scan/fd_table.h"
#include "core/scan/proc_reader.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace nsscope
{

class ProcPlaces
{
public:
    /// ProcFile, CgroupFile or Other; `device` as makedev(3). Reads the process's table for a device not met before.
    FdKind kindOf(const ProcReader& proc, std::int32_t pid, std::uint64_t device);
    /// Takes in all mounts of a mountinfo text (proc_pid_mountinfo(5)).
    void learn(std::string_view mountInfo);
    /// What is known of a device already.
    bool isOther(std::uint64_t device) const;

private:
    std::unordered_map<std::uint64_t, FdKind> m_kinds;
};

} // namespace nsscope
