// SPDX-License-Identifier: Apache-2.0
// What a namespace is about, as far as a member's /proc files tell: id maps of user namespaces, clock offsets of time
// namespaces, the observer's own host name. Joins no namespace to ask. Maps are written once and offsets stand from
// the first member on (kernel/user_namespace.c: map_write, kernel/time/namespace.c: timens_set_vvar_page), so neither is
// read twice.
#include "core/scan/traits_text.h"
#include "core/scan/scan_run.h"

#include <algorithm>
#include <sys/utsname.h>

namespace nsscope
{

namespace
{

std::string_view readOf(const ScanRun& run, const Holder& task, const char* file, std::vector<char>& buffer)
{
    int error = 0;
    return run.proc.wholeTextIn(run.proc.rootFd(), taskPath(task).add(file).c_str(), buffer.data(), buffer.size(), error);
}

void readMaps(const ScanRun& run, std::uint32_t index, NsTraits& traits, std::vector<char>& buffer)
{
    const Holder* const task = run.taskIn(index);
    if (task == nullptr || !traits.uidMap.empty())
        return;
    traits.uidMap = parseIdMap(readOf(run, *task, "/uid_map", buffer));
    traits.gidMap = parseIdMap(readOf(run, *task, "/gid_map", buffer));
}

/// The file tells of the time namespace that children will be in (fs/proc/base.c: timens_offsets_show), which is another
/// than the task's own only where it has asked for a new one.
void readOffsets(const ScanRun& run, std::uint32_t index, NsTraits& traits, std::vector<char>& buffer)
{
    if (traits.offsets)
        return;
    for (const Holder& holder : run.namespaces[index].info.holders) {
        if (holder.kind != HolderKind::Process && holder.kind != HolderKind::ForChildren)
            continue;
        const TaskRow* const task = run.findTask(holder.pid);
        if (task == nullptr || holder.tid != 0 || run.linksOf(*task)[NsSlot::TimeForChildren] != index)
            continue;
        traits.offsets = parseClockOffsets(readOf(run, holder, "/timens_offsets", buffer));
        return;
    }
}

void readOwnName(ScanRun& run)
{
    int error = 0;
    struct utsname names = {};
    const auto own = run.proc.nsLinkIn(run.proc.rootFd(), "self/ns/uts", error);
    const std::uint32_t index = own ? run.namespaces.find(*own) : NsTable::none;
    if (index != NsTable::none && ::uname(&names) == 0)
        run.namespaces[index].info.traits.hostName = names.nodename;
}

} // namespace

void collectTraits(ScanRun& run)
{
    std::vector<char> buffer;
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        NamespaceInfo& info = run.namespaces[i].info;
        const bool told = info.ref.type == NsType::User || info.ref.type == NsType::Time;
        if (!told || info.initial || info.ref.inode == 0)
            continue;
        buffer.resize(16 * 1024); // 340 ranges of three numbers at most
        if (info.ref.type == NsType::User)
            readMaps(run, i, info.traits, buffer);
        else
            readOffsets(run, i, info.traits, buffer);
    }
    if (run.proc.ownPids())
        readOwnName(run);
}

} // namespace nsscope
