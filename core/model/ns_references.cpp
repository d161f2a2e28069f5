// SPDX-License-Identifier: Apache-2.0
#include "core/model/ns_references.h"

#include <array>

namespace nsscope
{

std::string_view referenceKindName(ReferenceKind kind)
{
    static constexpr std::array<std::string_view, referenceKindCount> names{
        "tasks",       "file",   "sockets",  "proc_files",   "shm",      "pids",
        "credentials", "counts", "memories", "file_systems", "children", "owned"};
    return names[static_cast<std::size_t>(kind)];
}

} // namespace nsscope
