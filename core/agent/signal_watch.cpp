// SPDX-License-Identifier: Apache-2.0
#include "core/agent/signal_watch.h"

#include <pthread.h>
#include <sys/signalfd.h>

namespace nsscope
{

SignalWatch::SignalWatch()
{
    sigset_t ends;
    sigemptyset(&ends);
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&ends, number);
    pthread_sigmask(SIG_BLOCK, &ends, &m_before);
    m_fd.reset(::signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK));
}

SignalWatch::~SignalWatch()
{
    // A signal that came is consumed: unblocking it would kill a process that has just ended cleanly.
    signalfd_siginfo info;
    while (m_fd && ::read(m_fd.get(), &info, sizeof info) == sizeof info) {
    }
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

} // namespace nsscope
