// SPDX-License-Identifier: Apache-2.0
#include "app/lab/process_end.h"

#include "core/base/instant.h"
#include "core/base/read_file.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::int64_t endPatience = 2'000'000'000; ///< ns
constexpr long endPause = 20'000;               ///< ns

/// The last number of "NSpid:\t4711\t12" (proc_pid_status(5)); 0 where there is none.
std::int32_t innermostPid(const std::string& status)
{
    const std::size_t at = status.find("\nNSpid:");
    if (at == std::string::npos)
        return 0;
    const std::string line = status.substr(at + 1, status.find('\n', at + 1) - at - 1);
    const std::size_t last = line.find_last_of(" \t");
    std::int32_t number = 0;
    std::from_chars(line.data() + last + 1, line.data() + line.size(), number);
    return number;
}

} // namespace

long waitUntilGone(std::int32_t pid, std::int32_t tid)
{
    const std::int64_t end = bootNow().ns + endPatience;
    while (::syscall(SYS_tgkill, pid, tid, 0) == 0 || errno != ESRCH) {
        if (bootNow().ns > end) {
            errno = ETIMEDOUT;
            return -1;
        }
        const timespec pause{0, endPause};
        ::nanosleep(&pause, nullptr);
    }
    return 0;
}

std::int32_t threadAsWeNumberIt(std::int32_t pid, std::int32_t own)
{
    const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
    const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(tasks.c_str()), ::closedir);
    while (const dirent* entry = open ? ::readdir(open.get()) : nullptr) {
        std::int32_t tid = 0;
        const std::string name = entry->d_name;
        std::from_chars(name.data(), name.data() + name.size(), tid);
        const auto status = tid > 0 ? readFileAt(AT_FDCWD, tasks + "/" + name + "/status", 65536) : failure("none");
        if (status && innermostPid(*status) == own)
            return tid;
    }
    return 0;
}

} // namespace nsscope
