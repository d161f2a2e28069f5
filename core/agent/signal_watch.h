// SPDX-License-Identifier: Apache-2.0
// SIGTERM, SIGINT and SIGHUP as a descriptor, so that the agent ends cleanly. Blocks them for the calling thread while
// it lives and restores the mask after.
#pragma once
#include "core/base/unique_fd.h"

#include <csignal>

namespace nsscope
{

class SignalWatch
{
public:
    SignalWatch();
    ~SignalWatch();
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;

    /// Readable when a signal came; -1 where the kernel gave none.
    int descriptor() const { return m_fd.get(); }

private:
    sigset_t m_before{};
    UniqueFd m_fd;
};

} // namespace nsscope
