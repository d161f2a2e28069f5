// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/count_references.h"

#include "core/bpf/explain_references.h"
#include "core/bpf/reference_walk.h"

#include <algorithm>

namespace nsscope
{

namespace
{

constexpr int walkCap = 4;

bool hasShm(const Snapshot& snapshot)
{
    return std::any_of(snapshot.namespaces.begin(), snapshot.namespaces.end(), [](const NamespaceInfo& info) {
        return std::any_of(info.holders.begin(), info.holders.end(),
                           [](const Holder& holder) { return holder.kind == HolderKind::Shm; });
    });
}

} // namespace

Result<std::vector<UncountedReferences>> countReferences(Snapshot& snapshot)
{
    const auto walk = ReferenceWalk::load();
    return walk ? countReferences(*walk, snapshot) : tl::make_unexpected(walk.error());
}

Result<std::vector<UncountedReferences>> countReferences(const ReferenceWalk& walk, Snapshot& snapshot)
{
    const bool mappings = hasShm(snapshot);
    std::vector<UncountedReferences> uncounted;
    for (int i = 0; i < walkCap; ++i) {
        const auto rows = walk.rows(mappings);
        if (!rows)
            return tl::make_unexpected(rows.error());
        uncounted = explainReferences(*rows, snapshot);
        if (std::none_of(uncounted.begin(), uncounted.end(),
                         [](const UncountedReferences& one) { return one.reason == UncountedReason::Changed; }))
            break;
    }
    return uncounted;
}

} // namespace nsscope
