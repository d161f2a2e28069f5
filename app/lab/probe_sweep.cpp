// SPDX-License-Identifier: Apache-2.0
#include "app/lab/probe.h"

#include "app/lab/process_setup.h"
#include "core/base/unique_fd.h"
#include "core/witness/trace_instance.h"

#include <cerrno>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace nsscope
{

int runSweepProbe(int socket, const std::string& name)
{
    const pid_t parent = ::getppid();
    if (instanceOwner(name).pid != parent || name.find('/') != std::string::npos)
        return 1;
    // A pidfd is readable once the process has let go of all its descriptors (kernel/exit.c do_exit, exit_notify).
    const UniqueFd watched(static_cast<int>(::syscall(SYS_pidfd_open, parent, 0)));
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
