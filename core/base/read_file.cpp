// SPDX-License-Identifier: Apache-2.0
#include "core/base/read_file.h"

#include "core/base/unique_fd.h"

#include <cerrno>
#include <fcntl.h>

namespace nsscope {

namespace {

Status appendAll(std::string& out, int fd, std::size_t cap, const std::string& path)
{
    char chunk[16384];
    for (;;) {
        const ssize_t got = ::read(fd, chunk, sizeof chunk);
        if (got < 0) {
            if (errno == EINTR)
                continue;
            return errnoFailure("read", path);
        }
        if (got == 0)
            return {};
        if (out.size() + static_cast<std::size_t>(got) > cap)
            return failure("read", path, EFBIG);
        out.append(chunk, static_cast<std::size_t>(got));
    }
}

} // namespace

Result<std::string> readAll(int fd, std::size_t cap, const std::string& path)
{
    std::string out;
    if (const Status read = appendAll(out, fd, cap, path); !read)
        return tl::unexpected(read.error());
    return out;
}

Status readFileInto(std::string& text, int dirFd, const std::string& path, std::size_t cap)
{
    text.clear();
    const UniqueFd fd(::openat(dirFd, path.c_str(), O_RDONLY | O_CLOEXEC));
    return fd ? appendAll(text, fd.get(), cap, path) : errnoFailure("open", path);
}

Result<std::string> readFileAt(int dirFd, const std::string& path, std::size_t cap)
{
    const UniqueFd fd(::openat(dirFd, path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd)
        return errnoFailure("open", path);
    return readAll(fd.get(), cap, path);
}

Status writeAll(int fd, std::string_view bytes, const std::string& path)
{
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0) {
            if (errno == EINTR)
                continue;
            return errnoFailure("write", path);
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
}

} // namespace nsscope
