// SPDX-License-Identifier: Apache-2.0
#include "core/scan/proc_net_numbers.h"

#include "core/base/unique_fd.h"

#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string_view>

namespace nsscope
{

namespace
{

constexpr std::size_t numbersCap = 1024;
constexpr int deepest = 3;
constexpr std::uint64_t firstDynamic = 0xF0000000; // PROC_DYNAMIC_FIRST

void addEntries(UniqueFd directory, int depth, std::vector<std::uint64_t>& numbers)
{
    const std::unique_ptr<DIR, int (*)(DIR*)> list(directory ? ::fdopendir(directory.get()) : nullptr, &::closedir);
    if (!list)
        return;
    (void)directory.release();
    while (const dirent* entry = ::readdir(list.get())) {
        const std::string_view name = entry->d_name;
        if (name == "." || name == ".." || numbers.size() >= numbersCap)
            continue;
        if (entry->d_ino >= firstDynamic)
            numbers.push_back(entry->d_ino);
        if (entry->d_type == DT_DIR && depth < deepest)
            addEntries(UniqueFd(::openat(::dirfd(list.get()), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)),
                       depth + 1, numbers);
    }
}

} // namespace

std::vector<std::uint64_t> readProcNetNumbers(const std::string& procRoot, std::int32_t pid)
{
    std::vector<std::uint64_t> numbers;
    const std::string path = procRoot + "/" + std::to_string(pid) + "/net";
    addEntries(UniqueFd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), 0, numbers);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace nsscope
