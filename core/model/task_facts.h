// SPDX-License-Identifier: Apache-2.0
// What a scan reads of a process in /proc before it comes to descriptors, as the kernel's own walk tells it.
#pragma once
#include "core/model/ns_type.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace nsscope
{

/// A process (`tid` is `pid`), or a thread whose namespaces or descriptor table are not its leader's.
struct TaskFacts
{
    std::int32_t pid = 0;
    std::int32_t tid = 0;
    std::array<std::uint32_t, nsTypeCount> numbers{}; ///< inode numbers by NsType; 0: none any more
    std::uint32_t pidForChildren = 0;
    std::uint32_t timeForChildren = 0;
    std::uint32_t uid = 0; ///< effective, as the initial user namespace knows it
    std::uint32_t threads = 1;
    std::uint64_t startTicks = 0;
    bool kernelThread = false;
    bool ended = false;    ///< a zombie, or dead
    bool ownTable = false; ///< of a thread: it has a descriptor table of its own
    bool whole = true;     ///< false: something about it must be read in /proc
    std::uint8_t nsPidCount = 0; ///< of nsPids; 0 where its pid is the only one
    std::array<std::int32_t, 4> nsPids{}; ///< its pid in each pid namespace, outermost first
    std::array<char, 16> comm{}; ///< ends with a NUL where it is shorter

    std::string_view name() const { return {comm.data(), ::strnlen(comm.data(), comm.size())}; }
};

/// A descriptor of a process that may hold a namespace. Told are all such; of a table that a thread has for itself none.
struct FileFacts
{
    std::int32_t pid = 0;
    std::int32_t fd = 0;
    /// Of a socket that was in its process's network namespace: the inode number of that, and there is nothing to look at
    /// while the process is still in it. 0: it must be looked at.
    std::uint32_t net = 0;
};

} // namespace nsscope
