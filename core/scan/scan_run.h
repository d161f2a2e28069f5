// SPDX-License-Identifier: Apache-2.0
// What the collectors of one scan share, and the collectors themselves, each in the file of its name. A collector adds
// namespaces and holders to the table, counts what it may not read, and never fails: what vanished while it looked was
// not there. Their order is scanner.cpp's.
#pragma once
#include "core/scan/gap_tally.h"
#include "core/scan/ns_query.h"
#include "core/scan/ns_table.h"
#include "core/scan/proc_reader.h"
#include "core/scan/task_row.h"

#include <vector>

namespace nsscope
{

struct ScanRun
{
    explicit ScanRun(const ProcReader& reader) : proc(reader), namespaces(reader.nsfsDev()) {}

    const ProcReader& proc;
    NsQuery query;
    NsTable namespaces;
    std::vector<TaskRow> tasks; ///< ascending by pid
    TaskCounts counts;
    GapTally gaps;
};

/// Every process of the proc root (or `pid` alone) with its namespace links.
void collectProcesses(ScanRun& run);
void collectProcess(ScanRun& run, std::int32_t pid);
/// Threads whose namespaces differ from their process's.
void collectThreads(ScanRun& run);
/// Namespaces that children will be born into.
void collectForChildren(ScanRun& run);
/// Id, owner and parent of every namespace not asked yet, up to the roots; drops holders that are gone by now.
void collectIdentity(ScanRun& run);
/// Owned and child namespaces as holders; drops what nothing holds. Not for what the caller keeps alive otherwise.
void collectRelations(ScanRun& run);

/// Asks all about the namespace that `fd` is of, and about owners and parents not met yet.
void askNamespace(ScanRun& run, std::uint32_t index, int fd);

} // namespace nsscope
