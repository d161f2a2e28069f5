// SPDX-License-Identifier: Apache-2.0
// Parsers of /proc/PID/fdinfo texts of the descriptor kinds that hold a namespace without being one
// (proc_pid_fdinfo(5)).
#pragma once
#include "core/scan/proc_text.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace nsscope
{

/// A watched inode of an inotify or fanotify descriptor. The device number is the kernel's own, major << 20 |
/// minor.
struct MarkText
{
    std::uint64_t inode = 0;
    std::uint64_t device = 0;
    std::uint64_t id = 0;        ///< of the namespace, from its file handle; 0 before Linux 6.18
    std::uint32_t cloneFlag = 0; ///< its type, from there too
    bool operator==(const MarkText&) const = default;
};
std::vector<MarkText> parseMarks(std::string_view fdinfo);

/// Namespaces in an io_uring's table of registered files.
struct RegisteredFiles
{
    std::vector<NsNumber> namespaces;
    std::size_t unnamed = 0; ///< of which the kernel tells no name but "/": 6.12 and before, of files of namespaces among others
};
RegisteredFiles parseRegisteredFiles(std::string_view fdinfo);

/// A pidfd's target: its pid, -1 where it is gone or beyond the reader's pid namespace.
std::int32_t parsePidfdTarget(std::string_view fdinfo);

} // namespace nsscope
