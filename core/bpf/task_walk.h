// SPDX-License-Identifier: Apache-2.0
// Which namespaces every task is in, and which open file is a namespace or a socket of one, by BPF iterators (kernel
// 5.8 and later; CAP_BPF and CAP_PERFMON). Sees all tasks of the machine, whatever pid namespace it is called in, with
// pids of the initial one. Not one moment: the kernel walks task by task. Holds and opens nothing it tells of.
#pragma once
#include "core/base/error.h"
#include "core/bpf/tasks.h"

#include <memory>
#include <vector>

namespace nsscope
{

class TaskWalk
{
public:
    /// Loads the programs into the kernel, which takes some milliseconds once.
    static Result<TaskWalk> load();
    ~TaskWalk();
    TaskWalk(TaskWalk&&) noexcept;
    TaskWalk& operator=(TaskWalk&&) noexcept;

    Result<std::vector<ns_task_row>> tasks() const;
    /// Namespaces and sockets only. Threads that share their leader's table are not told again.
    Result<std::vector<ns_file_row>> files() const;

private:
    struct Programs;
    explicit TaskWalk(std::unique_ptr<Programs> programs);
    std::unique_ptr<Programs> m_programs;
};

} // namespace nsscope
