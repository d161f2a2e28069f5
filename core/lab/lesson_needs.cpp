// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_needs.h"

#include "core/base/escape.h"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

/// "6.18.1" is 6, 18; {0, 0} where it does not begin with two numbers.
std::pair<int, int> versionOf(const std::string& release)
{
    int major = 0;
    int minor = 0;
    return std::sscanf(release.c_str(), "%d.%d", &major, &minor) == 2 ? std::pair(major, minor) : std::pair(0, 0);
}

} // namespace

Machine readMachine(const std::string& procRoot)
{
    Machine machine;
    utsname name{};
    if (::uname(&name) == 0)
        machine.kernel = name.release;
    for (const NsTypeRow& row : nsTypeTable()) {
        if (::access((procRoot + "/self/ns/" + std::string(row.name)).c_str(), F_OK) == 0)
            machine.types.push_back(row.type);
    }
    machine.root = ::geteuid() == 0;
    return machine;
}

std::optional<std::string> unmetNeed(const LabNeeds& needs, const Machine& machine)
{
    for (const NsType type : needs.types) {
        if (std::find(machine.types.begin(), machine.types.end(), type) == machine.types.end())
            return fmt::format("This experiment needs {} namespaces, which this kernel ({}) does not have.",
                               nsTypeName(type), displayText(machine.kernel));
    }
    if (!needs.kernel.empty() && versionOf(machine.kernel) < versionOf(needs.kernel))
        return fmt::format("This experiment needs Linux {} or newer; this is {}.", needs.kernel,
                           displayText(machine.kernel));
    if (needs.root && !machine.root)
        return std::string("This experiment needs root.");
    return std::nullopt;
}

} // namespace nsscope
