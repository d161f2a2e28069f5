// SPDX-License-Identifier: Apache-2.0
#include "app/lab/actor_start.h"

#include "app/lab/actor.h"
#include "app/lab/id_map.h"
#include "app/lab/private_mounts.h"

#include <algorithm>
#include <csignal>
#include <linux/sched.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace nsscope
{

namespace
{

/// The ids outside are those inside the parent's user namespace: root.
constexpr std::uint32_t rootInParent = 0;

struct ThreadStart
{
    std::unique_ptr<Actor> actor;
    std::array<char, 44> name;
};

void* threadMain(void* given)
{
    const std::unique_ptr<ThreadStart> start(static_cast<ThreadStart*>(given));
    start->actor->play(0, start->name.data(), true);
    return nullptr;
}

} // namespace

long cloneProcess(std::uint32_t flags)
{
    // The flag of time namespaces lies where clone(2) has the signal; only clone3(2) takes it.
    if (flags & nsTypeRow(NsType::Time).cloneFlag) {
        clone_args arguments{};
        arguments.flags = flags;
        arguments.exit_signal = SIGCHLD;
        return ::syscall(SYS_clone3, &arguments, sizeof arguments);
    }
    return ::syscall(SYS_clone, static_cast<unsigned long>(flags) | SIGCHLD, 0, 0, 0, 0);
}

int runThread(std::unique_ptr<Actor> actor, const std::array<char, 44>& name)
{
    auto start = std::make_unique<ThreadStart>(ThreadStart{std::move(actor), name});
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 256 * 1024);
    pthread_t thread;
    const int code = ::pthread_create(&thread, &attributes, threadMain, start.get());
    pthread_attr_destroy(&attributes);
    if (code == 0)
        (void)start.release(); // the thread's now
    return code;
}

int settle(std::uint32_t flags)
{
    if (flags & CLONE_NEWUSER) {
        if (const int code = writeIdMaps(rootInParent, rootInParent); code != 0)
            return code;
    }
    return flags & CLONE_NEWNS ? makeMountsPrivate() : 0;
}

void keepOnly(int control, std::span<const int> fds)
{
    std::vector<int> keep{2, control};
    for (const int fd : fds) {
        if (fd > 2)
            keep.push_back(fd);
    }
    std::sort(keep.begin(), keep.end());
    for (std::size_t i = 0; i < keep.size(); ++i) {
        const unsigned first = static_cast<unsigned>(keep[i]) + 1;
        const unsigned last = i + 1 < keep.size() ? static_cast<unsigned>(keep[i + 1]) - 1 : ~0u;
        if (first <= last)
            ::syscall(SYS_close_range, first, last, 0);
    }
}

std::string flagNames(std::uint32_t flags)
{
    std::string names;
    for (const NsTypeRow& row : nsTypeTable()) {
        if (flags & row.cloneFlag)
            names += (names.empty() ? "" : " | ") + std::string(row.cloneFlagName);
    }
    return names;
}

SocketKind socketKind(int family, bool raw)
{
    switch (family) {
    case AF_UNIX:
        return {SOCK_STREAM, 0, "AF_UNIX, SOCK_STREAM"};
    case AF_NETLINK:
        return {SOCK_RAW, 0, "AF_NETLINK, SOCK_RAW"};
    case AF_PACKET:
        return {SOCK_RAW, 0, "AF_PACKET, SOCK_RAW"};
    default:
        return raw ? SocketKind{SOCK_RAW, IPPROTO_ICMP, "AF_INET, SOCK_RAW"} : SocketKind{SOCK_STREAM, 0, "AF_INET, SOCK_STREAM"};
    }
}

} // namespace nsscope
