// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_client.h"

#include "core/base/instant.h"
#include "core/lab/spawn_lab.h"

#include <cassert>
#include <cerrno>
#include <csignal>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace nsscope
{

namespace
{

/// For a helper that announced its exit; one that does not keep its word is killed.
constexpr int exitPatienceMs = 1000;

std::string howItEnded(int status)
{
    if (WIFSIGNALED(status)) {
        const char* name = sigabbrev_np(WTERMSIG(status));
        return name ? fmt::format("was killed by SIG{}", name)
                    : fmt::format("was killed by signal {}", WTERMSIG(status));
    }
    return fmt::format("exited with status {}", WEXITSTATUS(status));
}

} // namespace

Result<LabClient> LabClient::start(const std::string& program)
{
    auto lab = spawnLab(program);
    if (!lab)
        return tl::make_unexpected(lab.error());
    return LabClient(std::move(lab->socket), lab->pid);
}

LabClient::LabClient(LabClient&& other) noexcept
    : m_socket(std::move(other.m_socket)), m_pid(std::exchange(other.m_pid, 0)), m_sequence(other.m_sequence),
      m_asked(other.m_asked)
{
}

LabClient& LabClient::operator=(LabClient&& other) noexcept
{
    if (this != &other) {
        end();
        m_socket = std::move(other.m_socket);
        m_pid = std::exchange(other.m_pid, 0);
        m_sequence = other.m_sequence;
        m_asked = other.m_asked;
    }
    return *this;
}

LabClient::~LabClient() { end(); }

Status LabClient::ask(const LabAction& action)
{
    assert(!m_asked);
    const LabRequest request = makeRequest(++m_sequence, action);
    // A record this small fits into an empty socket buffer; one request at a time keeps it empty.
    if (::send(m_socket.get(), &request, sizeof request, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        return failure("nsscope-lab " + end());
    m_asked = request;
    return {};
}

Result<std::optional<LabReply>> LabClient::receive()
{
    LabReply reply;
    const ssize_t got = ::recv(m_socket.get(), &reply, sizeof reply, MSG_DONTWAIT | MSG_TRUNC);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return std::nullopt;
    if (got <= 0)
        return failure("nsscope-lab " + end());
    if (!m_asked) {
        end();
        return failure("nsscope-lab spoke without being asked", {}, EPROTO);
    }
    if (const Status sane = checkReply(reply, static_cast<std::size_t>(got), *m_asked); !sane) {
        end();
        return tl::make_unexpected(sane.error());
    }
    m_asked.reset();
    if (endsHelper(reply.op)) {
        pollfd hangUp{m_socket.get(), POLLIN, 0};
        ::poll(&hangUp, 1, exitPatienceMs);
        end();
        reply.afterNs = bootNow().ns;
    }
    return reply;
}

std::string LabClient::end()
{
    if (m_pid == 0)
        return "has ended";
    // Closed first, so that a helper that is about to answer cannot block. The signal does nothing to one that is
    // already past its own exit.
    m_socket.reset();
    ::kill(-m_pid, SIGKILL); // its group: its actors, which would go by themselves a little later
    ::kill(m_pid, SIGKILL);
    int status = 0;
    pid_t reaped = 0;
    do {
        reaped = ::waitpid(m_pid, &status, 0);
    } while (reaped < 0 && errno == EINTR);
    m_pid = 0;
    return reaped < 0 ? "has ended" : howItEnded(status);
}

} // namespace nsscope
