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
/// NS_GET_MNTNS_ID of Linux 6.11; the id is that which listmount(2) takes.
constexpr unsigned long getMountNsId = _IOR(NSIO, 5, std::uint64_t);
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

class HandleRoom
{
public:
    HandleRoom() { handle()->handle_bytes = sizeof(HandleBytes); }
    file_handle* handle() { return reinterpret_cast<file_handle*>(m_bytes); }

private:
    alignas(file_handle) char m_bytes[sizeof(file_handle) + sizeof(HandleBytes)] = {};
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
    HandleRoom room;
    room.handle()->handle_type = nsfsHandle;
    std::memcpy(room.handle()->f_handle, &bytes, sizeof bytes);
    return UniqueFd(::open_by_handle_at(nsfsRoot, room.handle(), O_RDONLY | O_CLOEXEC));
}

std::optional<NsType> NsQuery::typeOf(int fd) const
{
    const int flag = ::ioctl(fd, NS_GET_NSTYPE);
    return flag < 0 ? std::nullopt : nsTypeByCloneFlag(static_cast<std::uint32_t>(flag));
}

std::optional<NsRef> NsQuery::identify(int fd, NsType type) const
{
    if (m_handles) {
        HandleRoom room;
        int mountId = 0;
        const bool told = ::name_to_handle_at(fd, "", room.handle(), &mountId, AT_EMPTY_PATH) == 0;
        m_handles = told || errno != EOPNOTSUPP;
        if (told && room.handle()->handle_type == nsfsHandle && room.handle()->handle_bytes == sizeof(HandleBytes)) {
            HandleBytes bytes;
            std::memcpy(&bytes, room.handle()->f_handle, sizeof bytes);
            return bytes.type == nsTypeRow(type).cloneFlag ? std::optional(NsRef{type, m_dev, bytes.inode, bytes.id})
                                                           : std::nullopt;
        }
    }
    struct stat st = {};
    if (typeOf(fd) != type || ::fstat(fd, &st) < 0)
        return std::nullopt;
    NsRef ref{type, st.st_dev, st.st_ino, 0};
    if (::ioctl(fd, getId, &ref.id) < 0 && (type != NsType::Mnt || ::ioctl(fd, getMountNsId, &ref.id) < 0))
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
