// SPDX-License-Identifier: Apache-2.0
#include "core/scan/fd_table.h"
#include "core/scan/proc_text.h"

namespace nsscope
{

namespace
{

/// Files of /proc that take a reference of a namespace when they are opened: the tables in net, sysvipc and
/// the mount tables (fs/proc/proc_net.c, ipc/util.c, fs/proc_namespace.c). Whether it is a directory, which
/// takes none, shows only later.
bool isProcHolder(std::string_view path)
{
    return path.find("/net/") != std::string_view::npos || path.find("/sysvipc/") != std::string_view::npos ||
           path.ends_with("/mounts") || path.ends_with("/mountinfo") || path.ends_with("/mountstats");
}

FdKind kindOfPath(std::string_view path)
{
    if (path == "/dev/net/tun" || path.starts_with("/dev/tap"))
        return FdKind::Tun;
    if (path.starts_with("/sys/fs/cgroup/"))
        return FdKind::CgroupFile;
    if (path.starts_with("/proc/") && isProcHolder(path) && !path.starts_with("/proc/sys/"))
        return FdKind::ProcFile;
    return FdKind::Other;
}

FdKind kindOfAnonymous(std::string_view name)
{
    if (name == "inotify" || name == "[fanotify]")
        return FdKind::Notify;
    if (name == "[io_uring]")
        return FdKind::IoUring;
    return name == "[pidfd]" ? FdKind::Pidfd : FdKind::Other;
}

} // namespace

FdKind kindWhereMounted(std::string_view path)
{
    if (path.substr(path.rfind('/') + 1).starts_with("cgroup."))
        return FdKind::CgroupFile;
    return isProcHolder(path) ? FdKind::ProcFile : FdKind::Other;
}

FdText parseFdText(std::string_view text)
{
    constexpr std::string_view socket = "socket:[";
    constexpr std::string_view anonymous = "anon_inode:";
    if (text.empty())
        return {};
    if (text.front() == '/')
        return {kindOfPath(text), 0, 0};
    if (text.starts_with(socket)) {
        text.remove_prefix(socket.size());
        return {FdKind::Socket, takeNumber(text).value_or(0), 0};
    }
    if (text.starts_with(anonymous))
        return {kindOfAnonymous(text.substr(anonymous.size())), 0, 0};
    if (text.starts_with("pidfd:["))
        return {FdKind::Pidfd, 0, 0};
    if (const auto number = parseNsLink(text))
        return {FdKind::Namespace, number->inode, static_cast<std::uint8_t>(number->type)};
    return {};
}

} // namespace nsscope
