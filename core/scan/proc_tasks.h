// SPDX-License-Identifier: Apache-2.0
// Which processes there are and which have run, by /proc: its list, or, cheaper where the last scan is known, the kernel's
// pid allocator; and the CPU clocks. Marks nothing. Of one scan.
#pragma once
#include "core/model/task_stamp.h"
#include "core/scan/proc_reader.h"
#include "core/scan/scan_memory.h"

namespace nsscope
{

class ProcTasks final : public TaskSource
{
public:
    /// `clocks`: whether they can be read; without them every process is one that may have changed.
    ProcTasks(const ProcReader& proc, ScanMemory& memory, bool clocks) : m_proc(proc), m_memory(memory), m_clocks(clocks) {}

    Result<std::vector<TaskStamp>> tasks() override;
    /// What can be a process, ascending, and maybe more; once a scan.
    Result<std::vector<std::int32_t>> listPids();


private:
    const ProcReader& m_proc;
    ScanMemory& m_memory;
    const bool m_clocks;
};

} // namespace nsscope
