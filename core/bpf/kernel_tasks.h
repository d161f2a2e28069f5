// SPDX-License-Identifier: Apache-2.0
// The kernel's own walk of all processes as what a scan asks of them: one stamp each, by a BPF iterator (kernel 5.17 and
// later; CAP_BPF and CAP_PERFMON). Told are pids of the initial pid namespace, so an observer in another one is refused.
// What the program keeps of a process is in a table of its own, found by pid and start, and ends with the program.
//
// What the mark covers, and why an unmarked change is no danger, stands in ARCHITECTURE.md ("What a scan does not read
// again"). Policies of a machine can hide processes from iterators: what is not told is not known to be gone.
//
// No mark is given where one could stay the same while /proc tells something else: of a process that runs just now, of
// kernel threads (the name of a worker is made when it is read), of a descriptor of a tun or tap device (it can be moved),
// of more than 4096 descriptors. A process that shares its descriptors with another one has no clock either.
#pragma once
#include "core/model/task_stamp.h"

#include <memory>

namespace nsscope
{

class KernelTasks final : public TaskSource
{
public:
    /// Loads the program, which takes some ten milliseconds once. An Error says what is missing.
    static Result<std::unique_ptr<KernelTasks>> load();
    ~KernelTasks() override;

    Result<std::vector<TaskStamp>> tasks() override;
    /// Both by programs of their own, loaded when one is first asked for.
    Status eachFact(const std::function<void(const TaskFacts&)>& use) override;
    Status eachFile(const std::function<void(const FileFacts&)>& use) override;

private:
    struct Program;
    explicit KernelTasks(std::unique_ptr<Program> program);
    Result<TaskSource*> facts();
    std::unique_ptr<Program> m_program;
    std::unique_ptr<TaskSource> m_facts;
};

} // namespace nsscope
