// SPDX-License-Identifier: Apache-2.0
#include "core/model/holder.h"

#include <array>
#include <tuple>

namespace nsscope {

namespace {

constexpr std::array<std::string_view, holderKindCount> kindNames{
    "process",   "thread", "for_children", "fd",  "socket", "tun",   "bind_mount", "proc_mount",
    "proc_file", "mark",   "io_uring",     "shm", "pidfd",  "child", "owns",       "unknown"};

auto identity(const Holder& h)
{
    return std::tie(h.kind, h.pid, h.startTicks, h.tid, h.fd, h.mountId, h.related, h.path);
}

} // namespace

std::string_view holderKindName(HolderKind kind)
{
    return kindNames[static_cast<std::size_t>(kind)];
}

std::optional<HolderKind> holderKindByName(std::string_view name)
{
    for (std::size_t i = 0; i < kindNames.size(); ++i) {
        if (kindNames[i] == name)
            return static_cast<HolderKind>(i);
    }
    return std::nullopt;
}

bool holderBefore(const Holder& a, const Holder& b)
{
    // Nearly all pairs differ here.
    if (a.kind != b.kind)
        return a.kind < b.kind;
    return a.pid != b.pid ? a.pid < b.pid : identity(a) < identity(b);
}
bool sameHolder(const Holder& a, const Holder& b)
{
    return identity(a) == identity(b);
}
bool isTask(HolderKind kind)
{
    return kind == HolderKind::Process || kind == HolderKind::Thread;
}

} // namespace nsscope
