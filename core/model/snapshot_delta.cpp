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

bool strictlySorted(const std::vector<Holder>& holders)
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
    for (const Holder& holder : now.holders) {
        for (; old != before.holders.end() && holderBefore(*old, holder); ++old)
            change.goneHolders.push_back(identityOf(*old));
        const bool known = old != before.holders.end() && sameHolder(*old, holder);
        if (!known || !(*old == holder))
            change.info.holders.push_back(holder);
        if (known)
            ++old;
    }
    for (; old != before.holders.end(); ++old)
        change.goneHolders.push_back(identityOf(*old));
    if (change.info.holders.size() + change.goneHolders.size() > now.holders.size())
        return {now, true, {}};
    return change;
}

/// Compares the namespaces that share one number: usually one before and one now.
void compareNumber(ScanFact& fact, const NamespaceInfo* before, const NamespaceInfo* beforeEnd,
                   const NamespaceInfo* now, const NamespaceInfo* nowEnd)
{
    std::vector<bool> matched(static_cast<std::size_t>(beforeEnd - before), false);
    const auto partnerOf = [&](const NamespaceInfo& info) -> const NamespaceInfo* {
        const NamespaceInfo* loose = nullptr;
        for (const NamespaceInfo* old = before; old != beforeEnd; ++old) {
            if (old->ref == info.ref)
                return old;
            if (maybeSame(old->ref, info.ref) && !matched[static_cast<std::size_t>(old - before)])
                loose = old;
        }
        return loose;
    };
    for (; now != nowEnd; ++now) {
        const NamespaceInfo* partner = partnerOf(*now);
        if (partner == nullptr) {
            fact.changed.push_back({*now, true, {}});
            continue;
        }
        matched[static_cast<std::size_t>(partner - before)] = true;
        if (!(*partner == *now))
            fact.changed.push_back(changeOf(*partner, *now));
    }
    for (const NamespaceInfo* old = before; old != beforeEnd; ++old) {
        if (!matched[static_cast<std::size_t>(old - before)])
            fact.gone.push_back(old->ref);
    }
}

const NamespaceInfo* numberEnd(const NamespaceInfo* first, const NamespaceInfo* end)
{
    const NamespaceInfo* past = first;
    while (past != end && sameNumber(past->ref, first->ref))
        ++past;
    return past;
}

bool numberBefore(const NsRef& a, const NsRef& b)
{
    return std::tie(a.type, a.dev, a.inode) < std::tie(b.type, b.dev, b.inode);
}

bool infoBefore(const NamespaceInfo& a, const NamespaceInfo& b) { return a.ref < b.ref; }

void applyHolders(NamespaceInfo& info, const NamespaceChange& change)
{
    std::vector<Holder>& holders = info.holders;
    for (const std::vector<Holder>* drop : {&change.goneHolders, &change.info.holders}) {
        for (const Holder& gone : *drop) {
            const auto found = std::lower_bound(holders.begin(), holders.end(), gone, holderBefore);
            if (found != holders.end() && sameHolder(*found, gone))
                holders.erase(found);
        }
    }
    const auto middle = static_cast<std::ptrdiff_t>(holders.size());
    holders.insert(holders.end(), change.info.holders.begin(), change.info.holders.end());
    std::sort(holders.begin() + middle, holders.end(), holderBefore);
    std::inplace_merge(holders.begin(), holders.begin() + middle, holders.end(), holderBefore);
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
    const NamespaceInfo* old = before ? before->namespaces.data() : nullptr;
    const NamespaceInfo* const oldEnd = before ? old + before->namespaces.size() : nullptr;
    const NamespaceInfo* info = now.namespaces.data();
    const NamespaceInfo* const infoEnd = info + now.namespaces.size();
    while (old != oldEnd || info != infoEnd) {
        const bool useOld = info == infoEnd || (old != oldEnd && !numberBefore(info->ref, old->ref));
        const bool useNow = old == oldEnd || (info != infoEnd && !numberBefore(old->ref, info->ref));
        const NamespaceInfo* const oldNext = useOld ? numberEnd(old, oldEnd) : old;
        const NamespaceInfo* const infoNext = useNow ? numberEnd(info, infoEnd) : info;
        compareNumber(fact, old, oldNext, info, infoNext);
        old = oldNext;
        info = infoNext;
    }
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
        auto found = find(change.info.ref);
        // An id that became known, or was not told this time: the entry before gets another name.
        if (found == all.end() && change.info.ref.id != 0) {
            NsRef nameless = change.info.ref;
            nameless.id = 0;
            found = find(nameless);
        } else if (found == all.end()) {
            found = std::find_if(all.begin(), all.end(),
                                 [&](const NamespaceInfo& info) { return sameNumber(info.ref, change.info.ref); });
        }
        NamespaceInfo next = withoutHolders(change.info);
        if (found != all.end()) {
            next.holders = std::move(found->holders);
            if (found->ref == next.ref) {
                *found = std::move(next);
            } else {
                all.erase(found);
                added.push_back(std::move(next));
                found = all.end();
            }
        } else {
            added.push_back(std::move(next));
        }
        NamespaceInfo& target = found != all.end() ? *found : added.back();
        if (change.whole) {
            target.holders = change.info.holders;
            if (!std::is_sorted(target.holders.begin(), target.holders.end(), holderBefore))
                std::sort(target.holders.begin(), target.holders.end(), holderBefore);
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
