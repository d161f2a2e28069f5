// SPDX-License-Identifier: Apache-2.0
#include "app/lab/ns_identity.h"

#include "core/base/unique_fd.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

// include/uapi/linux/nsfs.h, Linux 6.18; older kernels answer ENOTTY.
constexpr unsigned long nsGetId = _IOR(0xb7, 13, std::uint64_t);

// include/uapi/linux/pidfd.h, Linux 6.11: PIDFD_GET_PID_FOR_CHILDREN_NAMESPACE. Answers before the first child is there,
// when /proc/PID/ns/pid_for_children does not (kernel/pid_namespace.c pidns_for_children_get).
constexpr unsigned long pidfdGetPidForChildren = _IO(0xff, 6);

LabNamespace identify(const UniqueFd& fd)
{
    struct stat info{};
    if (!fd || ::fstat(fd.get(), &info) != 0)
        return {};
    std::uint64_t id = 0;
    if (::ioctl(fd.get(), nsGetId, &id) != 0)
        id = 0;
    return {info.st_dev, info.st_ino, id};
}

LabNamespace readPidForChildren()
{
    // A thread's own would need PIDFD_THREAD; that of its process may be another's.
    const UniqueFd self(static_cast<int>(::syscall(SYS_pidfd_open, ::gettid(), ::gettid() == ::getpid() ? 0 : O_EXCL)));
    const UniqueFd fd(self ? ::ioctl(self.get(), pidfdGetPidForChildren, 0) : -1);
    return identify(fd);
}

} // namespace

LabNamespace readNamespace(const std::string& path)
{
    return identify(UniqueFd(::open(path.c_str(), O_RDONLY | O_CLOEXEC)));
}

LabNamespace readOwnNamespace(NsType type)
{
    const std::string link(type == NsType::Time ? nsTypeRow(type).forChildrenLink : nsTypeName(type));
    return readNamespace("/proc/self/ns/" + link);
}

LabNamespace readNamespaceOf(int pid, NsType type)
{
    return readNamespace("/proc/" + std::to_string(pid) + "/ns/" + std::string(nsTypeName(type)));
}

std::array<LabNamespace, nsTypeCount> readThreadNamespaces(std::uint32_t flags, bool forChildren)
{
    std::array<LabNamespace, nsTypeCount> found{};
    for (const NsTypeRow& row : nsTypeTable()) {
        if (!(flags & row.cloneFlag))
            continue;
        LabNamespace& ns = found[static_cast<std::size_t>(row.type)];
        if (forChildren && row.type == NsType::Pid)
            ns = readPidForChildren();
        else
            ns = readNamespace("/proc/thread-self/ns/" +
                               std::string(forChildren && !row.forChildrenLink.empty() ? row.forChildrenLink : row.name));
    }
    return found;
}

} // namespace nsscope
