// SPDX-License-Identifier: Apache-2.0
// Whether a task has really gone, reaped and all, and which number a thread has for us. By number and not by pidfd: a
// pidfd would keep the pid namespace of its process alive (kernel/pid.c), which lessons are about.
#pragma once
#include <cstdint>

namespace nsscope
{

/// Waits until the task is reaped: 0, or -1 with ETIMEDOUT after two seconds. `tid` other than `pid`: that thread.
long waitUntilGone(std::int32_t pid, std::int32_t tid);
/// A thread of `pid` calls itself `own` in its pid namespace: its number here, or 0.
std::int32_t threadAsWeNumberIt(std::int32_t pid, std::int32_t own);

} // namespace nsscope
