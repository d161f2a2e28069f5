// SPDX-License-Identifier: Apache-2.0
// One walk over the descriptor tables of all processes, kept for the collectors of the kinds that can hold a
// namespace. Looks at inodes and link texts only: nothing is opened, no file server is asked.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

struct ScanRun;

enum class FdKind : std::uint8_t {
    Other,
    Namespace,
    Socket,
    Tun,
    ProcFile,
    CgroupFile,
    Notify,
    IoUring,
    Pidfd
};

struct FdText
{
    FdKind kind = FdKind::Other;
    std::uint64_t number = 0; ///< inode of a namespace or socket
    std::uint8_t type = 0;    ///< NsType of a namespace
};
/// What a descriptor's link text tells of its kind.
FdText parseFdText(std::string_view text);
/// A path that would be such a file if a procfs or cgroupfs were mounted somewhere above it; Other where it would not.
FdKind kindWhereMounted(std::string_view path);

/// A descriptor of a kind that can hold a namespace; `Other` where it has turned out to hold none.
struct FdRow
{
    std::int32_t tid = 0; ///< 0: the table of the process; else of this thread alone
    std::int32_t fd = 0;
    std::uint32_t number = 0;      ///< inode of a namespace or socket, which have 32 bits; place in FdRows::paths
    std::uint32_t ns = UINT32_MAX; ///< index into the NsTable, once its collector has asked
    FdKind kind = FdKind::Other;
    std::uint8_t type = 0;   ///< NsType of a namespace
    std::uint8_t family = 0; ///< of a socket, AF_*; 0: not asked
    bool oPath = false;
};

/// Those that one walk found; which of them are a process's, its TaskRow says.
struct FdRows
{
    std::vector<FdRow> rows;
    std::vector<std::string> paths; ///< of proc and cgroup files
};

/// Fills ScanRun::fds; takes over the rows of a process that has not changed since they were read.
void collectFdTables(ScanRun& run);

} // namespace nsscope
