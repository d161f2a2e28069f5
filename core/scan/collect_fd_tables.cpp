// SPDX-License-Identifier: Apache-2.0
#include "core/scan/proc_places.h"
#include "core/scan/scan_run.h"
#include "core/scan/told_files.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <memory>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>

namespace nsscope
{

namespace
{

constexpr unsigned miscMajor = 10;     // include/linux/major.h
constexpr unsigned tunMinor = 200;     // include/linux/miscdevice.h
constexpr unsigned dynamicMajor = 234; // tap devices have one of these

/// Reads the tables of one process after the other; changes nothing that another walk looks at.
class TableWalk
{
public:
    /// `inPart`: where its rows will stand in ScanRun::fds.
    TableWalk(const ScanRun& run, std::uint8_t inPart) : part(inPart), m_run(run) {}

    /// The table of a process (tid 0) or of one thread of it.
    void read(std::int32_t pid, std::int32_t tid)
    {
        const UniqueFd dir = open(pid, tid, O_RDONLY);
        if (!dir)
            return;
        for (ssize_t got = 0; (got = ::getdents64(dir.get(), m_entries, sizeof m_entries)) > 0;) {
            for (ssize_t at = 0; at < got;) {
                const auto* entry = reinterpret_cast<const dirent64*>(m_entries + at);
                at += entry->d_reclen;
                if (entry->d_name[0] != '.')
                    readEntry(dir.get(), entry->d_name, tid);
            }
            if (m_run.proc.wasLast(static_cast<std::size_t>(got), sizeof m_entries))
                break;
        }
    }

    /// Of the table of a process these descriptors alone.
    void read(std::int32_t pid, std::span<const FileFacts> files)
    {
        const UniqueFd dir = files.empty() ? UniqueFd() : open(pid, 0, O_PATH);
        if (!dir)
            return;
        for (const FileFacts& file : files)
            readEntry(dir.get(), std::to_string(file.fd).c_str(), 0);
    }

    const std::uint8_t part;
    FdRows found;
    GapTally gaps;

private:
    UniqueFd open(std::int32_t pid, std::int32_t tid, int how)
    {
        m_pid = pid;
        ProcPath path(pid);
        if (tid != 0)
            path.add("/task/").add(tid);
        path.add("/fd");
        UniqueFd dir(::openat(m_run.proc.rootFd(), path.c_str(), how | O_DIRECTORY | O_CLOEXEC));
        if (!dir && !meansGone(errno))
            gaps.add("fd", errno, "CAP_SYS_PTRACE", [&] { return m_run.proc.pathOf(path.view()); });
        return dir;
    }

    void readEntry(int dir, const char* name, std::int32_t tid)
    {
        FdRow row;
        if (m_run.proc.live() ? !readInode(dir, name, row) : !readText(dir, name, row))
            return;
        std::string_view digits(name);
        row.tid = tid;
        row.fd = static_cast<std::int32_t>(takeNumber(digits).value_or(0));
        found.rows.push_back(row);
    }

    /// What the inode says is enough for nearly all descriptors, and a namespace file that was opened where
    /// it is mounted has the path as its text (fs/d_path.c: d_dname is for what is not the root of a mount).
    bool readInode(int dir, const char* name, FdRow& row)
    {
        struct statx st = {};
        // A file server may refuse that to all but its own user; the text tells what it is all the same.
        if (::statx(dir, name, AT_STATX_DONT_SYNC, STATX_TYPE | STATX_INO | STATX_SIZE | STATX_BLOCKS, &st) < 0)
            return (errno == EACCES || errno == EPERM) && readText(dir, name, row);
        if (S_ISSOCK(st.stx_mode)) {
            row.kind = FdKind::Socket;
            row.number = static_cast<std::uint32_t>(st.stx_ino);
            return true;
        }
        // No namespace is held by pipes, directories and files of disks; of devices only by tun and tap.
        if (S_ISFIFO(st.stx_mode) || S_ISDIR(st.stx_mode) || S_ISLNK(st.stx_mode) || S_ISBLK(st.stx_mode))
            return false;
        const std::uint64_t device = makedev(st.stx_dev_major, st.stx_dev_minor);
        if (device == m_run.proc.nsfsDev())
            return readNamespace(dir, name, st.stx_ino, row);
        const bool tap =
            S_ISCHR(st.stx_mode) && (st.stx_rdev_major == miscMajor ? st.stx_rdev_minor == tunMinor
                                                                    : st.stx_rdev_major >= dynamicMajor);
        if (S_ISCHR(st.stx_mode))
            return tap && readText(dir, name, row);
        // The files that the kernel writes as they are read have no disk, no size and no blocks.
        if (st.stx_dev_major != 0 || st.stx_size != 0 || st.stx_blocks != 0 || m_places.isOther(device))
            return false;
        m_device = S_ISREG(st.stx_mode) && m_run.proc.ownPids() ? device : 0;
        const bool known = readText(dir, name, row);
        m_device = 0;
        return known;
    }

    bool readNamespace(int dir, const char* name, std::uint64_t inode, FdRow& row)
    {
        if (readText(dir, name, row) && row.kind == FdKind::Namespace)
            return true;
        const UniqueFd fd = m_run.query.openAt(dir, name);
        const auto type = fd ? m_run.query.typeOf(fd.get()) : std::nullopt;
        if (!type)
            return false;
        row.kind = FdKind::Namespace;
        row.number = static_cast<std::uint32_t>(inode);
        row.type = static_cast<std::uint8_t>(*type);
        return true;
    }

