// SPDX-License-Identifier: Apache-2.0
// Which descriptors are worth a look, as the kernel's walk tells it: of the others /proc would say nothing.
#pragma once
#include "core/model/task_facts.h"
#include "core/scan/task_row.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nsscope
{

struct ScanRun;

class ToldFiles
{
public:
    /// Asks the source of the scan, where so many tables are to be read that it is worth it; else it tells of none.
    static ToldFiles ask(ScanRun& run, std::size_t tables);

    /// Those of the process's own table, ascending; nullopt where all of it must be read.
    std::optional<std::span<const FileFacts>> of(const TaskRow& process) const;

private:
    bool m_asked = false;
    std::vector<FileFacts> m_files; ///< ascending by pid and descriptor; descriptor -1: the process has moved meanwhile
};

} // namespace nsscope
