// SPDX-License-Identifier: Apache-2.0
#include "app/cli/reference_count.h"

#include <map>
#include <utility>

#ifdef NSSCOPE_BPF
#include "core/bpf/count_references.h"
#endif

namespace nsscope
{

Result<std::vector<UncountedReferences>> countKernelReferences(Snapshot& snapshot, const std::string& procRoot)
{
    if (procRoot != "/proc")
        return failure("only those of the kernel that runs can be counted", procRoot, 0, "--references without --proc");
#ifdef NSSCOPE_BPF
    return countReferences(snapshot);
#else
    (void)snapshot;
    return failure("this nsscope-cli was built without BPF", {}, 0, "a build where clang, bpftool and libbpf-dev are there");
#endif
}

void addReferences(Snapshot& snapshot, const std::string& procRoot)
{
    const auto uncounted = countKernelReferences(snapshot, procRoot);
    if (!uncounted) {
        Error why = uncounted.error();
        const std::string needs = std::exchange(why.hint, {});
        snapshot.gaps.push_back({"references", snapshot.namespaces.size(), why.message(), needs, {}});
        return;
    }
    std::map<UncountedReason, Gap> gaps;
    for (const UncountedReferences& one : *uncounted) {
        Gap& gap = gaps[one.reason];
        gap.what = "references";
        ++gap.count;
        gap.reason = uncountedText(one.reason);
        gap.example = linkText(one.ns);
    }
    for (auto& [reason, gap] : gaps)
        snapshot.gaps.push_back(std::move(gap));
}

} // namespace nsscope
