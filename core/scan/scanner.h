// SPDX-License-Identifier: Apache-2.0
// Finds every namespace and what holds it, by an ordered table of collectors (scanner.cpp). Reads below a given proc
// root, keeps no descriptor between calls, holds no namespace longer than one ioctl. Not thread safe.
#pragma once
#include "core/base/error.h"
#include "core/base/instant.h"
#include "core/model/snapshot.h"
#include "core/model/task_stamp.h"
#include "core/scan/work_split.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace nsscope
{

enum class ScanDepth : std::uint8_t {
    Tasks,     ///< processes, threads and for-children links, with owners and parents: what costs least
    Everything ///< all kinds of holders
};

struct ScanOptions
{
    std::string procRoot = "/proc"; ///< not a procfs: a captured tree, read as text only
    std::string labelFile; ///< the user's words for namespaces (label_table.h); empty: none
    Clock clock = bootNow;
    ScanDepth depth = ScanDepth::Everything;
    WorkRunner runner;       ///< how to read many processes at a time; empty: one after the other
    bool incremental = true; ///< false: every scan looks at every process, even at those that have not changed
    std::shared_ptr<TaskSource> tasks; ///< tells which have changed, of /proc's own processes; null: /proc does
};

class Scanner
{
public:
    explicit Scanner(ScanOptions options = {});
    ~Scanner();
    Scanner(Scanner&&) noexcept;
    Scanner& operator=(Scanner&&) noexcept;

    /// One look at everything. Fails only where the proc root cannot be opened at all; what cannot be read is a gap.
    Result<Snapshot> scan();
    /// `last` with this one process looked at again (tasks, descriptors, bind mounts in its mount namespace): its
    /// holders replaced, namespaces that lost their last holder dropped, new ones added with owner and parent. Costs
    /// some hundred microseconds, not a scan. A process that is gone loses all its holders.
    Snapshot rescanProcess(const Snapshot& last, std::int32_t pid);
    /// Why the lent source of tasks was given up, once; nothing was lost by that.
    std::optional<Error> takeLostSource();

private:
    struct Memory;
    ScanOptions m_options;
    std::unique_ptr<Memory> m_memory; ///< what is dear to ask and does not change between scans
};

} // namespace nsscope
