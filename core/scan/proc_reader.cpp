// SPDX-License-Identifier: Apache-2.0
#include "core/scan/proc_reader.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

namespace nsscope
{

ProcPath& ProcPath::add(std::string_view text)
{
    const std::size_t room = sizeof m_text - 1 - m_size;
    const std::size_t count = std::min(text.size(), room);
    std::memcpy(m_text + m_size, text.data(), count);
    m_size += count;
    m_text[m_size] = 0;
    return *this;
}

ProcPath& ProcPath::add(std::int64_t number)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return add(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

bool meansGone(int error)
{
    return error == ENOENT || error == ESRCH;
}

Result<ProcReader> ProcReader::open(const std::string& root)
{
    ProcReader reader;
    reader.m_rootPath = root;
    while (reader.m_rootPath.size() > 1 && reader.m_rootPath.ends_with('/'))
        reader.m_rootPath.pop_back();
    reader.m_root.reset(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!reader.m_root)
        return errnoFailure("open", root);

    struct statfs fs = {};
    reader.m_live = ::fstatfs(reader.m_root.get(), &fs) == 0 && fs.f_type == PROC_SUPER_MAGIC;
    if (!reader.m_live)
        return reader;
    char buffer[32];
    int error = 0;
    const std::string_view self = reader.linkIn(reader.rootFd(), "self", buffer, sizeof buffer, error);
    reader.m_ownPids = self == ProcPath(::getpid()).view();
    struct stat st = {};
    if (::fstatat(reader.rootFd(), "self/ns/user", &st, 0) == 0)
        reader.m_nsfsDev = st.st_dev;
    return reader;
}

bool ProcReader::wasLast(std::size_t got, std::size_t size) const
{
    return m_live && got + sizeof(dirent64) <= size;
}

int ProcReader::numbersIn(int dirFd, const char* path, std::vector<std::int32_t>& out) const
{
    out.clear();
    const UniqueFd dir(::openat(dirFd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!dir)
        return errno;
    alignas(dirent64) char buffer[32768];
    for (;;) {
        const ssize_t got = ::getdents64(dir.get(), buffer, sizeof buffer);
        if (got < 0)
            return errno;
        if (got == 0)
            break;
        for (ssize_t at = 0; at < got;) {
            const auto* entry = reinterpret_cast<const dirent64*>(buffer + at);
            at += entry->d_reclen;
            std::string_view name(entry->d_name);
            const auto number = takeNumber(name);
            if (number && name.empty() && *number <= INT32_MAX)
                out.push_back(static_cast<std::int32_t>(*number));
        }
        if (wasLast(static_cast<std::size_t>(got), sizeof buffer))
            break;
    }
    if (!std::is_sorted(out.begin(), out.end()))
        std::sort(out.begin(), out.end());
    return 0;
}

std::string_view ProcReader::linkIn(int dirFd, const char* name, char* buffer, std::size_t size,
                                    int& error) const
{
    const ssize_t got = ::readlinkat(dirFd, name, buffer, size);
    // No link of procfs is empty: 5.10.y says so of one that may not be read (fs/proc/namespaces.c proc_ns_readlink).
    error = got > 0 ? 0 : got == 0 ? EACCES : errno;
    return got > 0 ? std::string_view(buffer, static_cast<std::size_t>(got)) : std::string_view();
}

std::optional<NsNumber> ProcReader::nsLinkIn(int dirFd, const char* name, int& error) const
{
    char buffer[64];
    const std::string_view text = linkIn(dirFd, name, buffer, sizeof buffer, error);
    if (error != 0)
        return std::nullopt;
    const auto number = parseNsLink(text);
    if (!number)
        error = EINVAL;
    return number;
}

std::string_view ProcReader::textIn(int dirFd, const char* path, char* buffer, std::size_t size,
                                    int& error) const
{
    // Asking for the end would cost a second call.
    return readText(dirFd, path, buffer, size, error, !m_live);
}

std::string_view ProcReader::wholeTextIn(int dirFd, const char* path, char* buffer, std::size_t size,
                                         int& error) const
{
    return readText(dirFd, path, buffer, size, error, true);
}

std::string_view ProcReader::readText(int dirFd, const char* path, char* buffer, std::size_t size, int& error,
                                      bool whole) const
{
    const UniqueFd file(::openat(dirFd, path, O_RDONLY | O_CLOEXEC));
    if (!file) {
        error = errno;
        return {};
    }
    std::size_t filled = 0;
    while (filled < size) {
        const ssize_t got = ::read(file.get(), buffer + filled, size - filled);
        if (got < 0) {
            error = errno;
            return {};
        }
        if (got == 0)
            break;
        filled += static_cast<std::size_t>(got);
        if (!whole)
            break;
    }
    error = 0;
    return {buffer, filled};
}

} // namespace nsscope
