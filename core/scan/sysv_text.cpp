// SPDX-License-Identifier: Apache-2.0
#include "core/scan/proc_text.h"

#include <algorithm>

namespace nsscope
{

std::vector<std::uint64_t> parseAttached(std::string_view maps)
{
    std::vector<std::uint64_t> ids;
    // Its first letter is rare in such a text, unlike the blank and the slash before it.
    for (std::size_t at = 0; (at = maps.find("SYSV", at)) != std::string_view::npos; ++at) {
        // "address perms offset dev inode   /SYSV00000000 (deleted)": the inode is the segment's id.
        std::string_view line = maps.substr(0, at);
        if (!line.ends_with(" /"))
            continue;
        line.remove_suffix(2);
        line = line.substr(line.rfind('\n') + 1);
        line = line.substr(0, line.find_last_not_of(' ') + 1);
        line.remove_prefix(line.rfind(' ') + 1);
        if (const auto id = takeNumber(line))
            ids.push_back(*id);
    }
    return ids;
}

std::vector<std::uint64_t> parseSegments(std::string_view table)
{
    std::vector<std::uint64_t> ids;
    std::size_t at = table.find('\n');
    while (at != std::string_view::npos && at + 1 < table.size()) {
        std::string_view line = table.substr(at + 1);
        at = table.find('\n', at + 1);
        // Two columns: key, shmid. The key may be negative.
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        line.remove_prefix(std::min(line.find(' '), line.size()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (const auto id = takeNumber(line))
            ids.push_back(*id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace nsscope
