// SPDX-License-Identifier: Apache-2.0
// The kernel's own walk of all processes, in place of reading each of them in /proc: a BPF iterator (kernel 5.8 and later;
// CAP_BPF and CAP_PERFMON). Tells what the initial namespaces see, so an observer in others is refused.
#pragma once
#include "core/model/task_stamp.h"

#include <memory>

namespace nsscope
{

class FactWalk final : public TaskSource
{
public:
    /// Loads the program, which takes some milliseconds once, before kernel 5.17 some ninety. An Error says what is missing.
    static Result<std::unique_ptr<FactWalk>> load();
    ~FactWalk() override;

    /// Only for scans that no other follows: it has no stamps.
    Result<std::vector<TaskStamp>> tasks() override;
    Status eachFact(const std::function<void(const TaskFacts&)>& use) override;

private:
    struct Program;
    explicit FactWalk(std::unique_ptr<Program> program);
    std::unique_ptr<Program> m_program;
};

} // namespace nsscope
