// SPDX-License-Identifier: Apache-2.0
#include "core/scan/fdinfo_text.h"

#include <algorithm>

namespace nsscope
{

namespace
{

template <class Line> void forEachLine(std::string_view text, Line line)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        line(text.substr(at, end - at));
        at = end + 1;
    }
}

/// Text behind "name:" at the start of a word; empty where it is not there.
std::string_view wordOf(std::string_view line, std::string_view name)
{
    const auto at = line.find(name);
    if (at == std::string_view::npos || (at > 0 && line[at - 1] != ' '))
        return {};
    const std::string_view rest = line.substr(at + name.size());
    return rest.substr(0, rest.find(' '));
}

std::uint64_t hexOf(std::string_view digits)
{
    return takeNumber(digits, 16).value_or(0);
}

/// Little-endian number in a run of hex digits, two a byte.
std::uint64_t bytesOf(std::string_view digits)
{
    std::uint64_t value = 0;
    for (std::size_t byte = 0; byte * 2 + 1 < digits.size(); ++byte)
        value |= hexOf(digits.substr(2 * byte, 2)) << (8 * byte);
    return value;
}

} // namespace

std::vector<MarkText> parseMarks(std::string_view fdinfo)
{
    std::vector<MarkText> marks;
    forEachLine(fdinfo, [&](std::string_view line) {
        if (!line.starts_with("inotify ") && !line.starts_with("fanotify "))
            return;
        const std::string_view inode = wordOf(line, "ino:");
        if (inode.empty())
            return;
        MarkText mark{hexOf(inode), hexOf(wordOf(line, "sdev:")), 0, 0};
        // struct nsfs_file_handle of include/uapi/linux/nsfs.h: u64 id, u32 type, u32 inode.
        const std::string_view handle = wordOf(line, "f_handle:");
        if (wordOf(line, "fhandle-type:") == "f1" && handle.size() == 32) {
            mark.id = bytesOf(handle.substr(0, 16));
            mark.cloneFlag = static_cast<std::uint32_t>(bytesOf(handle.substr(16, 8)));
        }
        marks.push_back(mark);
    });
    return marks;
}

RegisteredFiles parseRegisteredFiles(std::string_view fdinfo)
{
    RegisteredFiles files;
    bool inTable = false;
    forEachLine(fdinfo, [&](std::string_view line) {
        if (line.starts_with("UserFiles:")) {
            inTable = true;
        } else if (inTable && line.starts_with(' ')) {
            const auto colon = line.find(": ");
            if (colon == std::string_view::npos)
                return;
            const std::string_view name = line.substr(colon + 2);
            if (const auto number = parseNsLink(name))
                files.namespaces.push_back(*number);
            else
                files.unnamed += name == "/";
        } else {
            inTable = false;
        }
    });
    return files;
}

std::int32_t parsePidfdTarget(std::string_view fdinfo)
{
    std::int32_t target = -1;
    forEachLine(fdinfo, [&](std::string_view line) {
        if (!line.starts_with("Pid:"))
            return;
        line.remove_prefix(4);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (const auto pid = takeNumber(line))
            target = static_cast<std::int32_t>(*pid);
    });
    return target;
}

} // namespace nsscope
