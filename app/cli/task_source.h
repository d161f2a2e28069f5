// SPDX-License-Identifier: Apache-2.0
// Who tells scans of processes: the kernel's walk (core/bpf), or /proc.
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


/// The same for one scan that no other follows. auto: the kernel's walk only where there are so many tasks that loading it
/// costs less than to read them.
void addFactsOption(CLI::App& command, std::string& from);
Status lendFacts(ScanOptions& scan, const std::string& from);

} // namespace nsscope
