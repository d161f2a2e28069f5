// SPDX-License-Identifier: Apache-2.0
// A pidfd of a foreign task, to duplicate a descriptor of its table into ours (pidfd_getfd(2)) for a question
// that only a descriptor can answer. The duplicate shares the open file: nothing may be read, written or set
// on it.
#pragma once
#include "core/base/unique_fd.h"

#include <cstdint>

namespace nsscope
{

class PidHandle
{
public:
    /// A duplicate of descriptor `fd` of process `pid`, or of the table of its thread `tid` (0: the process's
    /// own); invalid with errno set otherwise. The pidfd is kept for the next question about the same task.
    UniqueFd duplicate(std::int32_t pid, std::int32_t tid, std::int32_t fd);

private:
    UniqueFd m_pidfd;
    std::int32_t m_task = 0;
};

} // namespace nsscope
