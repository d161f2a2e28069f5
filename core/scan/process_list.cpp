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

TaskCursor readTaskCursor(const ProcReader& proc)
{
    char buffer[128];
    int error = 0;
    const std::string_view text = proc.textIn(proc.rootFd(), "loadavg", buffer, sizeof buffer, error);
    const auto numberBehind = [&](std::size_t at) {
        std::string_view rest = at == text.npos ? std::string_view() : text.substr(at + 1);
        return takeNumber(rest);
    };
    TaskCursor cursor;
    cursor.tasks = numberBehind(text.find('/')).value_or(0);
    if (const auto pid = numberBehind(text.rfind(' ')); pid && *pid <= INT32_MAX)
        cursor.lastPid = static_cast<std::int32_t>(*pid);
    return cursor;
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
