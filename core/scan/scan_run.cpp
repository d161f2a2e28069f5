// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scan_run.h"

#include <algorithm>

namespace nsscope
{

const TaskRow* ScanRun::findTask(std::int32_t pid) const
{
    const auto found =
        std::lower_bound(tasks.begin(), tasks.end(), pid, [](const TaskRow& row, std::int32_t p) { return row.pid < p; });
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
