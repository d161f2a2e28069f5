// SPDX-License-Identifier: Apache-2.0
#include "core/scan/mount_table.h"

#include "core/scan/proc_text.h"

#include <algorithm>
#include <sys/sysmacros.h>
#include <unordered_map>
#include <unordered_set>

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
        const auto isOctal = [&](std::size_t at) {
            return at < text.size() && text[at] >= '0' && text[at] <= '7';
        };
        if (text[i] == '\\' && isOctal(i + 1) && isOctal(i + 2) && isOctal(i + 3)) {
            out +=
                static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// Where mounts are, for questions by mount and path that must not cost a walk over all of them.
class MountTree
{
public:
    explicit MountTree(const std::vector<MountRow>& rows)
    {
        for (const MountRow& row : rows) {
            m_byId.emplace(row.id, &row);
            // The root of a mount namespace is its own parent and covers nothing.
            if (row.id != row.parent)
                m_places.insert(keyOf(row.parent, row.point));
        }
    }

    /// A path walk leaves a mount towards the next one; another mount on the way there is entered instead,
    /// and one on the root of the mount itself hides it too.
    bool isHidden(const MountRow& from) const
    {
        if (m_places.contains(keyOf(from.id, from.point)))
            return true;
        const MountRow* step = &from;
        for (std::size_t depth = 0; depth < m_byId.size(); ++depth) {
            if (isPassedOver(*step))
                return true;
            const auto up = m_byId.find(step->parent);
            if (up == m_byId.end() || up->second == step)
                return false;
            step = up->second;
        }
        return false;
    }

private:
    static std::string keyOf(std::uint64_t parent, std::string_view point)
    {
        return std::to_string(parent) + ' ' + std::string(point);
    }

    /// Another child of its parent is on a directory above it.
    bool isPassedOver(const MountRow& row) const
    {
        std::string_view above = row.point;
        while (above.size() > 1) {
            above = above.substr(0, std::max<std::size_t>(above.rfind('/'), 1));
            if (m_places.contains(keyOf(row.parent, above)))
                return true;
        }
        return false;
    }

    std::unordered_map<std::uint64_t, const MountRow*> m_byId;
    std::unordered_set<std::string> m_places;
};

} // namespace

std::optional<MountRow> parseMountInfoLine(std::string_view line)
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
        return std::nullopt;
    device.remove_prefix(1);
    const auto minor = takeNumber(device);
    if (!minor)
        return std::nullopt;
    line.remove_prefix(dash + 3);
    MountRow row;
    const std::string_view type = takeWord(line);
    row.kind = type == "nsfs" ? MountKind::Nsfs : type == "proc" ? MountKind::Proc : MountKind::Other;
    row.id = *idNumber;
    row.parent = *parentNumber;
    row.device = makedev(static_cast<unsigned>(*major), static_cast<unsigned>(*minor));
    row.root = unescape(root);
    row.point = unescape(point);
    return row;
}

std::vector<MountRow> parseMountInfo(std::string_view text)
{
    std::vector<MountRow> rows;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (auto row = parseMountInfoLine(text.substr(at, end - at)))
            rows.push_back(std::move(*row));
        at = end + 1;
    }
    return rows;
}

void markCovered(std::vector<MountRow>& rows)
{
    const MountTree tree(rows);
    for (MountRow& row : rows) {
        if (row.kind == MountKind::Nsfs)
            row.covered = tree.isHidden(row);
    }
}

} // namespace nsscope
