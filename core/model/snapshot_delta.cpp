// SPDX-License-Identifier: Apache-2.0
#include "core/model/snapshot_delta.h"

#include <algorithm>

namespace nsscope
{

namespace
{

/// What sameHolder compares and nothing else: enough to say which one has gone.
Holder identityOf(const Holder& holder)
{
    Holder id;
    id.kind = holder.kind;
    id.pid = holder.pid;
    id.startTicks = holder.startTicks;
    id.tid = holder.tid;
    id.fd = holder.fd;
    id.mountId = holder.mountId;
    id.related = holder.related;
    id.path = holder.path;
    return id;
}

bool strictlySorted(const HolderList& holders)
{
    return std::adjacent_find(holders.begin(), holders.end(), [](const Holder& a, const Holder& b) {
               return !holderBefore(a, b);
           }) == holders.end();
}

NamespaceInfo withoutHolders(const NamespaceInfo& info)
{
    NamespaceInfo copy;
    copy.ref = info.ref;
    copy.initial = info.initial;
    copy.owner = info.owner;
    copy.parent = info.parent;
    copy.ownerUid = info.ownerUid;
    copy.ownerUser = info.ownerUser;
    copy.names = info.names;
    copy.nsid = info.nsid;
    copy.traits = info.traits;
    copy.processes = info.processes;
    copy.threads = info.threads;
    return copy;
}

/// The same namespace at two scans; they differ.
NamespaceChange changeOf(const NamespaceInfo& before, const NamespaceInfo& now)
{
    if (!strictlySorted(before.holders) || !strictlySorted(now.holders))
        return {now, true, {}};
    NamespaceChange change{withoutHolders(now), false, {}};
    auto old = before.holders.begin();
    for (auto holder = now.holders.begin(); holder != now.holders.end(); ++holder) {
        for (; old != before.holders.end() && holderBefore(*old, *holder); ++old)
            change.goneHolders.push_back(identityOf(*old));
        const bool known = old != before.holders.end() && sameHolder(*old, *holder);
        if (!known || !(old.shared() == holder.shared()))
            change.info.holders.push_back(holder.shared());
        if (known)
            ++old;
    }
    for (; old != before.holders.end(); ++old)
        change.goneHolders.push_back(identityOf(*old));
    if (change.info.holders.size() + change.goneHolders.size() > now.holders.size())
        return {now, true, {}};
    return change;
}

bool infoBefore(const NamespaceInfo& a, const NamespaceInfo& b) { return a.ref < b.ref; }

void applyHolders(NamespaceInfo& info, const NamespaceChange& change)
{
    HolderList& holders = info.holders;
    const auto drop = [&holders](const auto& list) {
        for (const Holder& gone : list) {
            const auto found = std::lower_bound(holders.begin(), holders.end(), gone, holderBefore);
            if (found != holders.end() && sameHolder(*found, gone))
                holders.erase(static_cast<std::size_t>(found - holders.begin()));
        }
    };
    drop(change.goneHolders);
    drop(change.info.holders);
    holders.merge(change.info.holders);
}

} // namespace

ScanFact deltaBetween(const Snapshot* before, const Snapshot& now)
{
    ScanFact fact;
    fact.start = now.start;
    fact.durationNs = now.durationNs;
    fact.first = before == nullptr;
    fact.tasks = now.tasks;
    fact.gaps = now.gaps;
    static const std::vector<NamespaceInfo> none;
    const std::vector<NamespaceInfo>& earlier = before ? before->namespaces : none;
    auto old = earlier.begin();
    for (const NamespaceInfo& info : now.namespaces) {
        for (; old != earlier.end() && infoBefore(*old, info); ++old)
            fact.gone.push_back(old->ref);
        if (old == earlier.end() || old->ref != info.ref) {
            fact.changed.push_back({info, true, {}});
            continue;
        }
        if (!(*old == info))
            fact.changed.push_back(changeOf(*old, info));
        ++old;
    }
    for (; old != earlier.end(); ++old)
        fact.gone.push_back(old->ref);
    return fact;
}

void applyScan(Snapshot& snapshot, const ScanFact& fact)
{
    if (fact.first)
        snapshot.namespaces.clear();
    snapshot.start = fact.start;
    snapshot.durationNs = fact.durationNs;
    snapshot.tasks = fact.tasks;
    snapshot.gaps = fact.gaps;
    std::vector<NamespaceInfo>& all = snapshot.namespaces;
    const auto find = [&](const NsRef& ref) {
        const auto at = std::lower_bound(all.begin(), all.end(), ref,
                                         [](const NamespaceInfo& info, const NsRef& r) { return info.ref < r; });
        return at != all.end() && at->ref == ref ? at : all.end();
    };
    for (const NsRef& gone : fact.gone) {
        if (const auto found = find(gone); found != all.end())
            all.erase(found);
    }
    std::vector<NamespaceInfo> added;
    for (const NamespaceChange& change : fact.changed) {
        const auto found = find(change.info.ref);
        NamespaceInfo next = withoutHolders(change.info);
        if (found != all.end()) {
            next.holders = std::move(found->holders);
            *found = std::move(next);
        } else {
            added.push_back(std::move(next));
        }
        NamespaceInfo& target = found != all.end() ? *found : added.back();
        if (change.whole) {
            target.holders = change.info.holders;
            target.holders.sort();
        } else {
            applyHolders(target, change);
        }
    }
    std::sort(added.begin(), added.end(), infoBefore);
    const auto middle = static_cast<std::ptrdiff_t>(all.size());
    std::move(added.begin(), added.end(), std::back_inserter(all));
    std::inplace_merge(all.begin(), all.begin() + middle, all.end(), infoBefore);
}

} // namespace nsscope
