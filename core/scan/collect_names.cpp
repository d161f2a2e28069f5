// SPDX-License-Identifier: Apache-2.0
// Names by which people know a namespace: of ip-netns(8), the path where it is mounted, and what its first process
// runs for. Initial namespaces need none.
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
    if (info.names.size() < namesCap && std::find(info.names.begin(), info.names.end(), name) == info.names.end())
        info.names.push_back(std::move(name));
}

/// Names of what a process runs for, asked once for the many namespaces of one process.
class CgroupNames
{
public:
    explicit CgroupNames(const ProcReader& proc) : m_proc(proc) {}

    const std::vector<std::string>& of(std::int32_t pid)
    {
        if (pid != m_pid) {
            char buffer[8192];
            int error = 0;
            m_pid = pid;
            m_names = parseCgroupNames(m_proc.wholeTextIn(m_proc.rootFd(), ProcPath(pid).add("/cgroup").c_str(), buffer,
                                                          sizeof buffer, error));
        }
        return m_names;
    }

private:
    const ProcReader& m_proc;
    std::int32_t m_pid = 0;
    std::vector<std::string> m_names;
};

} // namespace

void collectNames(ScanRun& run, std::int32_t onlyPid)
{
    CgroupNames cgroups(run.proc);
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        NamespaceInfo& info = run.namespaces[i].info;
        if (isInitial(info.ref) || info.ref.inode == 0)
            continue;
        if (onlyPid != 0 && std::none_of(info.holders.begin(), info.holders.end(),
                                         [onlyPid](const Holder& holder) { return holder.pid == onlyPid; }))
            continue;
        info.names.clear();
        for (const Holder& holder : info.holders) {
            if (holder.kind == HolderKind::BindMount)
                addName(info, nameOfPath(holder.path));
        }
        if (const Holder* const task = run.taskIn(i)) {
            for (const std::string& name : cgroups.of(task->pid))
                addName(info, name);
        }
    }
}

} // namespace nsscope
