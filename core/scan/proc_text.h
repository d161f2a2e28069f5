// SPDX-License-Identifier: Apache-2.0
// Parsers of the kernel's text in /proc, from text to values. They read no file, trust no length and keep no
// copy: every string_view points into the text given. A text that does not fit the format is nullopt.
#pragma once
#include "core/model/ns_link_text.h"
#include "core/model/ns_type.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace nsscope
{

/// The part of /proc/PID/stat that a scan needs (proc_pid_stat(5)).
struct StatText
{
    std::int32_t pid = 0;
    std::string_view comm; ///< raw bytes; may hold blanks, parentheses and line ends
    char state = 0;
    std::int32_t parent = 0;
    std::uint32_t flags = 0;      ///< PF_* of include/linux/sched.h
    std::uint64_t startTicks = 0; ///< clock ticks since boot
    /// PF_KTHREAD.
    bool kernelThread() const { return (flags & 0x00200000u) != 0; }
};
std::optional<StatText> parseStat(std::string_view text);

/// The part of /proc/PID/status that a scan needs (proc_pid_status(5)).
struct StatusText
{
    std::uint32_t uid = 0;            ///< effective, as the reader's user namespace maps it
    std::vector<std::int32_t> nsPids; ///< from the pid namespace of the proc mount inwards
};
std::optional<StatusText> parseStatus(std::string_view text);

/// Ids of the System V segments that a process has attached, from /proc/PID/maps.
std::vector<std::uint64_t> parseAttached(std::string_view maps);
/// Ids of all segments, ascending, from /proc/sysvipc/shm.
std::vector<std::uint64_t> parseSegments(std::string_view table);

/// Digits at the front, removed from `text`; nullopt where there are none or they do not fit.
std::optional<std::uint64_t> takeNumber(std::string_view& text, int base = 10);

} // namespace nsscope
