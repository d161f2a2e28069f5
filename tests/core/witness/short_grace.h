// SPDX-License-Identifier: Apache-2.0
// Where an RCU grace period is over at once, what waits for it alone does not wait.
#pragma once
#include "core/base/read_file.h"
#include "core/witness/mechanism.h"

#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace nsscope
{

/// Empty: it lasts as long as usual.
inline std::string whyGraceIsShort()
{
    const auto expedited = readFileAt(AT_FDCWD, "/sys/kernel/rcu_expedited", 16);
    if (expedited && expedited->starts_with("1"))
        return "grace periods are expedited here (/sys/kernel/rcu_expedited)";
    // kernel/rcu/tree.c rcu_blocking_is_gp, until 6.0
    if (runningKernel() < KernelVersion{6, 0} && ::sysconf(_SC_NPROCESSORS_ONLN) == 1)
        return "with one processor synchronize_rcu() returns at once on this kernel";
    return {};
}

} // namespace nsscope
