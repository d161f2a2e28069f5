// SPDX-License-Identifier: Apache-2.0
#include "app/lab/ns_identity.h"

#include "core/base/unique_fd.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace nsscope
{

namespace
{

// include/uapi/linux/nsfs.h, Linux 6.18; older kernels answer ENOTTY.
constexpr unsigned long nsGetId = _IOR(0xb7, 13, std::uint64_t);

} // namespace

LabNamespace readNamespace(const std::string& path)
{
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info{};
    if (!fd || ::fstat(fd.get(), &info) != 0)
        return {};
    std::uint64_t id = 0;
    if (::ioctl(fd.get(), nsGetId, &id) != 0)
        id = 0;
    return {info.st_dev, info.st_ino, id};
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

} // namespace nsscope
