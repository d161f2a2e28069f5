// SPDX-License-Identifier: Apache-2.0
// Names by which people know a namespace: of ip-netns(8), the path where it is mounted, and what its first
// process runs for. Initial namespaces need none.
#include "core/scan/cgroup_text.h"
#include "core/scan/scan_run.h"

#include <algorithm>

namespace nsscope
{

namespace
{

constexpr std::size_t namesCap = 16; ///< of one namespace; a thousand mounts of it say no more

std::string nameOfPath(const std::string& path)
{
    for (const std::string_view folder : {"/run/netns/", "/var/run/netns/"}) {
        if (path.starts_with(folder) && path.find('/', folder.size()) == std::string::npos)
            return path.substr(folder.size());
    }
    return path;
}

void addName(NamespaceInfo& info, std::string name)
{
    if (info.names.size() < namesCap &&
        std::find(info.names.begin(), info.names.end(), name) == info.names.end())
        info.names.push_back(std::move(name));
}

/// What a process runs for, read once for the many namespaces of one process.
const std::vector<std::string>& namesOf(ScanRun& run, std::int32_t pid)
{
    static const std::vector<std::string> none;
    TaskRow* const task = run.findTask(pid);
    if (task == nullptr)
        return none;
    ProcessDetail& detail = task->detail();
    if (!detail.namesRead) {
        char buffer[8192];
        int error = 0;
        detail.names = parseCgroupNames(run.proc.wholeTextIn(
            run.proc.rootFd(), ProcPath(pid).add("/cgroup").c_str(), buffer, sizeof buffer, error));
        detail.namesRead = true;
    }
    return detail.names;
}

} // namespace

void collectNames(ScanRun& run, std::int32_t onlyPid)
{
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        NamespaceInfo& info = run.namespaces[i].info;
        if (info.initial || info.ref.inode == 0)
            continue;
        if (onlyPid != 0 && std::none_of(info.holders.begin(), info.holders.end(),
                                         [onlyPid](const Holder& holder) { return holder.pid == onlyPid; }))
            continue;
        info.names.clear();
        if (run.namespaces[i].mixed) {
            for (const Holder& holder : info.holders) {
                if (holder.kind == HolderKind::BindMount)
                    addName(info, nameOfPath(holder.path));
            }
        }
        if (const Holder* const task = run.taskIn(i)) {
            for (const std::string& name : namesOf(run, task->pid))
                addName(info, name);
        }
    }
}

} // namespace nsscope
