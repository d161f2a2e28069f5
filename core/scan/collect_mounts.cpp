// SPDX-License-Identifier: Apache-2.0
// A namespace file that is mounted somewhere holds its namespace, in whatever mount namespace it is and
// whether a path leads to it or not. A proc mount holds the pid namespace that it shows. Mounts of mqueue and
// sysfs hold no namespace (ipc/mqueue.c: s_fs_info is not counted; fs/sysfs: a passive reference), whatever
// namespaces(7) says of mqueue.
#include "core/base/read_file.h"
#include "core/scan/mount_table.h"
#include "core/scan/scan_run.h"

#include <cerrno>
#include <map>
#include <sys/stat.h>

namespace nsscope
{

namespace
{

constexpr std::size_t mountInfoCap = 256 << 20;
constexpr std::size_t manyMounts = 64; ///< from there on the text of all costs less than a question about each

class MountCollector
{
public:
    explicit MountCollector(ScanRun& run) : m_run(run) {}

    /// All mounts of a mount namespace that can hold, or of one kind.
    void read(std::uint32_t mountNs, MountKind only = MountKind::Other)
    {
        const NsRef ref = m_run.namespaces[mountNs].info.ref;
        if (!readFromKernel(ref, mountNs) && !readFromTask(mountNs))
            return;
        for (const MountRow& row : m_rows) {
            if (row.kind == MountKind::Nsfs)
                addBindMount(row, ref);
            else if (row.kind == MountKind::Proc && only == MountKind::Other)
                addProcMount(row, ref, mountNs);
        }
    }

    /// Forgets mount namespaces that are gone.
    void finish()
    {
        std::erase_if(m_run.before.mounts,
                      [this](const auto& item) { return item.second.round != m_run.before.round; });
    }

private:
    std::optional<std::vector<MountRow>> readByText(std::uint32_t mountNs, std::uint64_t id)
    {
        const Holder* const task = m_run.taskIn(mountNs);
        if (task == nullptr)
            return std::nullopt;
        const std::string path(taskPath(*task).add("/mountinfo").view());
        if (!readFileInto(m_text, m_run.proc.rootFd(), path, mountInfoCap))
            return std::nullopt;
        return readMountsByText(id, m_ids, m_text);
    }

    bool readFromKernel(const NsRef& ref, std::uint32_t mountNs)
    {
        m_ids.clear();
        if (!m_run.proc.live() || ref.id == 0 || listMounts(ref.id, m_ids) != 0)
            return false;
        MountMemory& memory = m_run.before.mounts[ref.id];
        if (memory.ids != m_ids || isDue(ref.id, m_run.before.round)) {
            auto byText = m_ids.size() >= manyMounts ? readByText(mountNs, ref.id) : std::nullopt;
            memory.rows = byText ? std::move(*byText) : readMounts(ref.id, m_ids);
        }
        memory.ids = m_ids;
        memory.round = m_run.before.round;
        m_rows = memory.rows;
        return true;
    }

    /// From the mountinfo of a task in it; false where there is none or it cannot be read.
    bool readFromTask(std::uint32_t mountNs)
    {
        m_rows.clear();
        const Holder* const task = m_run.taskIn(mountNs);
        if (task == nullptr) {
            m_run.gaps.add("mounts", EPERM, "CAP_SYS_ADMIN",
                           [&] { return linkText(m_run.namespaces[mountNs].info.ref); });
            return false;
        }
        const std::string path = std::string(taskPath(*task).add("/mountinfo").view());
        const Status read = readFileInto(m_text, m_run.proc.rootFd(), path, mountInfoCap);
        if (!read) {
            if (!meansGone(read.error().code) && read.error().code != EINVAL)
                m_run.gaps.add("mounts", read.error().code, "CAP_SYS_PTRACE",
                               [&] { return m_run.proc.pathOf(path); });
            return false;
        }
        m_rows = parseMountInfo(m_text);
        markCovered(m_rows);
        return true;
    }

