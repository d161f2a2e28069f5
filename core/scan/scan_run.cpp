// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scan_run.h"

#include "core/scan/process_list.h"

#include <algorithm>
#include <numeric>
#include <unistd.h>

namespace nsscope
{

ScanRun::ScanRun(const ProcReader& reader, ScanMemory& memory, bool keepsClocks, WorkRunner workRunner)
    : proc(reader), runner(std::move(workRunner)),
      clocks(keepsClocks && reader.ownPids() && readCpuClock(::getpid()) >= 0), before(memory), recall(memory.recall),
      query(reader.nsfsDev()), namespaces(reader.nsfsDev()), m_again(memory.namespaces.size(), NsTable::none),
      m_againSet(memory.linkSets.size(), NsTable::none), m_order(memory.namespaces.size())
{
    std::iota(m_order.begin(), m_order.end(), 0u);
    std::sort(m_order.begin(), m_order.end(), [&memory](std::uint32_t a, std::uint32_t b) {
        return memory.namespaces[a].ref < memory.namespaces[b].ref;
    });
}

bool ScanRun::isWorthAWalk(std::size_t processes) const
{
    return before.source && !before.factless && proc.ownPids() && processes >= 64 && processes >= tasks.size() / 16;
}

std::uint32_t ScanRun::again(std::uint32_t indexBefore)
{
    if (indexBefore >= m_again.size())
        return NsTable::none;
    if (m_again[indexBefore] != NsTable::none)
        return m_again[indexBefore];
    const NamespaceInfo& old = before.namespaces[indexBefore];
    const std::uint32_t index = namespaces.at({old.ref.type, old.ref.inode});
    m_again[indexBefore] = index;
    if (namespaces[index].asked || old.ref.id == 0 || isDue(old.ref.inode, before.round))
        return index;
    namespaces[index].asked = true;
    NamespaceInfo& info = namespaces[index].info;
    info.ref = old.ref;
    info.owner = old.owner;
    info.parent = old.parent;
    info.ownerUid = old.ownerUid;
    info.nsid = old.nsid;
    info.traits = old.traits;
    // Its owner and parent live as long as it does.
    for (const NsLink* link : {&old.owner, &old.parent}) {
        if (link->kind != NsLink::Kind::Ref)
            continue;
        const auto upper = std::lower_bound(
            m_order.begin(), m_order.end(), link->ref,
            [this](std::uint32_t i, const NsRef& ref) { return before.namespaces[i].ref < ref; });
        if (upper != m_order.end() && before.namespaces[*upper].ref == link->ref)
            again(*upper);
    }
    return index;
}

std::uint32_t ScanRun::againSet(std::uint32_t setBefore)
{
    std::uint32_t& set = m_againSet[setBefore];
    if (set == NsTable::none) {
        NsLinks links = before.linkSets[setBefore];
        for (std::uint32_t& index : links.index)
            index = again(index);
        set = linkSets.at(links);
    }
    return set;
}

void ScanRun::forgetTasks()
{
    std::vector<TaskRow>().swap(tasks);
    std::vector<FdRows>().swap(fds);
}

void ScanRun::remember()
{
    before.namespaces.clear();
    before.namespaces.reserve(namespaces.size());
    for (std::uint32_t i = 0; i < namespaces.size(); ++i) {
        const NamespaceInfo& info = namespaces[i].info;
        NamespaceInfo& kept = before.namespaces.emplace_back();
        kept.ref = info.ref;
        kept.owner = info.owner;
        kept.parent = info.parent;
        kept.ownerUid = info.ownerUid;
        kept.nsid = info.nsid;
        kept.traits = info.traits;
        kept.traits.label.clear();
    }
    taskHolders.resize(namespaces.size());
    before.taskHolders = std::move(taskHolders);
    before.tasks = std::move(tasks);
    before.linkSets = std::move(linkSets);
    before.fds = std::move(fds);
    ++before.round;
}

const TaskRow* ScanRun::findTask(std::int32_t pid) const
{
    const auto found = std::lower_bound(tasks.begin(), tasks.end(), pid,
                                        [](const TaskRow& row, std::int32_t p) { return row.pid < p; });
    return found != tasks.end() && found->pid == pid ? &*found : nullptr;
}

std::uint32_t ScanRun::recalled(const Recall::Key& key, NsType type)
{
    const auto ref = recall.find(key);
    if (!ref || ref->type != type || ref->id == 0)
        return unidentified(type);
    const std::uint32_t found = namespaces.find({type, ref->inode});
    if (found != NsTable::none && namespaces[found].info.ref.id == ref->id) {
        recall.keep(key, *ref);
        return found;
    }
    const UniqueFd fd = query.openByHandle(*ref);
    if (!fd)
        return unidentified(type);
    recall.keep(key, *ref);
    const std::uint32_t index = namespaces.at({type, ref->inode});
    askNamespace(*this, index, fd.get());
    return index;
}

std::uint32_t ScanRun::unidentified(NsType type)
{
    const std::uint32_t index = namespaces.at({type, 0});
    namespaces[index].asked = true;
    namespaces[index].info.names = {"unidentified"};
    return index;
}

} // namespace nsscope
