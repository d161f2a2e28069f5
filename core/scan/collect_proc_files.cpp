// SPDX-License-Identifier: Apache-2.0
// Open files of /proc and cgroupfs that took a reference of a namespace when they were opened. Which one,
// only a network table tells: every network namespace has entries with inode numbers of its own
// (fs/proc/generic.c), so the same file of a member process has the same number. For the others the namespace
// of the process is the best guess.
#include "core/scan/scan_run.h"

#include <sys/stat.h>
#include <unordered_map>

namespace nsscope
{

namespace
{

class ProcFileCollector
{
public:
    explicit ProcFileCollector(ScanRun& run) : m_run(run) {}

    void ask(const TaskRow& task, const FdRow& row)
    {
        const std::string& path = m_run.fds[task.fdPart].paths[row.number];
        struct stat st = {};
        // A directory of the same names takes no reference.
        if (m_run.proc.live() &&
            (::fstatat(m_run.proc.rootFd(), fdPath(task, row).c_str(), &st, 0) < 0 || !S_ISREG(st.st_mode)))
            return;
        Holder holder = holderOf(task, row, HolderKind::ProcFile);
        holder.path = path;
        std::uint32_t index = NsTable::none;
        if (const auto net = path.rfind("/net/");
            row.kind == FdKind::ProcFile && net != std::string::npos) {
            index = networkOf(path.substr(net + 1), st.st_ino, task, row);
            holder.certain = m_run.proc.live();
        } else {
            index = guess(row, path, task);
            holder.certain = false;
        }
        if (index != NsTable::none)
            m_run.addHolder(index, std::move(holder));
    }

private:
    /// `file`: "net/dev".
    std::uint32_t networkOf(const std::string& file, std::uint64_t inode, const TaskRow& task,
                            const FdRow& row)
    {
        if (!m_run.proc.live())
            return m_run.linksOf(task)[NsSlot::Net];
        auto& numbers = m_files[file];
        if (numbers.empty())
            readNumbers(file, numbers);
        const Recall::Key key{HolderKind::ProcFile, task.pid, task.holder->startTicks,
                              static_cast<std::uint64_t>(row.fd)};
        const auto found = numbers.find(inode);
        if (found == numbers.end())
            return m_run.recalled(key, NsType::Net);
        m_run.recall.keep(key, m_run.namespaces[found->second].info.ref);
        return found->second;
    }

    /// The file's inode number in every network namespace that has a member.
    void readNumbers(const std::string& file, std::unordered_map<std::uint64_t, std::uint32_t>& numbers)
    {
        std::vector<bool> done(m_run.namespaces.size());
        for (const TaskRow& task : m_run.tasks) {
            const std::uint32_t index = m_run.linksOf(task)[NsSlot::Net];
            if (index == NsTable::none || task.zombie || done[index])
                continue;
            struct stat st = {};
            const ProcPath path = ProcPath(task.pid).add("/").add(file);
            if (::fstatat(m_run.proc.rootFd(), path.c_str(), &st, 0) < 0)
                continue;
            done[index] = true;
            numbers.emplace(st.st_ino, index);
        }
    }

    /// Mount tables name the process that they are of; ipc and cgroup files were opened in the namespace of
    /// someone.
    std::uint32_t guess(const FdRow& row, const std::string& path, const TaskRow& task) const
    {
        if (row.kind == FdKind::CgroupFile)
            return m_run.linksOf(task)[NsSlot::Cgroup];
        if (path.find("/sysvipc/") != path.npos)
            return m_run.linksOf(task)[NsSlot::Ipc];
        // Of PID/mounts, or PID/task/TID/mounts.
        std::string_view rest(path);
        rest = rest.substr(0, rest.rfind('/'));
        if (const std::size_t thread = rest.rfind("/task/"); thread != rest.npos)
            rest = rest.substr(0, thread);
        rest.remove_prefix(rest.rfind('/') + 1);
        const auto pid = takeNumber(rest);
        const TaskRow* const target = pid ? m_run.findTask(static_cast<std::int32_t>(*pid)) : nullptr;
        return target != nullptr ? m_run.linksOf(*target)[NsSlot::Mnt] : NsTable::none;
    }

    ScanRun& m_run;
    std::unordered_map<std::string, std::unordered_map<std::uint64_t, std::uint32_t>> m_files;
};

} // namespace

void collectProcFiles(ScanRun& run)
{
    ProcFileCollector collector(run);
    for (const FdKind kind : {FdKind::ProcFile, FdKind::CgroupFile})
        run.forEachFd(kind, [&](const TaskRow& task, const FdRow& row) { collector.ask(task, row); });
}

} // namespace nsscope
