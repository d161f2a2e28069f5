// SPDX-License-Identifier: Apache-2.0
#include "core/scan/pid_handle.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

/// PIDFD_THREAD of include/uapi/linux/pidfd.h (Linux 6.9): a pidfd of one thread.
constexpr unsigned pidfdThread = O_EXCL;

} // namespace

UniqueFd PidHandle::duplicate(std::int32_t pid, std::int32_t tid, std::int32_t fd)
{
    const std::int32_t task = tid != 0 ? tid : pid;
    if (m_task != task || !m_pidfd) {
        m_pidfd.reset(static_cast<int>(::syscall(SYS_pidfd_open, task, tid != 0 ? pidfdThread : 0)));
        m_task = task;
    }
    if (!m_pidfd)
        return {};
    return UniqueFd(static_cast<int>(::syscall(SYS_pidfd_getfd, m_pidfd.get(), fd, 0)));
}

} // namespace nsscope
