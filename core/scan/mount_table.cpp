// SPDX-License-Identifier: Apache-2.0
#include "core/scan/mount_table.h"

#include "core/scan/proc_text.h"

#include <algorithm>
#include <sys/sysmacros.h>
#include <unordered_map>

namespace nsscope
{

namespace
{

std::string_view takeWord(std::string_view& line)
{
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

/// Undoes the kernel's octal escapes of blank, tab, line end, backslash and hash (seq_path with " \t\n\\#").
std::string unescape(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto isOctal = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '7'; };
        if (text[i] == '\\' && isOctal(i + 1) && isOctal(i + 2) && isOctal(i + 3)) {
            out += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool parseLine(std::string_view line, MountRow& row)
{
    std::string_view id = takeWord(line);
    std::string_view parent = takeWord(line);
    std::string_view device = takeWord(line);
    const std::string_view root = takeWord(line);
    const std::string_view point = takeWord(line);
    const auto dash = line.find(" - ");
    const auto idNumber = takeNumber(id);
    const auto parentNumber = takeNumber(parent);
    const auto major = takeNumber(device);
    if (!idNumber || !parentNumber || !major || !device.starts_with(':') || dash == std::string_view::npos)
        return false;
    device.remove_prefix(1);
    const auto minor = takeNumber(device);
    if (!minor)
        return false;
    line.remove_prefix(dash + 3);
    const std::string_view type = takeWord(line);
    row.kind = type == "nsfs" ? MountKind::Nsfs : type == "proc" ? MountKind::Proc : MountKind::Other;
    row.id = *idNumber;
    row.parent = *parentNumber;
    row.device = makedev(static_cast<unsigned>(*major), static_cast<unsigned>(*minor));
    row.root = unescape(root);
    row.point = unescape(point);
    return true;
}

bool isAtOrBelow(std::string_view path, std::string_view directory)
{
    if (directory == "/")
        return true;
    return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '/');
}

} // namespace

std::vector<MountRow> parseMountInfo(std::string_view text)
{
    std::vector<MountRow> rows;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        MountRow row;
        if (parseLine(text.substr(at, end - at), row))
            rows.push_back(std::move(row));
        at = end + 1;
    }
    return rows;
}

void markCovered(std::vector<MountRow>& rows)
{
    std::unordered_map<std::uint64_t, std::vector<const MountRow*>> children;
    std::unordered_map<std::uint64_t, const MountRow*> byId;
    for (const MountRow& row : rows) {
        children[row.parent].push_back(&row);
        byId.emplace(row.id, &row);
    }
    // A path walk leaves mount P towards mount C; another child of P on the way there, or at the same place, is
    // entered instead. A child on the root of the mount itself hides it too.
    const auto isHidden = [&](const MountRow& from) {
        for (const MountRow* other : children[from.id]) {
            if (other->point == from.point && other != &from)
                return true;
        }
        const MountRow* step = &from;
        for (std::size_t depth = 0; depth < rows.size(); ++depth) {
            for (const MountRow* other : children[step->parent]) {
                if (other != step && other->id != step->parent && isAtOrBelow(step->point, other->point) &&
                    other->point.size() < step->point.size())
                    return true;
            }
            const auto up = byId.find(step->parent);
            if (up == byId.end() || up->second == step)
                return false;
            step = up->second;
        }
        return false;
    };
    for (MountRow& row : rows) {
        if (row.kind == MountKind::Nsfs)
            row.covered = isHidden(row);
    }
}

} // namespace nsscope
