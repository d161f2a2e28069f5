// SPDX-License-Identifier: Apache-2.0
#include "core/scan/ns_query.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/nsfs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/types.h>

namespace nsscope
{

namespace
{

/// NS_GET_ID of Linux 6.18 (include/uapi/linux/nsfs.h), newer than the headers that this is built with.
constexpr unsigned long getId = _IOR(NSIO, 13, std::uint64_t);
struct MountNsInfo // struct mnt_ns_info of include/uapi/linux/nsfs.h
{
    std::uint32_t size = 16;
    std::uint32_t mounts = 0;
    std::uint64_t id = 0;
};
constexpr unsigned long getNextMountNs = _IOR(NSIO, 11, MountNsInfo);
constexpr unsigned long getPreviousMountNs = _IOR(NSIO, 12, MountNsInfo);
/// FD_NSFS_ROOT of include/uapi/linux/fcntl.h and FILEID_NSFS of include/linux/exportfs.h.
constexpr int nsfsRoot = -10003;
constexpr int nsfsHandle = 0xf1;

/// struct nsfs_file_handle of include/uapi/linux/nsfs.h.
struct HandleBytes
{
    std::uint64_t id;
    std::uint32_t type;
    std::uint32_t inode;
};

NsReached reach(int fd, unsigned long request)
{
    NsReached reached;
    reached.fd.reset(::ioctl(fd, request));
    if (reached.fd)
        reached.kind = NsLink::Kind::Ref;
    else if (errno == EPERM)
        reached.kind = NsLink::Kind::Outside;
    return reached;
}

} // namespace

UniqueFd NsQuery::openAt(int dirFd, const char* path) const
{
    return UniqueFd(::openat(dirFd, path, O_RDONLY | O_CLOEXEC));
}

UniqueFd NsQuery::openByHandle(const NsRef& ref) const
{
    const HandleBytes bytes{ref.id, nsTypeRow(ref.type).cloneFlag, static_cast<std::uint32_t>(ref.inode)};
    alignas(file_handle) char room[sizeof(file_handle) + sizeof bytes] = {};
    auto* const handle = reinterpret_cast<file_handle*>(room);
    handle->handle_bytes = sizeof bytes;
    handle->handle_type = nsfsHandle;
    std::memcpy(handle->f_handle, &bytes, sizeof bytes);
    return UniqueFd(::open_by_handle_at(nsfsRoot, handle, O_RDONLY | O_CLOEXEC));
}

std::optional<NsType> NsQuery::typeOf(int fd) const
{
    const int flag = ::ioctl(fd, NS_GET_NSTYPE);
    return flag < 0 ? std::nullopt : nsTypeByCloneFlag(static_cast<std::uint32_t>(flag));
}

std::optional<NsRef> NsQuery::identify(int fd, NsType type) const
{
    struct stat st = {};
    if (typeOf(fd) != type || ::fstat(fd, &st) < 0)
        return std::nullopt;
    NsRef ref{type, st.st_dev, st.st_ino, 0};
    if (::ioctl(fd, getId, &ref.id) < 0)
        ref.id = 0;
    return ref;
}

NsReached NsQuery::owner(int fd) const
{
    return reach(fd, NS_GET_USERNS);
}
NsReached NsQuery::parent(int fd) const
{
    return reach(fd, NS_GET_PARENT);
}

UniqueFd NsQuery::nextMountNs(int fd) const
{
    MountNsInfo info;
    return UniqueFd(::ioctl(fd, getNextMountNs, &info));
}

UniqueFd NsQuery::previousMountNs(int fd) const
{
    MountNsInfo info;
    return UniqueFd(::ioctl(fd, getPreviousMountNs, &info));
}

std::optional<std::uint32_t> NsQuery::ownerUid(int fd) const
{
    uid_t uid = 0;
    if (::ioctl(fd, NS_GET_OWNER_UID, &uid) < 0)
        return std::nullopt;
    return uid;
}

} // namespace nsscope
