// SPDX-License-Identifier: Apache-2.0
#include "core/scan/host_info.h"

#include <sys/utsname.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

std::string readLine(const ProcReader& proc, const char* path)
{
    char buffer[256];
    int error = 0;
    const std::string_view text = proc.textIn(proc.rootFd(), path, buffer, sizeof buffer, error);
    return std::string(text.substr(0, text.find('\n')));
}

bool isInitial(const ProcReader& proc, const char* link)
{
    int error = 0;
    const auto number = proc.nsLinkIn(proc.rootFd(), link, error);
    return !number || number->inode == nsTypeRow(number->type).initialInode;
}

} // namespace

HostInfo readHostInfo(const ProcReader& proc)
{
    HostInfo host;
    host.kernel = readLine(proc, "sys/kernel/osrelease");
    if (struct utsname names = {}; host.kernel.empty() && proc.live() && ::uname(&names) == 0)
        host.kernel = names.release;
    host.bootId = readLine(proc, "sys/kernel/random/boot_id");
    host.initialPidNs = isInitial(proc, "self/ns/pid");
    host.initialUserNs = isInitial(proc, "self/ns/user");
    host.uid = ::geteuid();
    return host;
}

} // namespace nsscope
