// SPDX-License-Identifier: Apache-2.0
// What one scan leaves for the next of the same scanner, so that a process that has not changed since is not
// looked at again. A task can change its namespaces, threads and descriptors only by running, and whatever it
// runs moves its clock; where the kernel's walk marks what it is like, one that has run and is at rest again as it
// was read is not looked at either. Values and numbers only; it holds no descriptor and so no namespace.
#pragma once
#include "core/model/holder_list.h"
#include "core/model/task_stamp.h"
#include "core/scan/fd_table.h"
#include "core/scan/link_sets.h"
#include "core/scan/mount_table.h"
#include "core/scan/recall.h"
#include "core/scan/task_row.h"

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace nsscope
{

struct MountMemory
{
    std::vector<std::uint64_t> ids; ///< unique for ever: the same ids are the same mounts
    std::vector<MountRow> rows;
    std::uint32_t round = 0;
};

/// The tasks that are in a namespace, or whose children will be.
struct TaskHolders
{
    HolderList list;
    std::uint32_t processes = 0;
    std::uint32_t threads = 0;
};

struct ScanMemory
{
    std::uint32_t round = 0;
    std::int32_t lastPid = -1; ///< where the pid allocator stood before the processes were listed; -1: unknown
    std::vector<TaskRow> tasks; ///< ascending by pid
    LinkSets linkSets;          ///< indexes into `namespaces`
    std::vector<FdRows> fds;
    std::vector<NamespaceInfo> namespaces; ///< without holders and names
    std::vector<TaskHolders> taskHolders;  ///< of each; empty where there was no scan before
    std::vector<NsRef> known;              ///< with an id, also of looks at single processes since
    std::unordered_map<std::uint64_t, MountMemory> mounts; ///< by id of the mount namespace
    std::optional<std::uint32_t> wholeWalk; ///< the round of the last whole walk of the kernel's mount namespaces
    Recall recall;
    std::shared_ptr<TaskSource> source; ///< lent by the program; null: /proc
    bool factless = false;              ///< it has failed to tell facts or files
    std::optional<Error> lostSource;    ///< why it is not asked any more, until somebody takes that
};

/// In every 512th scan each thing is looked at afresh all the same, a 512th of all things in each: for what may
/// change without a run of its process, such as a pid that is given away within one scan, or a mount that is
/// moved. A process whose mark tells all this waits four times as long.
inline bool isDue(std::uint64_t key, std::uint32_t round, bool marked = false)
{
    return (key + round) % (marked ? 2048 : 512) == 0;
}

} // namespace nsscope
