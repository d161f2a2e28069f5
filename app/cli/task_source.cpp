// SPDX-License-Identifier: Apache-2.0
#include "app/cli/task_source.h"

#include "core/scan/scanner.h"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <sys/sysinfo.h>

#ifdef NSSCOPE_BPF
#include "core/bpf/fact_walk.h"
#include "core/bpf/kernel_tasks.h"
#endif

namespace nsscope
{

namespace
{

constexpr int manyTasks = 150; ///< from there on loading the walk costs less than reading them

#ifndef NSSCOPE_BPF
tl::unexpected<Error> withoutBpf()
{
    return failure("this nsscope-cli was built without BPF", {}, 0, "a build where clang, bpftool and libbpf-dev are there");
}
#endif

Result<std::unique_ptr<TaskSource>> kernelFacts()
{
#ifdef NSSCOPE_BPF
    return FactWalk::load();
#else
    return withoutBpf();
#endif
}

bool hasManyTasks()
{
    struct sysinfo info = {};
    return ::sysinfo(&info) == 0 && info.procs >= manyTasks;
}

void addOption(CLI::App& command, std::string& from, const char* what)
{
    command.add_option("--tasks", from, what)->check(CLI::IsMember({"auto", "kernel", "proc"}))->capture_default_str();
}

Status lend(ScanOptions& scan, Result<std::unique_ptr<TaskSource>> tasks, bool wanted)
{
    if (tasks)
        scan.tasks = std::move(*tasks);
    else if (wanted)
        return tl::unexpected(tasks.error());
    return {};
}

} // namespace

Result<std::unique_ptr<TaskSource>> kernelTasks()
{
#ifdef NSSCOPE_BPF
    return KernelTasks::load();
#else
    return withoutBpf();
#endif
}

void addTasksOption(CLI::App& command, std::string& from)
{
    addOption(command, from, "Who tells which processes have changed: the kernel's walk (root, BPF) or /proc; auto: who can");
}

void addFactsOption(CLI::App& command, std::string& from)
{
    addOption(command, from, "Who tells of processes: the kernel's walk (root, BPF) or /proc; auto: what takes less time");
}

Status lendTasks(ScanOptions& scan, const std::string& from)
{
    if (from == "proc" || (from == "auto" && ::geteuid() != 0))
        return {};
    return lend(scan, kernelTasks(), from == "kernel");
}

Status lendFacts(ScanOptions& scan, const std::string& from)
{
    if (from == "proc" || (from == "auto" && (::geteuid() != 0 || !hasManyTasks())))
        return {};
    return lend(scan, kernelFacts(), from == "kernel");
}

} // namespace nsscope
