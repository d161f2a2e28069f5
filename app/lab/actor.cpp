// SPDX-License-Identifier: Apache-2.0
#include "app/lab/actor.h"

#include "app/lab/actor_start.h"
#include "app/lab/id_map.h"
#include "app/lab/private_mounts.h"
#include "app/lab/timed_call.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

/// Kinds that are told of a fresh actor or after unshare, by flag.
constexpr std::uint32_t userFlag = CLONE_NEWUSER;

std::string nsPath(const ActorOrder& order)
{
    const std::string name(nsTypeName(*nsTypeByCloneFlag(order.operands.cloneFlags)));
    if (order.ofPid == 0)
        return "/proc/thread-self/ns/" + name;
    if (order.ofTid == order.ofPid)
        return fmt::format("/proc/{}/ns/{}", order.ofPid, name);
    return fmt::format("/proc/{}/task/{}/ns/{}", order.ofPid, order.ofTid, name);
}

std::string shownPath(const ActorOrder& order)
{
    const std::string path = nsPath(order);
    return order.ofPid == 0 && ::gettid() == ::getpid() ? "/proc/self" + path.substr(path.find("/ns/")) : path;
}

} // namespace

Actor::Actor(UniqueFd control, LabNamespace hostMounts) : m_control(std::move(control)), m_hostMounts(hostMounts)
{
    m_slots.fill(-1);
}

void Actor::play(std::uint32_t flags, const char* name, bool isThread)
{
    ::prctl(PR_SET_NAME, name);
    ActorAnswer hello;
    hello.tid = ::gettid();
    if (const int code = settle(flags); code != 0) {
        hello.error = code;
        hello.stage = LabStage::IdMap;
    }
    hello.made = readThreadNamespaces(flags, false);
    if (!isThread && flags == 0)
        hello.made[static_cast<std::size_t>(NsType::Pid)] = readNamespace("/proc/thread-self/ns/pid");
    answer(hello);
    while (!m_ended) {
        ActorOrder order;
        Received received = receiveRecord(m_control.get(), order);
        if (!received.whole)
            return;
        perform(order, std::move(received.fd));
    }
}

void Actor::answer(ActorAnswer& answer, int fd)
{
    if (!sendRecord(m_control.get(), answer, fd))
        m_ended = true;
}

void Actor::perform(const ActorOrder& order, UniqueFd came)
{
    ActorAnswer done;
    switch (order.op) {
    case LabOp::ActorUnshare:
        unshareThese(order, done);
        break;
    case LabOp::ActorClone:
    case LabOp::ActorFork:
        startProcess(order, done, std::move(came));
        break;
    case LabOp::ActorThread:
        startThread(order, done, std::move(came));
        break;
    case LabOp::ActorSetNs:
        enter(order, done);
        break;
    case LabOp::ActorOpen:
        openNamespace(order, done);
        break;
    case LabOp::ActorClose:
        closeSlot(order, done);
        break;
    case LabOp::ActorDup:
        duplicate(order, done);
        break;
    case LabOp::ActorTake:
        take(order, done, std::move(came));
        break;
    case LabOp::ActorSocket:
        openSocket(order, done);
        break;
    case LabOp::ActorBind:
        bind(order, done);
        break;
    case LabOp::ActorUnmount:
        unmount(order, done);
        break;
    case LabOp::ActorPass: {
        const bool open = slotIs(true, order.operands.fd, done);
        const int fd = open ? m_slots[order.operands.fd] : -1;
        if (open)
            timedCall(done, fmt::format("sendmsg(SCM_RIGHTS {{{}}})", fd), [] { return 0L; });
        return answer(done, fd);
    }
    default:
        m_ended = true;
        return;
    }
    answer(done);
}

bool Actor::slotIs(bool open, std::uint16_t slot, ActorAnswer& answer) const
{
    if ((m_slots[slot] >= 0) == open)
        return true;
    refuse(answer, open ? "(no such descriptor)" : "(descriptor in use)", open ? EBADF : EMFILE);
    return false;
}

void Actor::unshareThese(const ActorOrder& order, ActorAnswer& done)
{
    const std::uint32_t flags = order.operands.cloneFlags;
    const std::uint32_t uid = ::geteuid();
    const std::uint32_t gid = ::getegid();
    if (!timedCall(done, fmt::format("unshare({})", flagNames(flags)), [flags] { return ::unshare(static_cast<int>(flags)); }))
        return;
    done.made = readThreadNamespaces(flags, true);
    int code = flags & userFlag ? writeIdMaps(uid, gid) : 0;
    if (code == 0 && (flags & CLONE_NEWNS))
        code = makeMountsPrivate();
    if (code != 0) {
        done.error = code;
        done.stage = LabStage::IdMap;
    }
}

