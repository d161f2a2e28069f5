// SPDX-License-Identifier: Apache-2.0
#include "core/track/why.h"

#include <algorithm>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string taskFolder(const Holder& h)
{
    return h.tid != 0 && h.tid != h.pid ? fmt::format("/proc/{}/task/{}", h.pid, h.tid) : fmt::format("/proc/{}", h.pid);
}

/// "a" for /run/netns/a, where iproute2 keeps its names (ip-netns(8)); empty for other paths.
std::string_view netnsName(std::string_view path)
{
    for (const std::string_view folder : {"/run/netns/", "/var/run/netns/"}) {
        if (path.starts_with(folder) && path.find('/', folder.size()) == path.npos)
            return path.substr(folder.size());
    }
    return {};
}

bool plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+:@%,=").find(c) != std::string_view::npos;
}

} // namespace

std::string shellWord(std::string_view bytes)
{
    if (!bytes.empty() && std::all_of(bytes.begin(), bytes.end(), plain))
        return std::string(bytes);
    const bool printable = std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    std::string out = printable ? "'" : "$'";
    for (const char c : bytes) {
        if (printable)
            out += c == '\'' ? std::string("'\\''") : std::string(1, c);
        else if (c == '\'' || c == '\\')
            out += {'\\', c};
        else if (c >= 0x20 && c < 0x7f)
            out += c;
        else
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
    return out + "'";
}

std::string showCommand(const Holder& h, const NsRef& held, const std::string& enter)
{
    const std::string_view type = nsTypeName(held.type);
    switch (h.kind) {
    case HolderKind::Process:
    case HolderKind::Thread:
        return fmt::format("readlink {}/ns/{}", taskFolder(h), type);
    case HolderKind::ForChildren:
        return fmt::format("readlink {}/ns/{}_for_children", taskFolder(h), type);
    case HolderKind::Fd:
    case HolderKind::Socket:
    case HolderKind::ProcFile:
        return fmt::format("ls -l {}/fd/{}", taskFolder(h), h.fd);
    case HolderKind::Tun:
    case HolderKind::Mark:
    case HolderKind::IoUring:
    case HolderKind::Pidfd:
        return fmt::format("cat {}/fdinfo/{}", taskFolder(h), h.fd);
    case HolderKind::Shm:
        return fmt::format("grep SYSV /proc/{}/maps", h.pid);
    case HolderKind::BindMount:
        return enter + "findmnt -t nsfs " + shellWord(h.path);
    case HolderKind::ProcMount:
        return enter + "findmnt -t proc " + shellWord(h.path);
    case HolderKind::Child:
        return "lsns --tree=parent";
    case HolderKind::Owns:
        return "lsns --tree=owner";
    case HolderKind::Unknown:
        break;
    }
    return {};
}

std::string releaseCommand(const Holder& h, const NsRef& held, const std::string& enter)
{
    switch (h.kind) {
    case HolderKind::BindMount:
    case HolderKind::ProcMount: {
        const std::string_view name = netnsName(h.path);
        if (held.type == NsType::Net && !name.empty() && !h.covered && enter.empty())
            return "ip netns del " + shellWord(name);
        const std::string unmount = enter + "umount " + shellWord(h.path);
        return h.covered ? unmount + " # once for each mount that covers it, then once more" : unmount;
    }
    case HolderKind::Child:
    case HolderKind::Owns:
    case HolderKind::Unknown:
        return {};
    default:
        return h.kernelThread || h.ended ? std::string() : fmt::format("kill {}", h.pid);
    }
}

std::string mountEntry(const Snapshot& snapshot, const NsRef& mountNs)
{
    const NamespaceInfo* info = findNamespace(snapshot, mountNs);
    if (info == nullptr)
        return {};
    for (const Holder& h : info->holders) {
        if (h.kind == HolderKind::Process)
            return fmt::format("nsenter -t {} -m ", h.pid);
        if (h.kind == HolderKind::Thread)
            return fmt::format("nsenter --mount={}/ns/mnt ", taskFolder(h));
        if (h.kind == HolderKind::Fd)
            return fmt::format("nsenter --mount={}/fd/{} ", taskFolder(h), h.fd);
        if (h.kind == HolderKind::BindMount)
            return fmt::format("nsenter --mount={} ", shellWord(h.path));
    }
    return {};
}

} // namespace nsscope
