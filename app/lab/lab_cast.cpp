// SPDX-License-Identifier: Apache-2.0
#include "app/lab/lab_cast.h"

#include "app/lab/actor.h"
#include "app/lab/actor_start.h"
#include "app/lab/process_end.h"
#include "app/lab/process_setup.h"
#include "app/lab/timed_call.h"

#include <bit>
#include <csignal>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr int answerPatienceMs = 10'000; ///< ipc namespaces may make creation wait (ipc/namespace.c)

struct Pair
{
    UniqueFd ours;
    UniqueFd theirs;
};

/// Our end tells who sends, so that a pid is known as we number it.
Pair makePair()
{
    int ends[2];
    Pair pair;
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return pair;
    pair.ours.reset(ends[0]);
    pair.theirs.reset(ends[1]);
    const int on = 1;
    ::setsockopt(ends[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
    return pair;
}

void refuse(LabReply& reply, int code)
{
    reply.beforeNs = reply.afterNs = bootNow().ns;
    reply.result = -1;
    reply.error = code;
}

bool startsOne(LabOp op) { return op == LabOp::ActorClone || op == LabOp::ActorFork || op == LabOp::ActorThread; }

} // namespace

LabCast::LabCast() : m_hostMounts(readNamespace("/proc/self/ns/mnt")) {}

LabCast::~LabCast()
{
    LabReply ignored;
    endAll(ignored);
}

LabReply LabCast::perform(const LabRequest& request, LabActions& actions)
{
    LabReply reply;
    reply.sequence = request.sequence;
    reply.op = request.op;
    const Member& actor = m_members[request.operands.actor];
    const auto wanted = static_cast<std::uint32_t>(std::popcount(request.operands.cloneFlags));
    const bool makes = request.op == LabOp::ActorUnshare || request.op == LabOp::ActorClone;
    if (request.op == LabOp::EndAll)
        endAll(reply);
    else if (request.op == LabOp::Begin && !actor.socket)
        begin(reply, actions);
    else if (request.op == LabOp::Begin)
        refuse(reply, EEXIST);
    else if (++m_steps > labMaxActorSteps || (makes && (m_made += wanted) > labMaxMade))
        refuse(reply, ENOBUFS);
    else if (!actor.socket)
        refuse(reply, ESRCH);
    else if (startsOne(request.op))
        start(request, reply);
    else if (request.op == LabOp::ActorPass)
        pass(request, reply);
    else if (request.op == LabOp::ActorExit || request.op == LabOp::ActorKill)
        end(request, reply);
    else
        order(request, reply);
    sweep(reply);
    return reply;
}

void LabCast::begin(LabReply& reply, LabActions& actions)
{
    // Nobody waits for actors: the kernel reaps them at once, wherever in the tree of processes they are, and those
    // that lose their parent come to us (prctl(2), sigaction(2) on SIG_IGN for SIGCHLD).
    ::signal(SIGCHLD, SIG_IGN);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    LabReply made = actions.perform(makeRequest(reply.sequence, LabOp::NewUserNs, NsType::User));
    made.op = LabOp::Begin;
    made.cloneFlag = 0;
    reply = made;
    reply.all[static_cast<std::size_t>(NsType::User)] = std::exchange(reply.made, {});
    const std::string text = "unshare(CLONE_NEWUSER)";
    std::copy(text.begin(), text.end(), reply.call.begin());
    if (reply.error != 0)
        return;
    Pair pair = makePair();
    const long pid = pair.ours ? cloneProcess(0) : -1;
    if (pid == 0) {
        pair.ours.reset();
        ::close(labSocketFd);
        dieWithParent();
        Actor(std::move(pair.theirs), m_hostMounts).play(0, "main", false);
        ::_exit(0);
    }
    pair.theirs.reset();
    ActorAnswer hello;
    if (pid < 0 || !greet(std::move(pair.ours), 0, static_cast<std::int32_t>(pid), hello))
        reply.error = pid < 0 ? errno : ECHILD;
    touch(reply, ::getpid());
    touch(reply, static_cast<std::int32_t>(pid));
}

ActorOrder LabCast::orderFor(const LabRequest& request) const
{
    ActorOrder order{request.op, request.operands, 0, 0};
    const Member& of = m_members[request.operands.of];
    if (request.operands.of != request.operands.actor) {
        order.ofPid = of.socket ? of.pid : -1; // /proc/-1: ENOENT, as for any process that has ended
        order.ofTid = of.socket ? of.tid : -1;
    }
    return order;
}

void LabCast::order(const LabRequest& request, LabReply& reply)
{
    Member& actor = m_members[request.operands.actor];
    ActorAnswer answer;
    touch(reply, actor.pid);
    if (!ask(actor, orderFor(request), answer).whole)
        return refuse(reply, ESRCH);
    reply.holder = actor.thread() ? 0 : actor.pid;
    tell(reply, answer);
}

void LabCast::start(const LabRequest& request, LabReply& reply)
{
    Member& actor = m_members[request.operands.actor];
    if (m_members[request.operands.child].socket)
        return refuse(reply, EEXIST);
    Pair pair = makePair();
    if (!pair.ours)
        return refuse(reply, errno);
    ActorAnswer answer;
    touch(reply, actor.pid);
    if (!ask(actor, orderFor(request), answer, pair.theirs.get()).whole)
        return refuse(reply, ESRCH);
    pair.theirs.reset();
    tell(reply, answer);
    if (reply.error != 0)
        return;
    ActorAnswer hello;
    const std::int32_t process = request.op == LabOp::ActorThread ? actor.pid : 0;
    if (!greet(std::move(pair.ours), request.operands.child, process, hello)) {
        reply.error = ECHILD;
        return;
    }
    const Member& child = m_members[request.operands.child];
    reply.holder = child.thread() ? 0 : child.pid;
    if (!child.thread())
        reply.result = child.pid; // as we number it, not as its parent does
    reply.all = hello.made;
    reply.stage = hello.stage;
    reply.error = hello.error;
    touch(reply, child.pid);
}

bool LabCast::greet(UniqueFd socket, std::uint16_t index, std::int32_t process, ActorAnswer& hello)
{
    const Received received = receiveRecord(socket.get(), hello, answerPatienceMs);
    if (!received.whole)
        return false;
    const std::int32_t pid = received.pid > 0 ? received.pid : process;
    const bool thread = process > 0 && index != 0;
    m_members[index] = {std::move(socket), pid, thread ? threadAsWeNumberIt(pid, hello.tid) : pid};
    return true;
}

void LabCast::pass(const LabRequest& request, LabReply& reply)
{
    Member& from = m_members[request.operands.actor];
    Member& to = m_members[request.operands.to];
    if (!to.socket)
        return refuse(reply, ESRCH);
    touch(reply, from.pid);
    touch(reply, to.pid);
    ActorAnswer given;
    Received sent = ask(from, orderFor(request), given);
    if (!sent.whole)
        return refuse(reply, ESRCH);
    tell(reply, given);
    if (given.error != 0)
        return;
    ActorOrder order = orderFor(request);
    order.op = LabOp::ActorTake;
    ActorAnswer taken;
    if (!ask(to, order, taken, sent.fd.get()).whole)
        return refuse(reply, ESRCH);
    reply.afterNs = std::max(reply.beforeNs, taken.afterNs);
    reply.result = taken.result;
    reply.error = taken.error;
}

void LabCast::end(const LabRequest& request, LabReply& reply)
{
    Member& member = m_members[request.operands.actor];
    const bool kill = request.op == LabOp::ActorKill && !member.thread();
    const std::string text = kill ? "kill(" + std::to_string(member.pid) + ", SIGKILL)" : member.thread() ? "exit(0)" : "exit_group(0)";
    ActorAnswer answer;
    touch(reply, member.pid);
    timedCall(answer, text, [&]() -> long {
        if (kill)
            ::kill(member.pid, SIGKILL);
        else
            sendRecord(member.socket.get(), ActorOrder{LabOp::ActorExit, {}, 0, 0});
        return waitUntilGone(member.pid, member.tid);
    });
    tell(reply, answer);
    if (reply.error == 0)
        forget(member, reply);
}

void LabCast::endAll(LabReply& reply)
{
    reply.beforeNs = bootNow().ns;
    for (const Member& member : m_members) {
        if (member.socket && !isOver(member))
            ::kill(member.pid, SIGKILL);
    }
    for (Member& member : m_members) {
        if (!member.socket)
            continue;
        waitUntilGone(member.pid, member.pid);
        touch(reply, member.pid);
        member = {};
    }
    touch(reply, ::getpid());
    reply.holder = ::getpid();
    reply.afterNs = bootNow().ns;
    const std::string text = "exit_group(0)";
    std::copy(text.begin(), text.end(), reply.call.begin());
}

Received LabCast::ask(Member& member, const ActorOrder& order, ActorAnswer& answer, int fd)
{
    if (!sendRecord(member.socket.get(), order, fd))
        return {};
    return receiveRecord(member.socket.get(), answer, answerPatienceMs);
}

void LabCast::tell(LabReply& reply, const ActorAnswer& answer)
{
    reply.beforeNs = answer.beforeNs;
    reply.afterNs = answer.afterNs;
    reply.result = answer.result;
    reply.error = answer.error;
    reply.stage = answer.stage;
    reply.all = answer.made;
    reply.call = answer.call;
}

void LabCast::touch(LabReply& reply, std::int32_t pid) const
{
    for (std::int32_t& slot : reply.touched) {
        if (slot == pid || pid <= 0)
            return;
        if (slot == 0) {
            slot = pid;
            return;
        }
    }
}

bool LabCast::isOver(const Member& member) const
{
    char nothing = 0;
    return ::recv(member.socket.get(), &nothing, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

void LabCast::forget(Member& member, LabReply& reply)
{
    const Member gone = std::exchange(member, {});
    touch(reply, gone.pid);
    for (Member& other : m_members) {
        if (other.socket && other.pid == gone.pid && !gone.thread())
            other = {};
    }
}

void LabCast::sweep(LabReply& reply)
{
    for (Member& member : m_members) {
        if (!member.socket || !isOver(member))
            continue;
        waitUntilGone(member.pid, member.tid);
        forget(member, reply);
    }
}

} // namespace nsscope
