// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <csignal>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nsscope
{

/// Processes that are born, unshare and die as fast as they can.
class Churn
{
public:
    Churn()
    {
        m_pid = ::fork();
        if (m_pid != 0)
            return;
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::signal(SIGCHLD, SIG_IGN);
        for (;;) {
            if (::fork() == 0) {
                (void)!::unshare(CLONE_NEWUTS | CLONE_NEWCGROUP); // which are gone at once
                ::_exit(0);
            }
            ::sched_yield();
        }
    }
    ~Churn()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    Churn(const Churn&) = delete;
    Churn& operator=(const Churn&) = delete;

private:
    int m_pid = 0;
};

} // namespace nsscope
