// SPDX-License-Identifier: Apache-2.0
#include "core/witness/tracefs.h"

#include "core/base/read_file.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mount.h>
#include <sys/vfs.h>

namespace nsscope
{

namespace
{

constexpr std::size_t mountinfoCap = 16 << 20;

/// \040 and the like back into bytes (fs/seq_file.c mangle_path).
std::string unescapeOctal(std::string_view text)
{
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '7'; };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && digit(i + 1) && digit(i + 2) && digit(i + 3)) {
            out += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// A mount that stands in no mount namespace: it goes with its descriptor (fsmount(2)).
Result<UniqueFd> mountDetached()
{
    const UniqueFd context(::fsopen("tracefs", FSOPEN_CLOEXEC));
    if (!context)
        return errnoFailure("fsopen", "tracefs");
    if (::fsconfig(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) != 0)
        return errnoFailure("fsconfig", "tracefs");
    UniqueFd mount(::fsmount(context.get(), FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC));
    if (!mount)
        return errnoFailure("fsmount", "tracefs");
    return mount;
}

} // namespace

std::string tracefsMountIn(std::string_view mountinfo)
{
    // 36 35 98:0 /root /mount/point options [optional ...] - type source superoptions
    while (!mountinfo.empty()) {
        const std::size_t end = mountinfo.find('\n');
        const std::string_view line = mountinfo.substr(0, end);
        mountinfo.remove_prefix(end == std::string_view::npos ? mountinfo.size() : end + 1);
        const std::size_t separator = line.find(" - ");
        if (separator == std::string_view::npos || !line.substr(separator + 3).starts_with("tracefs "))
            continue;
        std::size_t begin = 0;
        for (int field = 0; field < 4 && begin != std::string_view::npos; ++field) {
            begin = line.find(' ', begin);
            begin = begin == std::string_view::npos ? begin : begin + 1;
        }
        if (begin == std::string_view::npos || begin >= separator)
            continue;
        return unescapeOctal(line.substr(begin, line.find(' ', begin) - begin));
    }
    return {};
}

Result<UniqueFd> openTracefs(const std::string& procRoot)
{
    const auto mountinfo = readFileAt(AT_FDCWD, procRoot + "/self/mountinfo", mountinfoCap);
    const std::string mounted = mountinfo ? tracefsMountIn(*mountinfo) : std::string();
    if (mounted.empty())
        return mountDetached();
    UniqueFd root(::open(mounted.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!root)
        return errnoFailure("open", mounted);
    // Something else may be mounted over it.
    struct statfs status = {};
    if (::fstatfs(root.get(), &status) != 0 || status.f_type != TRACEFS_MAGIC)
        return mountDetached();
    return root;
}

} // namespace nsscope
