// SPDX-License-Identifier: Apache-2.0
// The kernel's own walk of all processes, in place of reading each of them in /proc: BPF iterators (kernel 5.8 and later;
// CAP_BPF and CAP_PERFMON). Tells what the initial namespaces see, so an observer in others is refused.
#pragma once
#include "core/model/task_stamp.h"

#include <memory>

namespace nsscope
{

class FactWalk final : public TaskSource
{
public:
    /// Loads the program of tasks, which takes some milliseconds once, before kernel 5.17 some ninety. An Error says what is missing.
    static Result<std::unique_ptr<FactWalk>> load();
    ~FactWalk() override;

    /// Only for scans that no other follows: it has no stamps.
    Result<std::vector<TaskStamp>> tasks() override;
    Status eachFact(const std::function<void(const TaskFacts&)>& use) override;
    Status eachFile(const std::function<void(const FileFacts&)>& use) override;

private:
    struct Programs;
    explicit FactWalk(std::unique_ptr<Programs> programs);
    std::unique_ptr<Programs> m_programs;
};

} // namespace nsscope
