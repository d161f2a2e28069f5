// SPDX-License-Identifier: Apache-2.0
// Reads below one proc root, by descriptor and openat only. A directory descriptor of /proc/PID/ns keeps
// naming that one process: once it is gone every read says so, even if the pid has been given away again
// (fs/proc/base.c), which is what makes one process's facts belong together. Knows nothing of namespaces
// beyond their link text.
#pragma once
#include "core/base/error.h"
#include "core/base/unique_fd.h"
#include "core/scan/proc_text.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

/// A path relative to the proc root, built on the stack: ProcPath(123).add("/task/").add(124).c_str().
class ProcPath
{
public:
    ProcPath() = default;
    explicit ProcPath(std::int64_t number) { add(number); }
    ProcPath& add(std::string_view text);
    ProcPath& add(std::int64_t number);
    const char* c_str() const { return m_text; }
    std::string_view view() const { return {m_text, m_size}; }

private:
    char m_text[120] = {};
    std::size_t m_size = 0;
};

class ProcReader
{
public:
    static Result<ProcReader> open(const std::string& root);

    int rootFd() const { return m_root.get(); }
    /// A procfs of this kernel: its links can be opened and asked. False: a captured tree, text only.
    bool live() const { return m_live; }
    /// Its pids are this program's pids, so that pidfd_open and the like mean the same process.
    bool ownPids() const { return m_ownPids; }
    /// Device number of nsfs; 0 for a captured tree.
    std::uint64_t nsfsDev() const { return m_nsfsDev; }
    /// Path for messages: the root, a slash and `relative`.
    std::string pathOf(std::string_view relative) const { return m_rootPath + '/' + std::string(relative); }

    /// Entries of a directory whose names are numbers (processes, threads, descriptors), ascending. 0 or
    /// errno.
    int numbersIn(int dirFd, const char* path, std::vector<std::int32_t>& out) const;
    /// A getdents64(2) of `got` bytes into a buffer of `size` was the last of its directory, so that none need ask for
    /// the end: a procfs fills the buffer as long as another entry has room (fs/proc/base.c: proc_fill_cache).
    bool wasLast(std::size_t got, std::size_t size) const;
    /// Link text into `buffer`; empty with `error` set where it cannot be read.
    std::string_view linkIn(int dirFd, const char* name, char* buffer, std::size_t size, int& error) const;
    /// The namespace that a link names; nullopt with `error` set where it cannot be read.
    std::optional<NsNumber> nsLinkIn(int dirFd, const char* name, int& error) const;
    /// A file that the kernel gives in one piece (stat, status, comm) into `buffer`; empty with `error` set
    /// otherwise.
    std::string_view textIn(int dirFd, const char* path, char* buffer, std::size_t size, int& error) const;
    /// Any file up to its end or the end of `buffer`: what is beyond is cut off.
    std::string_view wholeTextIn(int dirFd, const char* path, char* buffer, std::size_t size,
                                 int& error) const;

private:
    std::string_view readText(int dirFd, const char* path, char* buffer, std::size_t size, int& error,
                              bool whole) const;
    ProcReader() = default;

    std::string m_rootPath;
    UniqueFd m_root;
    bool m_live = false;
    bool m_ownPids = false;
    std::uint64_t m_nsfsDev = 0;
};

/// The process is gone (it ended between two reads): no error, no gap.
bool meansGone(int error);

} // namespace nsscope
