// SPDX-License-Identifier: Apache-2.0
#include "core/scan/proc_places.h"

#include "core/base/read_file.h"
#include "core/scan/proc_text.h"

#include <algorithm>
#include <sys/sysmacros.h>

namespace nsscope
{

namespace
{

constexpr std::size_t placesCap = 64 << 20;

FdKind kindOfFileSystem(std::string_view type)
{
    if (type == "proc")
        return FdKind::ProcFile;
    return type == "cgroup" || type == "cgroup2" ? FdKind::CgroupFile : FdKind::Other;
}

/// The third field, "0:23".
std::optional<std::uint64_t> deviceOf(std::string_view line)
{
    for (int field = 0; field < 2; ++field)
        line.remove_prefix(std::min(line.find(' '), line.size() - 1) + 1);
    const auto major = takeNumber(line);
    if (!major || !line.starts_with(':'))
        return std::nullopt;
    line.remove_prefix(1);
    const auto minor = takeNumber(line);
    if (!minor)
        return std::nullopt;
    return makedev(static_cast<unsigned>(*major), static_cast<unsigned>(*minor));
}

} // namespace

void ProcPlaces::learn(std::string_view mountInfo)
{
    constexpr std::string_view dash = " - ";
    while (!mountInfo.empty()) {
        const std::string_view line = mountInfo.substr(0, mountInfo.find('\n'));
        mountInfo.remove_prefix(std::min(line.size() + 1, mountInfo.size()));
        const std::size_t at = line.find(dash);
        if (at == line.npos)
            continue;
        const std::string_view rest = line.substr(at + dash.size());
        const std::string_view type = rest.substr(0, rest.find(' '));
        if (type == "pidfs")
            continue; // a bound pidfd says nothing of the others
        if (const auto device = deviceOf(line))
            m_kinds.emplace(*device, kindOfFileSystem(type));
    }
}

FdKind ProcPlaces::kindOf(const ProcReader& proc, std::int32_t pid, std::uint64_t device)
{
    if (const auto known = m_kinds.find(device); known != m_kinds.end())
        return known->second;
    if (const auto text = readFileAt(proc.rootFd(), std::string(ProcPath(pid).add("/mountinfo").view()), placesCap))
        learn(*text);
    return m_kinds.emplace(device, FdKind::Other).first->second;
}

bool ProcPlaces::isOther(std::uint64_t device) const
{
    const auto known = m_kinds.find(device);
    return known != m_kinds.end() && known->second == FdKind::Other;
}

} // namespace nsscope