    void addBindMount(const MountRow& row, const NsRef& mountNs)
    {
        const auto number = parseNsLink(row.root);
        if (!number)
            return;
        Holder holder;
        holder.kind = HolderKind::BindMount;
        holder.path = row.point;
        holder.mountId = row.id;
        holder.covered = row.covered;
        holder.related = mountNs;
        const std::uint32_t index = m_run.namespaces.at(*number);
        m_run.namespaces[index].mixed = true;
        m_run.addHolder(index, std::move(holder));
    }

    void addProcMount(const MountRow& row, const NsRef& ref, std::uint32_t mountNs)
    {
        auto known = m_pidNs.find(row.device);
        if (known == m_pidNs.end() || known->second == NsTable::none)
            known = m_pidNs.insert_or_assign(row.device, pidNamespaceOf(row, mountNs)).first;
        if (known->second == NsTable::none)
            return;
        Holder holder;
        holder.kind = HolderKind::ProcMount;
        holder.path = row.point;
        holder.mountId = row.id;
        holder.related = ref;
        m_run.addHolder(known->second, std::move(holder));
    }

    /// A proc mount shows the pids of one pid namespace, so its entry 1 is a process of just that namespace.
    std::uint32_t pidNamespaceOf(const MountRow& row, std::uint32_t mountNs)
    {
        if (!m_run.proc.live())
            return NsTable::none;
        int error = 0;
        struct stat own = {};
        if (::fstat(m_run.proc.rootFd(), &own) == 0 && own.st_dev == row.device && m_run.proc.ownPids()) {
            const auto number = m_run.proc.nsLinkIn(m_run.proc.rootFd(), "self/ns/pid", error);
            return number ? m_run.namespaces.at(*number) : NsTable::none;
        }
        const Recall::Key key{HolderKind::ProcMount, 0, row.device, 0};
        const UniqueFd mounted =
            row.root == "/" ? m_run.openMounted(mountNs, row.point.c_str(), row.device) : UniqueFd();
        if (!mounted)
            return m_run.recall.find(key) ? m_run.recalled(key, NsType::Pid) : NsTable::none;
        const auto number = m_run.proc.nsLinkIn(mounted.get(), "1/ns/pid", error);
        if (number) {
            const std::uint32_t index = m_run.namespaces.at(*number);
            m_run.recall.keep(key, m_run.namespaces[index].info.ref);
            return index;
        }
        // Without a first process the pid namespace is dead for good, and this mount is what keeps it.
        if (meansGone(error))
            return m_run.recalled(key, NsType::Pid);
        m_run.gaps.add("proc_mount", error, "CAP_SYS_PTRACE", [&] { return row.point; });
        return NsTable::none;
    }

    ScanRun& m_run;
    std::vector<std::uint64_t> m_ids;
    std::vector<MountRow> m_rows;
    std::string m_text; ///< of mountinfo
    std::map<std::uint64_t, std::uint32_t> m_pidNs; ///< by device of the proc superblock
};

} // namespace

void collectBindMounts(ScanRun& run, std::uint32_t mountNs)
{
    const std::uint64_t inode = run.namespaces[mountNs].info.ref.inode;
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        run.namespaces[i].info.holders.eraseIf([inode](const Holder& holder) {
            return holder.kind == HolderKind::BindMount && holder.related && holder.related->inode == inode;
        });
    }
    MountCollector(run).read(mountNs, MountKind::Nsfs);
}

void collectMounts(ScanRun& run)
{
    MountCollector collector(run);
    // The table grows while mounts of mount namespace files are found: those are read as well.
    for (std::uint32_t i = 0; i < run.namespaces.size(); ++i) {
        if (run.namespaces[i].info.ref.type == NsType::Mnt && run.namespaces[i].info.ref.inode != 0)
            collector.read(i);
    }
    collector.finish();
}

} // namespace nsscope
