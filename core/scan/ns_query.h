// SPDX-License-Identifier: Apache-2.0
// Asks the kernel about one namespace by a descriptor of it (ioctl_nsfs(2)): number, 64-bit id, owner,
// parent. Every descriptor pins its namespace (fs/nsfs.c), so callers close it at once; nothing is kept here.
#pragma once
#include "core/base/unique_fd.h"
#include "core/model/ns_ref.h"

#include <atomic>
#include <cstdint>
#include <optional>

namespace nsscope
{

/// A namespace that was reached from another one, open as long as this lives.
struct NsReached
{
    NsLink::Kind kind = NsLink::Kind::Unknown;
    UniqueFd fd; ///< valid for Kind::Ref
};

class NsQuery
{
public:
    /// `nsfsDev` is what every namespace file's st_dev is; 0 where that is not known, which costs a few calls more.
    explicit NsQuery(std::uint64_t nsfsDev = 0) : m_dev(nsfsDev), m_handles(nsfsDev != 0) {}

    /// Opens a namespace link or file, O_RDONLY | O_CLOEXEC; an invalid descriptor with errno set otherwise.
    UniqueFd openAt(int dirFd, const char* path) const;
    /// Opens by nsfs file handle (Linux 6.18 and later) a namespace that nothing else names. On 6.18 this
    /// works as long as any reference is left, on 6.19 and later as long as it is active; a right that is
    /// missing looks like death.
    UniqueFd openByHandle(const NsRef& ref) const;
    /// Number and id (0 where the kernel has none: before Linux 6.18) of an open namespace file; nullopt
    /// where `fd` is no namespace of `type`.
    std::optional<NsRef> identify(int fd, NsType type) const;
    /// The type of an open namespace file (NS_GET_NSTYPE); nullopt where it is none.
    std::optional<NsType> typeOf(int fd) const;
    /// The user namespace that owns it; EPERM (beyond the observer's own user namespace) is Kind::Outside.
    NsReached owner(int fd) const;
    /// The parent of a user or pid namespace.
    NsReached parent(int fd) const;
    /// The mount namespace next to this one in the kernel's own list, where also those stand that no process is in
    /// (NS_MNT_GET_NEXT and NS_MNT_GET_PREV, Linux 6.12 and later); an invalid descriptor with errno set otherwise:
    /// ENOTTY where the kernel has no such list, ENOENT at its end, EPERM where a right is missing.
    UniqueFd nextMountNs(int fd) const;
    UniqueFd previousMountNs(int fd) const;
    /// Uid of the creator of a user namespace, as the observer's user namespace maps it.
    std::optional<std::uint32_t> ownerUid(int fd) const;

private:
    std::uint64_t m_dev;
    mutable std::atomic<bool> m_handles; ///< name_to_handle_at tells all at once, as far as is known
};

} // namespace nsscope
