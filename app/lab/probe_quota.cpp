// SPDX-License-Identifier: Apache-2.0
#include "app/lab/probe.h"

#include "app/lab/process_setup.h"
#include "core/base/read_file.h"
#include "core/base/unique_fd.h"
#include "core/witness/probe_record.h"

#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::int64_t quotaPatience = 10'000'000'000; // ns, for one quota to come back
constexpr std::int64_t quotaPause = 100'000;       // ns; polling without a pause takes the worker's processor
constexpr int idleRounds = 9;
constexpr const char* noLimit = "2147483647"; // what a fresh user namespace begins with

void pause(std::int64_t ns)
{
    const timespec time{0, ns};
    ::nanosleep(&time, nullptr);
}

/// The caller goes on as the first child, in the namespaces that only children get; its parent waits and ends with it.
bool becomeFirstChild()
{
    const pid_t child = ::fork();
    if (child < 0)
        return false;
    if (child > 0) {
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
    }
    dieWithParent();
    return true;
}

/// Makes and drops namespaces of one type under a limit that leaves room for one.
class QuotaProbe
{
public:
    QuotaProbe(int socket, NsType type, bool populated)
        : m_socket(socket), m_row(nsTypeRow(type)), m_flag(static_cast<int>(m_row.cloneFlag)),
          m_byChild(populated || type == NsType::User)
    {
    }

    int run(std::uint32_t rounds)
    {
        if (!prepare() || !limitHolds() || !setLimit(m_byChild ? "1" : "2"))
            return 1;
        for (std::uint32_t round = 0; round < rounds; ++round) {
            if (!playRound())
                return 1;
        }
        if (!setLimit(noLimit))
            return 1;
        for (int i = 0; i < (rounds > 1 ? idleRounds : 1); ++i) {
            QuotaRecord record;
            record.kind = QuotaKind::Idle;
            if (!createAndDrop(record) || !send(record))
                return 1;
            pause(5'000'000);
        }
        QuotaRecord done;
        done.kind = QuotaKind::Done;
        return send(done) ? 0 : 1;
    }

private:
    bool send(const QuotaRecord& record)
    {
        return ::send(m_socket, &record, sizeof record, MSG_NOSIGNAL) == sizeof record;
    }

    bool fail(QuotaStage stage, int error)
    {
        QuotaRecord record;
        record.kind = QuotaKind::Failed;
        record.stage = stage;
        record.error = error;
        send(record);
        return false;
    }

    bool prepare()
    {
        bool mapped = true;
        if (const int error = enterOwnUserNs(mapped))
            return fail(mapped ? QuotaStage::UserNs : QuotaStage::IdMap, error);
        if (m_byChild)
            return true;
        if (::unshare(m_flag) != 0)
            return fail(QuotaStage::Home, errno);
        if (!m_row.forChildrenLink.empty() && !becomeFirstChild())
            return fail(QuotaStage::Home, errno);
        if (m_row.type == NsType::Mnt && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
            return fail(QuotaStage::Home, errno);
        m_home.reset(::open(("/proc/self/ns/" + std::string(m_row.name)).c_str(), O_RDONLY | O_CLOEXEC));
        return m_home ? true : fail(QuotaStage::Home, errno);
    }

    bool setLimit(const char* text)
    {
        const std::string path = "/proc/sys/user/" + std::string(m_row.maxSysctl);
        const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        if (!fd)
            return fail(QuotaStage::Limit, errno);
        const Status written = writeAll(fd.get(), text, path);
        return written ? true : fail(QuotaStage::Limit, written.error().code);
    }

    /// 0 or errno. By child: the child is gone at once, a zombie until drop().
    int create()
    {
        if (!m_byChild)
            return ::unshare(m_flag) == 0 ? 0 : errno;
        m_child = static_cast<pid_t>(::syscall(SYS_clone, m_flag | SIGCHLD, 0, 0, 0, 0));
        if (m_child == 0)
            ::_exit(0);
        return m_child > 0 ? 0 : errno;
    }

    /// Gives up the last reference; 0 or errno.
    int drop()
    {
        if (!m_byChild)
            return ::setns(m_home.get(), m_flag) == 0 ? 0 : errno;
        while (::waitpid(m_child, nullptr, 0) < 0) {
            if (errno != EINTR)
                return errno;
        }
        return 0;
    }

    /// Creates again and again until it is not refused. Fills in the times of the creation and counts refusals.
    bool createWhenAllowed(QuotaRecord& record)
    {
        const std::int64_t begin = probeNow();
        for (;;) {
            record.createStart = probeNow();
            const int error = create();
            record.createEnd = probeNow();
            if (error == 0)
                break;
            // The first creation has nothing to wait for: refused, it is somebody else's limit.
            if (error != ENOSPC || !m_everCreated)
                return fail(QuotaStage::Create, error);
            record.lastRefused = record.createEnd;
            ++record.refusals;
            if (record.createEnd - begin > quotaPatience)
                return fail(QuotaStage::Patience, ETIMEDOUT);
            if (socketClosed(m_socket))
                return false;
            pause(quotaPause);
        }
        m_everCreated = true;
        return true;
    }

    bool createAndDrop(QuotaRecord& record)
    {
        if (!createWhenAllowed(record))
            return false;
        const int error = drop();
        return error == 0 ? true : fail(QuotaStage::Drop, error);
    }

    /// Under a limit that is reached already one more has to be refused: a limit that lets it through tells nothing.
    bool limitHolds()
    {
        if (!setLimit(m_byChild ? "0" : "1"))
            return false;
        const int error = create();
        if (error == ENOSPC)
            return true;
        return fail(error == 0 ? QuotaStage::NotHeld : QuotaStage::Create, error);
    }

    /// The first creation waits until the round before has left nothing pending; its namespace is what is measured.
    bool playRound()
    {
        QuotaRecord settled;
        if (!createWhenAllowed(settled))
            return false;
        QuotaRecord record;
        record.dropStart = probeNow();
        if (const int error = drop())
            return fail(QuotaStage::Drop, error);
        record.dropEnd = probeNow();
        record.lastRefused = record.dropStart;
        return createAndDrop(record) && send(record);
    }

    int m_socket;
    const NsTypeRow& m_row;
    int m_flag;
    bool m_byChild; ///< the namespace lives in a child that ends, and dies when the child is reaped
    UniqueFd m_home;
    pid_t m_child = -1;
    bool m_everCreated = false;
};

} // namespace

int runQuotaProbe(int socket, NsType type, bool populated, std::uint32_t rounds)
{
    return QuotaProbe(socket, type, populated).run(rounds);
}

} // namespace nsscope
