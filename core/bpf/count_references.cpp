// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/count_references.h"

#include "core/bpf/explain_references.h"
#include "core/bpf/reference_walk.h"

#include <algorithm>
#include <fmt/format.h>

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

Status countReferences(Snapshot& snapshot)
{
    const auto walk = ReferenceWalk::load();
    if (!walk)
        return tl::make_unexpected(walk.error());
    const bool mappings = hasShm(snapshot);
    std::size_t changed = 1;
    for (int i = 0; i < walkCap && changed > 0; ++i) {
        const auto rows = walk->rows(mappings);
        if (!rows)
            return tl::make_unexpected(rows.error());
        changed = explainReferences(*rows, snapshot);
    }
    Gap gap{"references", 0, "changed meanwhile, or out of the walk's sight", "", ""};
    for (const NamespaceInfo& info : snapshot.namespaces) {
        if (info.references)
            continue;
        ++gap.count;
        gap.example = linkText(info.ref);
    }
    if (gap.count > 0)
        snapshot.gaps.push_back(std::move(gap));
    return {};
}

} // namespace nsscope
