// SPDX-License-Identifier: Apache-2.0
#include "app/lab/probe.h"

#include "app/lab/process_setup.h"
#include "core/base/read_file.h"
#include "core/base/unique_fd.h"
#include "core/witness/probe_record.h"

#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <sched.h>
#include <string>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::int64_t gaugePatience = 5'000'000'000; // ns
constexpr std::int64_t gaugePause = 200'000;      // ns; more often takes the clean-up worker's processor

/// Reads the kernel's count of one type in the user namespace of another process: sets its limit to 1 and tries to
/// create one more.
class Gauge
{
public:
    Gauge(int socket, const NsTypeRow& row) : m_socket(socket), m_row(row) {}

    int run(std::int32_t pid)
    {
        if (const int error = join(pid))
            return tell(GaugeKind::Failed, QuotaStage::UserNs, error);
        if (const int error = limitToOne())
            return tell(GaugeKind::Failed, QuotaStage::Limit, error);
        for (bool first = true;; first = false) {
            m_reply.from = probeNow();
            const int error = create();
            m_reply.to = probeNow();
            if (error != ENOSPC)
                return error == 0 ? tell(GaugeKind::Allowed) : tell(GaugeKind::Failed, QuotaStage::Create, error);
            m_reply.lastRefused = m_reply.from;
            ++m_reply.refusals;
            if (first)
                tell(GaugeKind::Refused);
            if (m_reply.to - m_begin > gaugePatience)
                return tell(GaugeKind::Failed, QuotaStage::Patience, ETIMEDOUT);
            if (socketClosed(m_socket))
                return 0;
            const timespec time{0, gaugePause};
            ::nanosleep(&time, nullptr);
        }
    }

private:
    int tell(GaugeKind kind, QuotaStage stage = QuotaStage::UserNs, int error = 0)
    {
        m_reply.kind = kind;
        m_reply.stage = stage;
        m_reply.error = error;
        ::send(m_socket, &m_reply, sizeof m_reply, MSG_NOSIGNAL);
        return kind == GaugeKind::Failed ? 1 : 0;
    }

    /// Whoever made a user namespace has all capabilities in it (user_namespaces(7)), so its maker's user may join.
    static int join(std::int32_t pid)
    {
        const UniqueFd fd(::open(("/proc/" + std::to_string(pid) + "/ns/user").c_str(), O_RDONLY | O_CLOEXEC));
        if (!fd || ::setns(fd.get(), CLONE_NEWUSER) != 0)
            return errno;
        // New credentials cost a process both (kernel/cred.c commit_creds).
        ::prctl(PR_SET_DUMPABLE, 1);
        dieWithParent();
        return 0;
    }

    int limitToOne()
    {
        const std::string path = "/proc/sys/user/" + std::string(m_row.maxSysctl);
        const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        if (!fd)
            return errno;
        const Status written = writeAll(fd.get(), "1", path);
        if (!written)
            return written.error().code;
        // In a chroot a user namespace is refused with EPERM after it was counted and before it is made
        // (kernel/user_namespace.c create_user_ns): the count can be read and nothing is disturbed.
        m_nothingMade = m_row.type == NsType::User && ::chroot("/proc") == 0;
        return 0;
    }

    /// ENOSPC: refused by the limit; 0: not refused.
    int create() const
    {
        if (::unshare(static_cast<int>(m_row.cloneFlag)) == 0)
            return 0;
        return m_nothingMade && errno == EPERM ? 0 : errno;
    }

    int m_socket;
    const NsTypeRow& m_row;
    bool m_nothingMade = false;
    GaugeReply m_reply;
    std::int64_t m_begin = probeNow();
};

} // namespace

int runGaugeProbe(int socket)
{
    GaugeRequest request;
    ssize_t got = 0;
    do {
        got = ::recv(socket, &request, sizeof request, 0);
    } while (got < 0 && errno == EINTR);
    if (got == 0)
        return 0;
    const auto type = nsTypeByCloneFlag(request.cloneFlag);
    if (got != sizeof request || request.magic != gaugeMagic || request.pid <= 0 || !type)
        return 1;
    return Gauge(socket, nsTypeRow(*type)).run(request.pid);
}

} // namespace nsscope
