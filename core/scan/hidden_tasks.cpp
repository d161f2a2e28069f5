// SPDX-License-Identifier: Apache-2.0
#include "core/scan/hidden_tasks.h"

#include "core/base/read_file.h"
#include "core/scan/process_list.h"
#include "core/scan/scan_run.h"

#include <algorithm>
#include <string>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::size_t ownMountsCap = 256 << 20;

/// Only there are the kernel's tasks all those that its procfs could list.
bool inFirstPidNamespace(const ProcReader& proc)
{
    int error = 0;
    const auto own = proc.nsLinkIn(proc.rootFd(), "self/ns/pid", error);
    return own && own->inode == nsTypeRow(NsType::Pid).initialInode;
}

} // namespace

bool hidesProcesses(std::string_view mountInfo, std::uint64_t device)
{
    const std::string number = ' ' + std::to_string(major(device)) + ':' + std::to_string(minor(device)) + ' ';
    for (std::size_t at = 0; at < mountInfo.size();) {
        const std::size_t end = std::min(mountInfo.find('\n', at), mountInfo.size());
        const std::string_view line = mountInfo.substr(at, end - at);
        at = end + 1;
        const std::size_t dash = line.find(" - proc ");
        if (dash == line.npos || line.substr(0, dash).find(number) == line.npos)
            continue;
        const std::string_view options = line.substr(line.rfind(' ') + 1);
        for (const std::string_view hidden : {"hidepid=2", "hidepid=4", "hidepid=invisible", "hidepid=ptraceable"}) {
            if (options.find(hidden) != options.npos)
                return true;
        }
    }
    return false;
}

void countHidden(ScanRun& run)
{
    struct stat st = {};
    if (::geteuid() == 0 || !run.proc.ownPids() || ::fstat(run.proc.rootFd(), &st) < 0)
        return;
    const auto mounts = readFileAt(run.proc.rootFd(), "self/mountinfo", ownMountsCap);
    if (!mounts || !hidesProcesses(*mounts, st.st_dev))
        return;
    std::uint64_t hidden = 1;
    if (inFirstPidNamespace(run.proc)) {
        const std::uint64_t total = readTaskCursor(run.proc).tasks;
        if (total <= run.counts.threads)
            return; // the mount's gid= lets us see all
        hidden = total - run.counts.threads;
    }
    run.gaps.add({"task", hidden, "hidepid", "CAP_SYS_PTRACE", run.proc.pathOf(".")});
}

} // namespace nsscope
