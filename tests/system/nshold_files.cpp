// SPDX-License-Identifier: Apache-2.0
// Holders that are open files, or that look like some and hold nothing.
#include "tests/system/nshold.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <future>
#include <linux/io_uring.h>
#include <linux/netlink.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace nshold
{

namespace
{

std::string orUts(const std::string& type)
{
    return type.empty() ? "uts" : type;
}

Made fd(const std::string& type)
{
    return {0, {visitNew(orUts(type), [&] { openOwn(orUts(type)); })}};
}

Made opath(const std::string& type)
{
    return {0, {visitNew(orUts(type), [&] { openOwn(orUts(type), O_PATH); })}};
}

Made fds(const std::string& count)
{
    return {0, {visitNew("uts", [&] {
                for (int i = 0; i < std::atoi(count.c_str()); ++i)
                    openOwn("uts");
            })}};
}

/// A descriptor in a table that only one thread has.
Made fdTable(const std::string&)
{
    std::promise<Made> made;
    auto result = made.get_future();
    std::thread([&made] {
        must(unshare(CLONE_FILES), "unshare(CLONE_FILES)");
        Made m{static_cast<int>(syscall(SYS_gettid)), {visitNew("uts", [] { openOwn("uts"); })}};
        made.set_value(std::move(m));
        for (;;)
            pause();
    }).detach();
    return result.get();
}

Made sock(const std::string& family)
{
    return {0, {visitNew("net", [&] {
                if (family == "unix")
                    must(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
                else if (family == "netlink")
                    must(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE), "socket");
                else if (family == "packet")
                    must(socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_ALL)), "socket");
                else if (family == "raw")
                    must(socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP), "socket");
                else
                    must(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
            })}};
}

Made tun(const std::string&)
{
    return {0, {visitNew("net", [] { must(open("/dev/net/tun", O_RDWR | O_CLOEXEC), "/dev/net/tun"); })}};
}

Made mark(const std::string&)
{
    const int notify = must(inotify_init1(IN_CLOEXEC), "inotify");
    return {0, {visitNew("uts", [&] {
                must(inotify_add_watch(notify, "/proc/thread-self/ns/uts", IN_OPEN), "watch");
            })}};
}

Made ioUring(const std::string&)
{
    io_uring_params params = {};
    const int ring = must(static_cast<int>(syscall(SYS_io_uring_setup, 4, &params)), "io_uring_setup");
    fcntl(ring, F_SETFD, FD_CLOEXEC);
    return {0, {visitNew("uts", [&] {
                int file = openOwn("uts");
                must(static_cast<int>(syscall(SYS_io_uring_register, ring, IORING_REGISTER_FILES, &file, 1)),
                     "register");
                close(file);
            })}};
}

/// A member of a new namespace with a holder in it, until it leaves in the second step.
template <class Inside> Made leaveLater(const std::string& type, Inside inside)
{
    const int home = leaveFor(type);
    Made made{0, {ownNamespace(type)}};
    inside();
    made.then = [home, type] { returnTo(home, type); };
    return made;
}

Made procFile(const std::string& which)
{
    const auto hold = [](const char* path) { must(open(path, O_RDONLY | O_CLOEXEC), path); };
    if (which == "mounts")
        return {0, {visitNew("mnt", [&] { hold("/proc/thread-self/mounts"); })}};
    if (which == "sysvipc")
        return {0, {visitNew("ipc", [&] { hold("/proc/sysvipc/shm"); })}};
    if (which == "net-later")
        return leaveLater("net", [&] { hold("/proc/self/net/dev"); });
    return {0, {visitNew("net", [&] { hold("/proc/self/net/dev"); })}};
}

Made shm(const std::string& when)
{
    const auto attach = [] {
        const int id = must(shmget(IPC_PRIVATE, 4096, 0600), "shmget");
        if (shmat(id, nullptr, 0) == reinterpret_cast<void*>(-1))
            fail("shmat");
    };
    if (when == "later")
        return leaveLater("ipc", attach);
    return {0, {visitNew("ipc", attach)}};
}

/// A file opened in a user namespace by a child that has ended keeps it by its credentials (f_cred):
/// invisible.
Made cred(const std::string&)
{
    char* const stack =
        static_cast<char*>(mmap(nullptr, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    static std::string made;
    const auto body = [](void*) {
        made = ownNamespace("user");
        return open("/dev/null", O_RDONLY | O_CLOEXEC) < 0 ? 1 : 0;
    };
    const int child =
        must(clone(body, stack + 65536, CLONE_NEWUSER | CLONE_FILES | CLONE_VM | SIGCHLD, nullptr), "clone");
    waitpid(child, nullptr, 0);
    return {0, {made}};
}

/// A directory inside a mount namespace that is left: holds a mount, not the namespace.
Made dirFd(const std::string&)
{
    return {0, {visitNew("mnt", [] { must(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open"); })}};
}

/// A descriptor that goes into the queue of a unix socket in the second step, where nothing shows it.
Made inFlight(const std::string&)
{
    static int ends[2];
    static int file = -1;
    must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "socketpair");
    Made made{0, {visitNew("uts", [] { file = openOwn("uts"); })}};
    made.then = [] {
        alignas(cmsghdr) char control[CMSG_SPACE(sizeof file)] = {};
        char byte = 0;
        iovec data{&byte, 1};
        msghdr message = {};
        message.msg_iov = &data;
        message.msg_iovlen = 1;
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        cmsghdr* const header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof file);
        std::memcpy(CMSG_DATA(header), &file, sizeof file);
        must(static_cast<int>(sendmsg(ends[0], &message, 0)), "sendmsg");
        close(file);
    };
    return made;
}

/// A child makes user and net namespace; only the net namespace's descriptor stays.
Made owned(const std::string&)
{
    static std::vector<std::string> made;
    char* const stack =
        static_cast<char*>(mmap(nullptr, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    const auto body = [](void*) {
        made = {ownNamespace("net"), ownNamespace("user")};
        openOwn("net");
        return 0;
    };
    const int child = must(
        clone(body, stack + 65536, CLONE_NEWUSER | CLONE_NEWNET | CLONE_FILES | CLONE_VM | SIGCHLD, nullptr),
        "clone");
    waitpid(child, nullptr, 0);
    return {0, made};
}

} // namespace

const std::vector<Kind> fileKinds = {
    {"fd", fd},
    {"opath", opath},
    {"fds", fds},
    {"fd-table", fdTable},
    {"sock", sock},
    {"tun", tun},
    {"mark", mark},
    {"io-uring", ioUring},
    {"proc-file", procFile},
    {"shm", shm},
    {"in-flight", inFlight},
    {"cred", cred},
    {"dir-fd", dirFd},
    {"owned", owned},
};

} // namespace nshold
