// SPDX-License-Identifier: Apache-2.0
// Reads one process and knows of no other, so that several can be read at a time. Links are inode numbers here; which
// places of the scan's table they are is the caller's to find.
#pragma once
#include "core/model/task_facts.h"
#include "core/scan/gap_tally.h"
#include "core/scan/proc_reader.h"
#include "core/scan/task_row.h"

#include <cstdint>
#include <vector>

namespace nsscope
{

class ProcessReader
{
public:
    /// `kthreadd`: its links where they are known, which all kernel threads have, and `kernelPids` its children,
    /// ascending (kthreadd itself and kdevtmpfs are read in full).
    ProcessReader(const ProcReader& proc, const NsLinks& kthreadd, const std::vector<std::int32_t>& kernelPids);

    /// Fills a row that has its pid; without a holder where the process is gone.
    void read(TaskRow& task, NsLinks& links);
    /// Fills all but its links with what the kernel's walk told of the process.
    static void take(TaskRow& task, const TaskFacts& facts);
    static NsLinks linksOf(const TaskFacts& facts);
    GapTally gaps;

private:
    bool readStat(int dir, const char* path, TaskRow& task, Holder& holder) const;
    void readTaskDirectory(int nsDir, TaskRow& task, Holder& holder) const;
    void readStatus(int nsDir, Holder& holder) const;
    template <class Wanted> void readLinks(int nsDir, TaskRow& task, NsLinks& links, Wanted wanted);
    void readTaskLinks(int nsDir, TaskRow& task, NsLinks& links);
    bool readKernelThread(TaskRow& task, NsLinks& links) const;
    void readInFull(TaskRow& task, NsLinks& links);

    const ProcReader& m_proc;
    const NsLinks& m_kthreadd;
    const std::vector<std::int32_t>& m_kernelPids;
    std::uint32_t m_ownPidNs = 0; ///< inode; 0: unknown
};

inline constexpr std::int32_t kthreaddPid = 2;

/// A task's links may not be read; the permission is the same for all of them.
void countDenied(GapTally& gaps, const ProcReader& proc, std::int32_t pid, int error);

} // namespace nsscope
