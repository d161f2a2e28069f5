// SPDX-License-Identifier: Apache-2.0
// A user namespace lives as long as any namespace that it owns or any child (get_user_ns at creation of every
// type), a pid namespace as long as its children. What has no holder at all by now was gone before the scan
// ended.
#include "core/scan/scan_run.h"

#include <algorithm>

namespace nsscope
{

bool isRelation(const Holder& holder)
{
    return holder.kind == HolderKind::Child || holder.kind == HolderKind::Owns;
}

namespace
{

std::uint32_t indexOf(const ScanRun& run, const NsLink& link)
{
    return link.kind == NsLink::Kind::Ref ? run.namespaces.find({link.ref.type, link.ref.inode})
                                          : NsTable::none;
}

void addRelation(ScanRun& run, const NsLink& link, HolderKind kind, const NsRef& from)
{
    const std::uint32_t index = indexOf(run, link);
    if (index == NsTable::none)
        return;
    Holder holder;
    holder.kind = kind;
    holder.related = from;
    run.namespaces[index].mixed = true;
    run.namespaces[index].info.holders.push_back(std::move(holder));
}

/// Marks what nothing holds, then what only such namespaces held, up to the roots.
std::vector<bool> findUnheld(const ScanRun& run)
{
    const std::uint32_t count = run.namespaces.size();
    std::vector<std::uint32_t> holders(count);
    std::vector<bool> unheld(count);
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto& list = run.namespaces[i].info.holders;
        holders[i] += static_cast<std::uint32_t>(
            run.namespaces[i].mixed
                ? std::count_if(list.begin(), list.end(), [](const Holder& h) { return !isRelation(h); })
                : static_cast<std::ptrdiff_t>(list.size()));
        const NamespaceInfo& info = run.namespaces[i].info;
        if (const auto parent = indexOf(run, info.parent); parent != NsTable::none)
            ++holders[parent];
        if (const auto owner = indexOf(run, info.owner); owner != NsTable::none)
            ++holders[owner];
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        if (holders[i] == 0)
            open.push_back(i);
    }
    while (!open.empty()) {
        const std::uint32_t index = open.back();
        open.pop_back();
        unheld[index] = true;
        for (const NsLink* link : {&run.namespaces[index].info.parent, &run.namespaces[index].info.owner}) {
            const auto upper = indexOf(run, *link);
            if (upper != NsTable::none && --holders[upper] == 0)
                open.push_back(upper);
        }
    }
    return unheld;
}

} // namespace

void collectRelations(ScanRun& run)
{
    const std::vector<bool> unheld = findUnheld(run);
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        if (run.namespaces[i].mixed)
            run.namespaces[i].info.holders.eraseIf(isRelation);
    }
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        if (unheld[i])
            continue;
        const NsRef ref = run.namespaces[i].info.ref;
        const NsLink owner = run.namespaces[i].info.owner;
        addRelation(run, run.namespaces[i].info.parent, HolderKind::Child, ref);
        if (ref.type != NsType::User)
            addRelation(run, owner, HolderKind::Owns, ref);
    }
}

} // namespace nsscope
