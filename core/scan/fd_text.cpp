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
    return path.find("/net/") != std::string_view::npos || path.starts_with("/proc/sysvipc/") ||
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

/// The last directory of the path is a process or a thread.
bool endsWithNumber(std::string_view path)
{
    const std::string_view last = path.substr(path.rfind('/') + 1);
    return !last.empty() && last.find_first_not_of("0123456789") == last.npos;
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
    const std::size_t slash = path.rfind('/');
    if (slash == path.npos)
        return FdKind::Other;
    const std::string_view name = path.substr(slash + 1);
    const std::string_view directory = path.substr(0, slash);
    if (name.starts_with("cgroup."))
        return FdKind::CgroupFile;
    if (name == "mounts" || name == "mountinfo" || name == "mountstats")
        return endsWithNumber(directory) ? FdKind::ProcFile : FdKind::Other;
    const std::size_t net = path.rfind("/net/");
    const bool network = net != path.npos && endsWithNumber(path.substr(0, net));
    return network || directory.ends_with("/sysvipc") ? FdKind::ProcFile : FdKind::Other;
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
