// SPDX-License-Identifier: Apache-2.0
#include "core/scan/process_list.h"

#include "core/base/read_file.h"

#include <algorithm>
#include <ctime>

namespace nsscope
{

namespace
{

constexpr std::size_t childrenCap = 1 << 20;

} // namespace

std::int64_t readCpuClock(std::int32_t pid)
{
    constexpr clockid_t scheduled = 2;
    struct timespec time = {};
    if (::clock_gettime(static_cast<clockid_t>(~static_cast<unsigned>(pid) << 3) | scheduled, &time) < 0)
        return -1;
    return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

std::int32_t readLastPid(const ProcReader& proc)
{
    char buffer[128];
    int error = 0;
    std::string_view text = proc.textIn(proc.rootFd(), "loadavg", buffer, sizeof buffer, error);
    const std::size_t blank = text.rfind(' ');
    if (blank == text.npos)
        return -1;
    text.remove_prefix(blank + 1);
    const auto pid = takeNumber(text);
    return pid && *pid <= INT32_MAX ? static_cast<std::int32_t>(*pid) : -1;
}

bool mergeNewPids(std::vector<std::int32_t>& known, std::int32_t last, std::int32_t now)
{
    if (last < 0 || now < last || static_cast<std::size_t>(now - last) > known.size())
        return false;
    const auto middle = static_cast<std::ptrdiff_t>(known.size());
    for (std::int32_t pid = last + 1; pid <= now; ++pid)
        known.push_back(pid);
    std::inplace_merge(known.begin(), known.begin() + middle, known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    return true;
}

std::vector<std::int32_t> listChildrenOfKthreadd(const ProcReader& proc)
{
    std::vector<std::int32_t> pids;
    const auto text = readFileAt(proc.rootFd(), "2/task/2/children", childrenCap);
    if (!text)
        return pids;
    for (std::string_view rest = *text; !rest.empty();) {
        if (const auto pid = takeNumber(rest); pid && *pid <= INT32_MAX)
            pids.push_back(static_cast<std::int32_t>(*pid));
        rest.remove_prefix(std::min<std::size_t>(rest.size(), 1));
    }
    std::sort(pids.begin(), pids.end());
    return pids;
}

} // namespace nsscope
