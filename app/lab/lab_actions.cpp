// SPDX-License-Identifier: Apache-2.0
#include "app/lab/lab_actions.h"

#include "app/lab/id_map.h"
#include "app/lab/ns_identity.h"
#include "app/lab/process_setup.h"
#include "app/lab/timed_call.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

/// The child: dies with us by signal, and by the end of the pipe should we be gone already.
[[noreturn]] void waitForTheEnd(int lifeRead, int lifeWrite)
{
    dieWithParent();
    ::close(labSocketFd);
    ::close(lifeWrite);
    char nothing = 0;
    while (::read(lifeRead, &nothing, 1) < 0 && errno == EINTR) {
    }
    ::_exit(0);
}

} // namespace

LabActions::LabActions()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) == 0) {
        m_lifeRead.reset(ends[0]);
        m_lifeWrite.reset(ends[1]);
    }
}

LabActions::~LabActions()
{
    LabReply ignored;
    while (!m_children.empty())
        endChild(ignored);
}

LabReply LabActions::perform(const LabRequest& request)
{
    const NsType type = *nsTypeByCloneFlag(request.cloneFlag);
    LabReply reply;
    reply.sequence = request.sequence;
    reply.op = request.op;
    reply.cloneFlag = request.cloneFlag;
    switch (request.op) {
    case LabOp::NewUserNs:
        newUserNs(reply);
        break;
    case LabOp::Unshare:
        unshareOne(reply, type);
        break;
    case LabOp::CloneChild:
        cloneChild(reply, type);
        break;
    case LabOp::EndChild:
        endChild(reply);
        break;
    case LabOp::Exit:
        prepareExit(reply, type);
        break;
    default: // LabCast's
        break;
    }
    return reply;
}

void LabActions::newUserNs(LabReply& reply)
{
    const std::uint32_t uid = ::geteuid();
    const std::uint32_t gid = ::getegid();
    if (!timed(reply, [] { return ::unshare(CLONE_NEWUSER); }))
        return;
    dieWithParent();
    reply.holder = ::getpid();
    reply.made = m_current[static_cast<std::size_t>(NsType::User)] = readOwnNamespace(NsType::User);
    if (const int code = writeIdMaps(uid, gid); code != 0) {
        reply.error = code;
        reply.stage = LabStage::IdMap;
    }
}

void LabActions::unshareOne(LabReply& reply, NsType type)
{
    const int flag = static_cast<int>(nsTypeRow(type).cloneFlag);
    if (!timed(reply, [flag] { return ::unshare(flag); }))
        return;
    LabNamespace& current = m_current[static_cast<std::size_t>(type)];
    reply.holder = ::getpid();
    reply.left = current;
    reply.made = current = readOwnNamespace(type);
}

void LabActions::cloneChild(LabReply& reply, NsType type)
{
    if (m_children.size() >= labMaxChildren || !m_lifeRead) {
        timed(reply, [] {
            errno = ENOBUFS;
            return -1L;
        });
        return;
    }
    const unsigned long flags = nsTypeRow(type).cloneFlag | SIGCHLD;
    const bool done = timed(reply, [this, flags] {
        const long pid = ::syscall(SYS_clone, flags, 0, 0, 0, 0);
        if (pid == 0)
            waitForTheEnd(m_lifeRead.get(), m_lifeWrite.get());
        return pid;
    });
    if (!done)
        return;
    const int pid = static_cast<int>(reply.result);
    reply.holder = pid;
    reply.made = readNamespaceOf(pid, type);
    m_children.push_back({pid, reply.made});
}

void LabActions::endChild(LabReply& reply)
{
    if (m_children.empty()) {
        timed(reply, [] {
            errno = ECHILD;
            return -1L;
        });
        return;
    }
    const Child oldest = m_children.front();
    m_children.pop_front();
    timed(reply, [&oldest] {
        ::kill(oldest.pid, SIGKILL);
        long reaped = 0;
        do {
            reaped = ::waitpid(oldest.pid, nullptr, 0);
        } while (reaped < 0 && errno == EINTR);
        return reaped < 0 ? reaped : 0L;
    });
    reply.holder = oldest.pid;
    reply.left = oldest.ns;
}

void LabActions::prepareExit(LabReply& reply, NsType type)
{
    timed(reply, [] { return 0L; });
    reply.holder = ::getpid();
    reply.left = m_current[static_cast<std::size_t>(type)];
}

} // namespace nsscope
