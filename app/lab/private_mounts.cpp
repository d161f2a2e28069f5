// SPDX-License-Identifier: Apache-2.0
#include "app/lab/private_mounts.h"

#include "app/lab/ns_identity.h"
#include "core/base/read_file.h"
#include "core/base/unique_fd.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mount.h>

namespace nsscope
{

namespace
{

constexpr const char* room = "/tmp";
constexpr const char* source = "nsscope-lab"; ///< tells our tmpfs from others in mountinfo
constexpr std::size_t mountinfoCap = 8 << 20;

bool roomIsOurs()
{
    const auto mounts = readFileAt(AT_FDCWD, "/proc/thread-self/mountinfo", mountinfoCap);
    return mounts && mounts->find(std::string(" - tmpfs ") + source + " ") != std::string::npos;
}

} // namespace

int makeMountsPrivate() { return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 ? 0 : errno; }

bool isHostMounts(const LabNamespace& host)
{
    const LabNamespace own = readNamespace("/proc/thread-self/ns/mnt");
    // One that cannot be read is taken for the host's: better to refuse.
    return own.inode == 0 || host.inode == 0 || (own.dev == host.dev && own.inode == host.inode);
}

std::string mountPath(const std::string& name) { return std::string(room) + "/" + name; }

int prepareTarget(const LabNamespace& host, const std::string& target)
{
    if (isHostMounts(host))
        return EPERM;
    if (!roomIsOurs() && ::mount(source, room, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=64k,mode=700") != 0)
        return errno;
    const UniqueFd file(::open(target.c_str(), O_RDONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    return file || errno == EACCES ? 0 : errno;
}

int bindMount(const std::string& from, const std::string& target)
{
    return ::mount(from.c_str(), target.c_str(), nullptr, MS_BIND, nullptr);
}

int unmountTarget(const std::string& target) { return ::umount2(target.c_str(), UMOUNT_NOFOLLOW); }

} // namespace nsscope
