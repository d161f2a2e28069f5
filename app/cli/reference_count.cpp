// SPDX-License-Identifier: Apache-2.0
#include "app/cli/reference_count.h"

#include <utility>

#ifdef NSSCOPE_BPF
#include "core/bpf/count_references.h"
#else
#include "core/base/error.h"
#endif

namespace nsscope
{

namespace
{

Status count(Snapshot& snapshot, const std::string& procRoot)
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

} // namespace

void addReferences(Snapshot& snapshot, const std::string& procRoot)
{
    const Status counted = count(snapshot, procRoot);
    if (counted)
        return;
    Error why = counted.error();
    const std::string needs = std::exchange(why.hint, {});
    snapshot.gaps.push_back({"references", snapshot.namespaces.size(), why.message(), needs, {}});
}

} // namespace nsscope
