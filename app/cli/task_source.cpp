// SPDX-License-Identifier: Apache-2.0
#include "app/cli/task_source.h"

#include "core/scan/scanner.h"

#include <CLI/CLI.hpp>
#include <unistd.h>

#ifdef NSSCOPE_BPF
#include "core/bpf/kernel_tasks.h"
#endif

namespace nsscope
{

Result<std::unique_ptr<TaskSource>> kernelTasks()
{
#ifdef NSSCOPE_BPF
    return KernelTasks::load();
#else
    return failure("this nsscope-cli was built without BPF", {}, 0, "a build where clang, bpftool and libbpf-dev are there");
#endif
}

void addTasksOption(CLI::App& command, std::string& from)
{
    command.add_option("--tasks", from, "Who tells which processes have changed: the kernel's walk (root, BPF) or /proc; auto: who can")
        ->check(CLI::IsMember({"auto", "kernel", "proc"}))
        ->capture_default_str();
}

Status lendTasks(ScanOptions& scan, const std::string& from)
{
    if (from == "proc" || (from == "auto" && ::geteuid() != 0))
        return {};
    auto tasks = kernelTasks();
    if (tasks)
        scan.tasks = std::move(*tasks);
    else if (from == "kernel")
        return tl::unexpected(tasks.error());
    return {};
}

} // namespace nsscope
