// SPDX-License-Identifier: Apache-2.0
#include "tests/system/program_run.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr int noPreparation = 99;

bool become(unsigned uid)
{
    return ::setgroups(0, nullptr) == 0 && ::setresgid(uid, uid, uid) == 0 && ::setresuid(uid, uid, uid) == 0;
}

} // namespace

ProgramRun::ProgramRun(std::vector<std::string> arguments, const How& how)
{
    int out[2];
    int err[2];
    if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0)
        return;
    m_out.reset(out[0]);
    m_err.reset(err[0]);
    std::string program = NSSCOPE_BIN "/" + (how.program.empty() ? std::string("nsscope-cli") : how.program);
    std::vector<char*> pointers = {program.data()};
    for (std::string& argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    m_pid = ::fork();
    if (m_pid == 0) {
        const int null = ::open("/dev/null", O_RDONLY);
        ::dup2(null, STDIN_FILENO);
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(err[1], STDERR_FILENO);
        if ((how.uid && !become(*how.uid)) || (how.prepare && !how.prepare()))
            ::_exit(noPreparation);
        ::execv(program.c_str(), pointers.data());
        ::_exit(127);
    }
    ::close(out[1]);
    ::close(err[1]);
}

ProgramRun::~ProgramRun()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
}

bool ProgramRun::readMore()
{
    pollfd ready[2] = {{m_out.get(), POLLIN, 0}, {m_err.get(), POLLIN, 0}};
    while (m_out || m_err) { // poll(2) ignores negative descriptors
        if (::poll(ready, 2, -1) < 0 && errno != EINTR)
            return false;
        for (int i = 0; i < 2; ++i) {
            if (ready[i].revents == 0)
                continue;
            char chunk[16384];
            const ssize_t got = ::read(ready[i].fd, chunk, sizeof chunk);
            if (got > 0) {
                (i == 0 ? m_output : m_errors).append(chunk, static_cast<std::size_t>(got));
                return true;
            }
            (i == 0 ? m_out : m_err).reset();
            ready[i].fd = -1;
        }
    }
    return false;
}

std::optional<std::string> ProgramRun::readLine()
{
    std::size_t end = 0;
    while ((end = m_output.find('\n', m_taken)) == std::string::npos) {
        if (!readMore())
            return std::nullopt;
    }
    std::string line = m_output.substr(m_taken, end - m_taken);
    m_taken = end + 1;
    return line;
}

int ProgramRun::finish()
{
    while (readMore()) {
    }
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = 0;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool processEnds(int pid, int patienceMs)
{
    const UniqueFd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (!pidfd)
        return errno == ESRCH;
    pollfd wait{pidfd.get(), POLLIN, 0};
    return ::poll(&wait, 1, patienceMs) == 1;
}

std::string whyNotAsUser(unsigned uid)
{
    if (::geteuid() != 0)
        return "becoming another user needs root";
    ProgramRun run({"--version"}, {uid, {}, {}});
    return run.finish() == 0 ? "" : "the programs cannot be reached as uid " + std::to_string(uid);
}

ProgramEnd runToEnd(std::vector<std::string> arguments, const ProgramRun::How& how)
{
    ProgramRun run(std::move(arguments), how);
    const int status = run.finish();
    return {status, run.output(), run.errors()};
}

ProgramRun::How asUser()
{
    ProgramRun::How how;
    if (::geteuid() == 0 && whyNotAsUser(nobody).empty())
        how.uid = nobody;
    return how;
}

} // namespace nsscope
