// SPDX-License-Identifier: Apache-2.0
#include "core/model/ns_references.h"

#include <array>

namespace nsscope
{

std::string_view referenceKindName(ReferenceKind kind)
{
    static constexpr std::array<std::string_view, referenceKindCount> names{
        "tasks",  "file",     "sockets",      "proc_files", "shm",   "pids",  "credentials",
        "counts", "memories", "file_systems", "children",   "owned", "others"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view uncountedText(UncountedReason reason)
{
    switch (reason) {
    case UncountedReason::Changed:
        return "what refers to it changed each time it was looked at";
    case UncountedReason::Unmet:
        return "no task, descriptor or list that can be walked leads to it";
    case UncountedReason::ByType:
        return "a kernel before 5.11 counts each type by itself";
    case UncountedReason::Initial:
        break;
    }
    return "a kernel from 6.19 on does not count the references of initial namespaces";
}

} // namespace nsscope