    bool readText(int dir, const char* name, FdRow& row)
    {
        char buffer[512];
        int error = 0;
        const std::string_view text = m_run.proc.linkIn(dir, name, buffer, sizeof buffer, error);
        if (error == EACCES || error == EPERM)
            gaps.add("fd", error, "CAP_SYS_PTRACE", [&] { return m_run.proc.pathOf(ProcPath(m_pid).add("/fd").view()); });
        const FdText parsed = parseFdText(text);
        row.kind = parsed.kind;
        row.number = static_cast<std::uint32_t>(parsed.number);
        row.type = parsed.type;
        if (row.kind == FdKind::Other && m_device != 0 && text.starts_with('/'))
            row.kind = kindElsewhere(text);
        if (row.kind == FdKind::ProcFile || row.kind == FdKind::CgroupFile) {
            row.number = static_cast<std::uint32_t>(found.paths.size());
            found.paths.emplace_back(text);
        }
        return row.kind != FdKind::Other;
    }

    /// A file of a procfs or cgroupfs that is not at its usual place.
    FdKind kindElsewhere(std::string_view text)
    {
        const FdKind place = m_places.kindOf(m_run.proc, m_pid, m_device);
        return place != FdKind::Other && kindWhereMounted(text) == place ? place : FdKind::Other;
    }

    const ScanRun& m_run;
    ProcPlaces m_places;
    std::int32_t m_pid = 0;     ///< whose table is read
    std::uint64_t m_device = 0; ///< of the file that is read, where it may be one of a procfs; else 0
    alignas(dirent64) char m_entries[32768];
};

/// Two tasks use one descriptor table (kcmp(2)); where that cannot be asked they are taken for different.
bool shareTable(std::int32_t a, std::int32_t b)
{
    return ::syscall(SYS_kcmp, a, b, KCMP_FILES, 0, 0) == 0;
}

/// Threads whose table is not the process's; of those that share one, the first.
void readThreadTables(const ScanRun& run, const TaskRow& process, TableWalk& walk)
{
    if (!process.more)
        return;
    std::int32_t last = process.zombie ? 0 : process.pid;
    for (const std::int32_t tid : process.more->tids) {
        if (run.proc.ownPids() &&
            ((!process.zombie && shareTable(process.pid, tid)) || (last != 0 && shareTable(last, tid))))
            continue;
        last = tid;
        walk.read(process.pid, tid);
    }
}

/// Takes over the rows of a process that has not changed since they were read.
void keepTables(ScanRun& run, TaskRow& process)
{
    FdRows& to = run.fds.front();
    FdRows& from = run.before.fds[process.fdPart];
    const auto first = static_cast<std::uint32_t>(to.rows.size());
    for (std::uint32_t i = 0; i < process.fdCount; ++i) {
        FdRow row = from.rows[process.firstFd + i];
        if (row.kind == FdKind::Other)
            continue;
        if (row.kind == FdKind::ProcFile || row.kind == FdKind::CgroupFile) {
            to.paths.push_back(std::move(from.paths[row.number]));
            row.number = static_cast<std::uint32_t>(to.paths.size() - 1);
        }
        row.ns = run.again(row.ns);
        to.rows.push_back(row);
    }
    process.fdPart = 0;
    process.firstFd = first;
    process.fdCount = static_cast<std::uint32_t>(to.rows.size()) - first;
}

void readTables(const ScanRun& run, const ToldFiles& told, TaskRow& process, TableWalk& walk)
{
    process.fdPart = walk.part;
    process.firstFd = static_cast<std::uint32_t>(walk.found.rows.size());
    if (const auto files = told.of(process); !process.zombie && files)
        walk.read(process.pid, *files);
    else if (!process.zombie)
        walk.read(process.pid, 0);
    readThreadTables(run, process, walk);
    process.fdCount = static_cast<std::uint32_t>(walk.found.rows.size()) - process.firstFd;
    process.fdsRead = true;
}

/// Nothing that could hold a namespace is open in it.
bool hasNone(const ToldFiles& told, const TaskRow& process)
{
    const auto files = told.of(process);
    return files && files->empty() && (!process.more || process.more->tids.empty());
}

/// Keeps what is known; gives the processes whose tables may have changed.
std::vector<std::uint32_t> keepKnown(ScanRun& run)
{
    std::vector<std::uint32_t> toRead;
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        TaskRow& process = run.tasks[i];
        if (process.idle && process.fdsRead) {
            if (process.fdCount != 0)
                keepTables(run, process);
            continue;
        }
        process.fdPart = 0;
        process.firstFd = 0;
        process.fdCount = 0;
        if (!process.kernelThread && !process.denied)
            toRead.push_back(i);
    }
    return toRead;
}

} // namespace

void collectFdTables(ScanRun& run)
{
    run.fds.resize(1);
    std::vector<std::uint32_t> toRead = keepKnown(run);
    const ToldFiles told = ToldFiles::ask(run, toRead.size());
    std::erase_if(toRead, [&](std::uint32_t at) { return run.tasks[at].fdsRead = hasNone(told, run.tasks[at]); });
    const auto walks =
        splitWork(toRead.size() >= leastToSplit ? run.runner : WorkRunner(), toRead.size(),
                  [&](std::size_t n) { return std::make_unique<TableWalk>(run, static_cast<std::uint8_t>(n + 1)); },
                  [&](std::size_t i, TableWalk& walk) { readTables(run, told, run.tasks[toRead[i]], walk); });
    for (const auto& walk : walks) {
        run.fds.push_back(std::move(walk->found));
        run.gaps.merge(walk->gaps);
    }
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        if (run.tasks[i].fdCount != 0)
            run.fdTasks.push_back(i);
    }
}

} // namespace nsscope
