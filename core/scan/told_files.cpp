// SPDX-License-Identifier: Apache-2.0
#include "core/scan/told_files.h"

#include "core/scan/scan_run.h"

#include <algorithm>
#include <tuple>

namespace nsscope
{

namespace
{

bool inOrder(const FileFacts& a, const FileFacts& b) { return std::tie(a.pid, a.fd) < std::tie(b.pid, b.fd); }

/// Its links were read at another moment.
bool isStillIn(const ScanRun& run, const TaskRow& process, std::uint32_t net)
{
    const std::uint32_t index = run.linksOf(process)[NsSlot::Net];
    return index != NsTable::none && run.namespaces[index].info.ref.inode == net;
}

} // namespace

ToldFiles ToldFiles::ask(ScanRun& run, std::size_t tables)
{
    ToldFiles told;
    if (!run.isWorthAWalk(tables))
        return told;
    const TaskRow* process = nullptr;
    const auto take = [&](const FileFacts& file) {
        if (process == nullptr || process->pid != file.pid)
            process = run.findTask(file.pid);
        if (process == nullptr || !process->told)
            return;
        if (file.net == 0)
            told.m_files.push_back(file);
        else if (!isStillIn(run, *process, file.net))
            told.m_files.push_back({file.pid, -1, 0});
    };
    told.m_asked = static_cast<bool>(run.before.source->eachFile(take));
    if (!told.m_asked)
        run.before.factless = true;
    if (!std::is_sorted(told.m_files.begin(), told.m_files.end(), inOrder))
        std::sort(told.m_files.begin(), told.m_files.end(), inOrder);
    return told;
}

std::optional<std::span<const FileFacts>> ToldFiles::of(const TaskRow& process) const
{
    // A walk that a policy keeps from a process tells nothing of its files either.
    if (!m_asked || !process.told)
        return std::nullopt;
    const auto byPid = [](const FileFacts& a, const FileFacts& b) { return a.pid < b.pid; };
    const auto [first, last] = std::equal_range(m_files.begin(), m_files.end(), FileFacts{process.pid, 0, 0}, byPid);
    if (first != last && first->fd < 0)
        return std::nullopt;
    return std::span(first, last);
}

} // namespace nsscope
