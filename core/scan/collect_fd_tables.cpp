// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scan_run.h"

#include <cerrno>
#include <charconv>
#include <dirent.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <memory>
#include <sys/syscall.h>

namespace nsscope
{

namespace
{

class TableWalk
{
public:
    explicit TableWalk(ScanRun& run) : m_run(run) {}

    /// The table of a process (tid 0) or of one thread of it.
    void read(std::uint32_t taskIndex, std::int32_t tid)
    {
        const std::int32_t pid = m_run.tasks[taskIndex].pid;
        ProcPath path(pid);
        if (tid != 0)
            path.add("/task/").add(tid);
        path.add("/fd");
        const UniqueFd dir(::openat(m_run.proc.rootFd(), path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!dir) {
            if (!meansGone(errno))
                m_run.gaps.add("fd", errno, "CAP_SYS_PTRACE", [&] { return m_run.proc.pathOf(path.view()); });
            return;
        }
        FdRow row;
        row.task = taskIndex;
        row.tid = tid;
        for (ssize_t got = 0; (got = ::getdents64(dir.get(), m_entries, sizeof m_entries)) > 0;) {
            for (ssize_t at = 0; at < got;) {
                const auto* entry = reinterpret_cast<const dirent64*>(m_entries + at);
                at += entry->d_reclen;
                if (entry->d_name[0] != '.')
                    readLink(dir.get(), entry->d_name, row);
            }
        }
    }

private:
    void readLink(int dir, const char* name, FdRow& row)
    {
        char buffer[512];
        int error = 0;
        const std::string_view text = m_run.proc.linkIn(dir, name, buffer, sizeof buffer, error);
        row.text = parseFdText(text);
        if (row.text.kind == FdKind::Other)
            return;
        std::string_view digits(name);
        row.fd = static_cast<std::int32_t>(takeNumber(digits).value_or(0));
        row.path = UINT32_MAX;
        if (row.text.kind == FdKind::ProcFile || row.text.kind == FdKind::CgroupFile) {
            row.path = static_cast<std::uint32_t>(m_run.fds.paths.size());
            m_run.fds.paths.emplace_back(text);
        }
        m_run.fds.rows.push_back(row);
    }

    ScanRun& m_run;
    alignas(dirent64) char m_entries[32768];
};

/// Two tasks use one descriptor table (kcmp(2)); where that cannot be asked they are taken for different.
bool shareTable(std::int32_t a, std::int32_t b) { return ::syscall(SYS_kcmp, a, b, KCMP_FILES, 0, 0) == 0; }

/// Threads whose table is not the process's; of those that share one, the first.
void readThreadTables(ScanRun& run, TableWalk& walk)
{
    std::int32_t lastTid = 0;
    std::uint32_t lastTask = UINT32_MAX;
    for (const auto& [task, tid] : run.threads) {
        const TaskRow& process = run.tasks[task];
        if (!process.zombie && run.proc.ownPids() && shareTable(process.pid, tid))
            continue;
        if (lastTask == task && run.proc.ownPids() && shareTable(lastTid, tid))
            continue;
        lastTask = task;
        lastTid = tid;
        walk.read(task, tid);
    }
}

} // namespace

void collectFdTables(ScanRun& run)
{
    const auto walk = std::make_unique<TableWalk>(run);
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        if (!run.tasks[i].kernelThread && !run.tasks[i].denied && !run.tasks[i].zombie)
            walk->read(i, 0);
    }
    readThreadTables(run, *walk);
}

} // namespace nsscope
