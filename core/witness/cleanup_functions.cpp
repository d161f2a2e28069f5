// SPDX-License-Identifier: Apache-2.0
#include "core/witness/cleanup_functions.h"

#include "core/base/read_file.h"
#include "core/witness/mechanism.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>

namespace nsscope
{

namespace
{

constexpr std::size_t kallsymsCap = 64 << 20;
constexpr std::string_view firstEvent = "workqueue/workqueue_queue_work";

/// Conditions that the kernel understands, one for each function that it has.
std::vector<std::string> conditionsByName(TraceInstance& instance)
{
    std::vector<std::string> conditions;
    for (const std::string_view name : cleanupFunctions()) {
        std::string condition = "function.function == " + std::string(name);
        if (instance.filter(std::string(firstEvent), condition))
            conditions.push_back(std::move(condition));
    }
    return conditions;
}

std::vector<std::string> conditionsByAddress()
{
    std::vector<std::string> conditions;
    const auto kallsyms = readFileAt(AT_FDCWD, "/proc/kallsyms", kallsymsCap);
    if (!kallsyms)
        return conditions;
    for (const auto& [name, address] : kallsymsAddresses(*kallsyms, cleanupFunctions()))
        conditions.push_back("function == 0x" + address);
    return conditions;
}

std::string joined(const std::vector<std::string>& conditions)
{
    std::string text;
    for (const std::string& condition : conditions)
        text += (text.empty() ? "" : " || ") + condition;
    return text;
}

} // namespace

const std::vector<std::string_view>& cleanupFunctions()
{
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> found;
        for (const Mechanism& row : mechanismTable()) {
            if (!row.function.empty() && std::find(found.begin(), found.end(), row.function) == found.end())
                found.push_back(row.function);
        }
        return found;
    }();
    return names;
}

std::vector<std::pair<std::string, std::string>> kallsymsAddresses(std::string_view kallsyms,
                                                                   const std::vector<std::string_view>& names)
{
    // "ffffffff81ea2610 t cleanup_net", a module's symbol with "\t[module]" behind it (proc_kallsyms(5))
    std::vector<std::pair<std::string, std::string>> found;
    for (std::size_t begin = 0; begin < kallsyms.size();) {
        const std::size_t end = std::min(kallsyms.find('\n', begin), kallsyms.size());
        const std::string_view line = kallsyms.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t address = line.find(' ');
        if (address == std::string_view::npos || line.size() < address + 4 || (line[address + 1] | 0x20) != 't')
            continue;
        const std::string_view name = line.substr(address + 3);
        if (std::find(names.begin(), names.end(), name) == names.end())
            continue;
        if (line.substr(0, address).find_first_not_of('0') < address)
            found.emplace_back(name, line.substr(0, address));
    }
    return found;
}

Status traceCleanups(TraceInstance& instance)
{
    std::vector<std::string> conditions = conditionsByName(instance);
    if (conditions.empty())
        conditions = conditionsByAddress();
    if (conditions.empty())
        return failure("filter workqueue events", {}, EINVAL,
                       "kernel addresses are hidden: sysctl kernel.kptr_restrict=1 shows them to root");
    for (const std::string_view name : {"queue_work", "execute_start", "execute_end"}) {
        const std::string event = "workqueue/workqueue_" + std::string(name);
        if (const Status filtered = instance.filter(event, joined(conditions)); !filtered)
            return filtered;
        if (const Status enabled = instance.enable(event); !enabled)
            return enabled;
    }
    return instance.start();
}

} // namespace nsscope
