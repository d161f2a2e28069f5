// SPDX-License-Identifier: Apache-2.0
#include "core/witness/ns_handle.h"

#include "core/witness/kernel_facts.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/ioctl.h>
#include <linux/types.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace nsscope
{

namespace
{

// From include/uapi/linux/nsfs.h and fcntl.h of kernel 6.18; the C library's headers may be older.
constexpr int fdNsfsRoot = -10003;        // FD_NSFS_ROOT
constexpr int fileIdNsfs = 0xf1;          // FILEID_NSFS
constexpr unsigned long nsGetId = _IOR(0xb7, 13, __u64); // NS_GET_ID

struct NsfsFileHandle
{
    std::uint64_t nsId;
    std::uint32_t nsType;
    std::uint32_t nsInum;
};
static_assert(sizeof(NsfsFileHandle) == 16);

UniqueFd openHandle(const NsfsFileHandle& content)
{
    alignas(file_handle) std::array<char, sizeof(file_handle) + sizeof content> room{};
    auto* handle = reinterpret_cast<file_handle*>(room.data());
    handle->handle_bytes = sizeof content;
    handle->handle_type = fileIdNsfs;
    std::memcpy(handle->f_handle, &content, sizeof content);
    return UniqueFd(::open_by_handle_at(fdNsfsRoot, handle, O_RDONLY | O_CLOEXEC));
}

} // namespace

int touchByHandle(const NsRef& ns) { return openByHandle(ns) ? 0 : errno; }

UniqueFd openByHandle(const NsRef& ns)
{
    return openHandle({ns.id, nsTypeRow(ns.type).cloneFlag, static_cast<std::uint32_t>(ns.inode)});
}

HandleSupport readHandleSupport(const std::string& procRoot)
{
    const UniqueFd own(::open((procRoot + "/self/ns/uts").c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status = {};
    if (!own || ::fstat(own.get(), &status) != 0)
        return {HandleMeaning::Unsupported, errno, "open " + procRoot + "/self/ns/uts"};
    std::uint64_t id = 0;
    if (::ioctl(own.get(), nsGetId, &id) != 0)
        return {HandleMeaning::Unsupported, errno, "NS_GET_ID"};
    if (const int error = touchByHandle({NsType::Uts, status.st_dev, status.st_ino, id}))
        return {HandleMeaning::Unsupported, error, "open_by_handle_at"};
    // A handle that names the id alone is accepted from the kernel on that counts active references.
    return {openHandle({id, 0, 0}) ? HandleMeaning::Activity : HandleMeaning::Reference, 0, ""};
}

std::string handleRemedy(const HandleSupport& support)
{
    if (support.operation.starts_with("open "))
        return "a proc file system that shows this process";
    if (support.error == EPERM || support.error == EACCES)
        return "allow " + support.operation + " in the sandbox around this program (seccomp filter or security policy)";
    return kernelFrom(KernelFeature::NsHandle);
}

} // namespace nsscope
