// SPDX-License-Identifier: Apache-2.0
#include "app/lab/probe.h"

#include "app/lab/process_setup.h"
#include "core/base/unique_fd.h"
#include "core/witness/trace_instance.h"

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace nsscope
{

int runSweepProbe(int socket, const std::string& name)
{
    // Who made the socket started this, even where that is dead before this begins.
    ucred maker{};
    socklen_t size = sizeof maker;
    const bool known = ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &maker, &size) == 0 && maker.pid > 0;
    if (!known || instanceOwner(name).pid != maker.pid || name.find('/') != std::string::npos)
        return 1;
    // A pidfd is readable once the process has let go of all its descriptors (kernel/exit.c do_exit, exit_notify).
    const UniqueFd watched(static_cast<int>(::syscall(SYS_pidfd_open, maker.pid, 0)));
    if (!parentStillThere(socket))
        return removeTraceInstance(name) ? 0 : 1;
    pollfd end{watched.get(), POLLIN, 0};
    if (!watched) // before Linux 5.3: the socket is closed a little earlier
        end = {socket, 0, 0};
    while (::poll(&end, 1, -1) < 0 && errno == EINTR) {
    }
    return removeTraceInstance(name) ? 0 : 1;
}

} // namespace nsscope
