// SPDX-License-Identifier: Apache-2.0
// Who tells an agent's scans which processes have changed: the kernel's walk (core/bpf), or /proc.
#pragma once
#include "core/base/error.h"
#include "core/model/task_stamp.h"

#include <memory>
#include <string>

namespace CLI
{
class App;
}

namespace nsscope
{

struct ScanOptions;

/// The kernel's walk; an Error says what is missing: rights, a kernel that can, BPF in this build.
Result<std::unique_ptr<TaskSource>> kernelTasks();

/// --tasks auto|kernel|proc
void addTasksOption(CLI::App& command, std::string& from);
/// Lends the scan what --tasks asked for. auto: the kernel's walk for root where it can be had, else /proc, silently. An
/// Error only where "kernel" was asked for and cannot be had.
Status lendTasks(ScanOptions& scan, const std::string& from);

} // namespace nsscope
