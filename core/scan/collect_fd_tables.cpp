// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scan_run.h"

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

class TableWalk
{
public:
    explicit TableWalk(ScanRun& run) : m_run(run)
    {
        struct stat st = {};
        if (::fstat(run.proc.rootFd(), &st) == 0)
            m_procDevice = st.st_dev;
    }

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
        row.tid = tid;
        m_rows = &m_run.details[taskIndex].fds;
        for (ssize_t got = 0; (got = ::getdents64(dir.get(), m_entries, sizeof m_entries)) > 0;) {
            for (ssize_t at = 0; at < got;) {
                const auto* entry = reinterpret_cast<const dirent64*>(m_entries + at);
                at += entry->d_reclen;
                if (entry->d_name[0] != '.')
                    readEntry(dir.get(), entry->d_name, row);
            }
            if (m_run.proc.wasLast(static_cast<std::size_t>(got), sizeof m_entries))
                break;
        }
    }

private:
    void readEntry(int dir, const char* name, FdRow& row)
    {
        if (m_run.proc.live() ? !readInode(dir, name, row) : !readText(dir, name, row))
            return;
        std::string_view digits(name);
        row.fd = static_cast<std::int32_t>(takeNumber(digits).value_or(0));
        m_rows->push_back(row);
    }

    /// What the inode says is enough for nearly all descriptors, and a namespace file that was opened where
    /// it is mounted has the path as its text (fs/d_path.c: d_dname is for what is not the root of a mount).
    bool readInode(int dir, const char* name, FdRow& row)
    {
        struct statx st = {};
        if (::statx(dir, name, AT_STATX_DONT_SYNC, STATX_TYPE | STATX_INO, &st) < 0)
            return false;
        if (S_ISSOCK(st.stx_mode)) {
            row.text = {FdKind::Socket, st.stx_ino, 0};
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
        if (S_ISCHR(st.stx_mode) ? !tap : st.stx_dev_major != 0 || isDull(device))
            return false;
        const bool found = readText(dir, name, row);
        if (!found && !S_ISCHR(st.stx_mode) && m_plainPath && device != m_procDevice)
            m_dull.push_back(device);
        return found;
    }

    bool readNamespace(int dir, const char* name, std::uint64_t inode, FdRow& row)
    {
        if (readText(dir, name, row) && row.text.kind == FdKind::Namespace)
            return true;
        const UniqueFd fd = m_run.query.openAt(dir, name);
        const auto type = fd ? m_run.query.typeOf(fd.get()) : std::nullopt;
        if (!type)
            return false;
        row.text = {FdKind::Namespace, inode, static_cast<std::uint8_t>(*type)};
        return true;
    }

    bool readText(int dir, const char* name, FdRow& row)
    {
        char buffer[512];
        int error = 0;
        const std::string_view text = m_run.proc.linkIn(dir, name, buffer, sizeof buffer, error);
        row.text = parseFdText(text);
        m_plainPath = text.starts_with('/') && !text.starts_with("/proc/") && !text.starts_with("/sys/");
        row.path.clear();
        if (row.text.kind == FdKind::ProcFile || row.text.kind == FdKind::CgroupFile)
            row.path = text;
        return row.text.kind != FdKind::Other;
    }

    bool isDull(std::uint64_t device) const
    {
        return std::find(m_dull.begin(), m_dull.end(), device) != m_dull.end();
    }

    ScanRun& m_run;
    std::vector<FdRow>* m_rows = nullptr;
    std::uint64_t m_procDevice = 0;
    std::vector<std::uint64_t>
        m_dull;               ///< file systems without a disk that are not of the kernel: tmpfs, overlay, ...
    bool m_plainPath = false; ///< the last text was the path of an ordinary file
    alignas(dirent64) char m_entries[32768];
};

/// Two tasks use one descriptor table (kcmp(2)); where that cannot be asked they are taken for different.
bool shareTable(std::int32_t a, std::int32_t b)
{
    return ::syscall(SYS_kcmp, a, b, KCMP_FILES, 0, 0) == 0;
}

/// Threads whose table is not the process's; of those that share one, the first.
void readThreadTables(ScanRun& run, std::uint32_t index, TableWalk& walk)
{
    const TaskRow& process = run.tasks[index];
    std::int32_t last = process.zombie ? 0 : process.pid;
    for (const std::int32_t tid : run.details[index].tids) {
        if (run.proc.ownPids() &&
            ((!process.zombie && shareTable(process.pid, tid)) || (last != 0 && shareTable(last, tid))))
            continue;
        last = tid;
        walk.read(index, tid);
    }
}

} // namespace

void collectFdTables(ScanRun& run)
{
    const auto walk = std::make_unique<TableWalk>(run);
    for (std::uint32_t i = 0; i < run.tasks.size(); ++i) {
        const TaskRow& process = run.tasks[i];
        ProcessDetail& detail = run.details[i];
        if (process.kernelThread || process.denied || (process.idle && detail.fdsRead))
            continue;
        detail.fds.clear();
        detail.fdsRead = true;
        if (!process.zombie)
            walk->read(i, 0);
        readThreadTables(run, i, *walk);
    }
}

} // namespace nsscope