void Actor::startProcess(const ActorOrder& order, ActorAnswer& done, UniqueFd childEnd)
{
    const std::uint32_t flags = order.op == LabOp::ActorClone ? order.operands.cloneFlags : 0;
    const std::string text = flags ? fmt::format("clone({} | SIGCHLD)", flagNames(flags)) : std::string("fork()");
    timedCall(done, text, [&] {
        const long pid = cloneProcess(flags);
        if (pid == 0)
            becomeChild(order, std::move(childEnd));
        return pid;
    });
}

void Actor::becomeChild(const ActorOrder& order, UniqueFd childEnd)
{
    m_control = std::move(childEnd);
    keepOnly(m_control.get(), m_slots);
    const std::uint32_t flags = order.op == LabOp::ActorClone ? order.operands.cloneFlags : 0;
    play(flags, order.operands.name.data(), false);
    ::_exit(0);
}

void Actor::startThread(const ActorOrder& order, ActorAnswer& done, UniqueFd childEnd)
{
    auto actor = std::make_unique<Actor>(std::move(childEnd), m_hostMounts);
    actor->m_slots = m_slots; // one table of descriptors
    timedCall(done, "pthread_create()", [&]() -> long {
        const int code = runThread(std::move(actor), order.operands.name);
        errno = code;
        return code == 0 ? 0 : -1;
    });
}

void Actor::enter(const ActorOrder& order, ActorAnswer& done)
{
    if (!slotIs(true, order.operands.fd, done))
        return;
    const int fd = m_slots[order.operands.fd];
    timedCall(done, fmt::format("setns({}, 0)", fd), [fd] { return ::setns(fd, 0); });
}

void Actor::openNamespace(const ActorOrder& order, ActorAnswer& done)
{
    const bool oPath = (order.operands.flags & labOPath) != 0;
    if (!slotIs(false, order.operands.fd, done))
        return;
    const std::string path = nsPath(order);
    const bool opened = timedCall(done, fmt::format("open(\"{}\", {})", shownPath(order), oPath ? "O_PATH" : "O_RDONLY"), [&] {
        return ::open(path.c_str(), (oPath ? O_PATH : O_RDONLY) | O_CLOEXEC);
    });
    if (opened)
        m_slots[order.operands.fd] = static_cast<int>(done.result);
}

void Actor::closeSlot(const ActorOrder& order, ActorAnswer& done)
{
    if (!slotIs(true, order.operands.fd, done))
        return;
    const int fd = std::exchange(m_slots[order.operands.fd], -1);
    timedCall(done, fmt::format("close({})", fd), [fd] { return ::close(fd); });
}

void Actor::duplicate(const ActorOrder& order, ActorAnswer& done)
{
    if (!slotIs(true, order.operands.fd, done) || !slotIs(false, order.operands.toFd, done))
        return;
    const int fd = m_slots[order.operands.fd];
    if (timedCall(done, fmt::format("dup({})", fd), [fd] { return ::fcntl(fd, F_DUPFD_CLOEXEC, 0); }))
        m_slots[order.operands.toFd] = static_cast<int>(done.result);
}

void Actor::take(const ActorOrder& order, ActorAnswer& done, UniqueFd came)
{
    if (!came)
        return refuse(done, "recvmsg(SCM_RIGHTS)", EBADF);
    if (!slotIs(false, order.operands.toFd, done))
        return;
    timedCall(done, fmt::format("recvmsg(SCM_RIGHTS {{{}}})", came.get()), [&] { return static_cast<long>(came.get()); });
    m_slots[order.operands.toFd] = came.release();
}

void Actor::openSocket(const ActorOrder& order, ActorAnswer& done)
{
    const LabOperands& o = order.operands;
    if (!slotIs(false, o.fd, done))
        return;
    const SocketKind kind = socketKind(o.family, (o.flags & labRaw) != 0);
    const bool made = timedCall(done, fmt::format("socket({})", kind.text),
                                [&] { return ::socket(o.family, kind.type | SOCK_CLOEXEC, kind.protocol); });
    if (made)
        m_slots[o.fd] = static_cast<int>(done.result);
}

void Actor::bind(const ActorOrder& order, ActorAnswer& done)
{
    const std::string target = mountPath(order.operands.name.data());
    const std::string text = fmt::format("mount(\"{}\", \"{}\", MS_BIND)", shownPath(order), target);
    if (const int code = prepareTarget(m_hostMounts, target); code != 0)
        return refuse(done, text, code);
    const std::string path = nsPath(order);
    timedCall(done, text, [&] { return bindMount(path, target); });
}

void Actor::unmount(const ActorOrder& order, ActorAnswer& done)
{
    const std::string target = mountPath(order.operands.name.data());
    const std::string text = fmt::format("umount(\"{}\")", target);
    if (isHostMounts(m_hostMounts))
        return refuse(done, text, EPERM);
    timedCall(done, text, [&] { return unmountTarget(target); });
}

} // namespace nsscope
