// SPDX-License-Identifier: Apache-2.0
#include "app/lab/id_map.h"

#include "core/base/read_file.h"
#include "core/base/unique_fd.h"

#include <cerrno>
#include <fcntl.h>
#include <string>

namespace nsscope
{

namespace
{

int writeFile(const std::string& path, const std::string& text)
{
    const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!fd)
        return errno;
    const Status written = writeAll(fd.get(), text, path);
    return written ? 0 : written.error().code;
}

std::string mapOfOne(std::uint32_t outside) { return "0 " + std::to_string(outside) + " 1"; }

} // namespace

int writeIdMaps(std::uint32_t uid, std::uint32_t gid)
{
    // The uid map first: where a security module stripped the capabilities it says EPERM, the plainest sign.
    if (const int code = writeFile("/proc/self/uid_map", mapOfOne(uid)); code != 0)
        return code;
    if (const int code = writeFile("/proc/self/setgroups", "deny"); code != 0 && code != ENOENT)
        return code;
    return writeFile("/proc/self/gid_map", mapOfOne(gid));
}

} // namespace nsscope
