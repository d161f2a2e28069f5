// SPDX-License-Identifier: Apache-2.0
#include "app/lab/probe.h"

#include "core/base/unique_fd.h"
#include "core/model/ns_link_text.h"
#include "core/witness/probe_record.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr const char* ownUts = "/proc/self/ns/uts";

/// As root in the initial user namespace nothing is needed; else a user namespace of our own gives the right.
int enterHome()
{
    if (::unshare(CLONE_NEWUTS) == 0)
        return 0;
    bool mapped = true;
    if (const int error = enterOwnUserNs(mapped))
        return error;
    return ::unshare(CLONE_NEWUTS) == 0 ? 0 : errno;
}

/// The number of the namespace that we are in, by the name of its link: to open it would have the kernel make an inode, and
/// free that after a grace period, which the clean-up under study would wait for. 0: errno says why not.
std::uint64_t currentNumber()
{
    std::array<char, 64> name{};
    const ssize_t size = ::readlink(ownUts, name.data(), name.size());
    if (size < 0)
        return 0;
    const auto number = parseNsLink({name.data(), static_cast<std::size_t>(size)});
    if (!number)
        errno = EINVAL;
    return number ? number->inode : 0;
}

/// uts namespaces give their number back inside the call that drops them, so taking one tells the lowest free number
/// (fs/proc/generic.c proc_alloc_inum) and leaves nothing pending.
void takeNumbers(const AllocatorRequest& request, int home, AllocatorReply& reply)
{
    std::array<UniqueFd, allocatorNumbers> held;
    reply.before = probeNow();
    while (reply.count < request.most) {
        // Held by a descriptor only where another is to be taken beside it.
        if (reply.count > 0) {
            UniqueFd& last = held[reply.count - 1];
            last.reset(::open(ownUts, O_RDONLY | O_CLOEXEC));
            if (!last) {
                reply.error = errno;
                break;
            }
        }
        const std::uint64_t number = ::unshare(CLONE_NEWUTS) == 0 ? currentNumber() : 0;
        if (number == 0) {
            reply.error = errno;
            break;
        }
        reply.numbers[reply.count++] = number;
        if (number >= request.upTo)
            break;
    }
    reply.after = probeNow();
    // Home again, else the number that we sit on would be ours and not free.
    if (::setns(home, CLONE_NEWUTS) != 0)
        reply.error = errno;
}

} // namespace

int runAllocatorProbe(int socket)
{
    AllocatorReply ready;
    ready.error = enterHome();
    const UniqueFd home(::open(ownUts, O_RDONLY | O_CLOEXEC));
    if (!ready.error && !home)
        ready.error = errno;
    if (::send(socket, &ready, sizeof ready, MSG_NOSIGNAL) != sizeof ready || ready.error)
        return 1;
    for (;;) {
        AllocatorRequest request;
        const ssize_t got = ::recv(socket, &request, sizeof request, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            return 0;
        if (got != sizeof request || request.magic != allocatorMagic || request.most < 1 ||
            request.most > allocatorNumbers)
            return 1;
        AllocatorReply reply;
        takeNumbers(request, home.get(), reply);
        if (::send(socket, &reply, sizeof reply, MSG_NOSIGNAL) != sizeof reply)
            return 1;
    }
}

} // namespace nsscope
