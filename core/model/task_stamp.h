// SPDX-License-Identifier: Apache-2.0
// What a scan asks before it reads any process: which there are, and which of them have changed since the last scan.
// /proc answers (core/scan), or the kernel's own walk (core/bpf), which the program lends to the scan.
#pragma once
#include "core/base/error.h"
#include "core/model/task_facts.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace nsscope
{

/// One process at one moment. Clocks and marks are compared with those of the same source only.
struct TaskStamp
{
    std::int32_t pid = 0;
    bool running = false;    ///< a thread of it is on a processor: its clock may be late
    std::int64_t clock = -1; ///< another one once any of its threads has run; -1: not known, and never the same
    /// Another one once anything has changed that a scan reads of it, but its mappings and the name of its cgroup; of a
    /// process at rest. 0: not known.
    std::uint64_t mark = 0;
};

class TaskSource
{
public:
    TaskSource() = default;
    virtual ~TaskSource() = default;
    TaskSource(const TaskSource&) = delete;
    TaskSource& operator=(const TaskSource&) = delete;

    /// Processes of the observer's pid namespace, ascending by pid; one that is missing is not known to be gone. After an
    /// Error it is asked no more.
    virtual Result<std::vector<TaskStamp>> tasks() = 0;
    /// All that /proc would tell of them before it comes to descriptors, in any order. A process that is missing is to be
    /// read in /proc; an Error says that more are.
    virtual Status eachFact(const std::function<void(const TaskFacts&)>& use)
    {
        (void)use;
        return failure("this source of tasks has stamps alone");
    }
    /// The descriptors that may hold a namespace, of each process that eachFact() tells of, in any order. After an Error
    /// nothing is known of any process.
    virtual Status eachFile(const std::function<void(const FileFacts&)>& use)
    {
        (void)use;
        return failure("this source of tasks has stamps alone");
    }
};

} // namespace nsscope
