// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/explain_references.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace nsscope
{

namespace
{

using Parts = std::array<std::uint32_t, referenceKindCount>;

std::uint32_t& partOf(Parts& parts, ReferenceKind kind) { return parts[static_cast<std::size_t>(kind)]; }

std::optional<ReferenceKind> kindOfRow(std::uint32_t kind)
{
    switch (kind) {
    case NS_BY_PROXY:
        return ReferenceKind::Tasks;
    case NS_BY_INODE:
        return ReferenceKind::File;
    case NS_BY_SOCKET:
        return ReferenceKind::Sockets;
    case NS_BY_PID:
        return ReferenceKind::Pids;
    case NS_BY_CRED:
        return ReferenceKind::Credentials;
    case NS_BY_UCOUNTS:
        return ReferenceKind::Counts;
    case NS_BY_MM:
        return ReferenceKind::Memories;
    case NS_BY_SUPER_BLOCK:
        return ReferenceKind::FileSystems;
    case NS_BY_SHM:
        return ReferenceKind::Shm;
    default:
        return std::nullopt;
    }
}

/// What the walk met of one namespace.
struct Met
{
    std::uint32_t cloneFlag = 0;
    std::uint32_t count = 0;
    std::uint32_t walks = 0; ///< of the count, these are the walk's own
    bool fixed = false;      ///< the kernel does not count it
    bool steady = true;
    Parts parts{};
};

using Identity = std::tuple<std::uint32_t, std::uint32_t, std::uint64_t, std::uint32_t>;
Identity identityOf(const ns_reference_row& row) { return {row.inum, row.kind, row.by, row.place}; }

std::unordered_map<std::uint32_t, Met> gather(std::vector<ns_reference_row> rows)
{
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return identityOf(a) < identityOf(b); });
    std::unordered_map<std::uint32_t, Met> all;
    const ns_reference_row* last = nullptr;
    for (const ns_reference_row& row : rows) {
        if (row.kind == NS_OPEN_FILE)
            continue;
        Met& met = all[row.inum];
        if (met.cloneFlag == 0) {
            met.cloneFlag = row.clone_flag;
            met.count = row.count;
            met.fixed = row.fixed != 0;
        }
        met.steady = met.steady && met.count == row.count && met.cloneFlag == row.clone_flag;
        const bool again = last != nullptr && identityOf(*last) == identityOf(row);
        last = &row;
        if (again)
            continue;
        if (row.kind == NS_BY_WALK)
            met.walks = 1; // each of the walks that read the count was the only one then
        else if (const auto kind = kindOfRow(row.kind))
            ++partOf(met.parts, *kind);
    }
    return all;
}

/// The same for the same open file, whoever has it and under which number.
using OpenFiles = std::map<std::pair<std::int32_t, std::int32_t>, std::uint64_t>;

OpenFiles openFilesIn(const std::vector<ns_reference_row>& rows)
{
    OpenFiles files;
    for (const ns_reference_row& row : rows) {
        if (row.kind == NS_OPEN_FILE)
            files[{static_cast<std::int32_t>(row.pid), static_cast<std::int32_t>(row.fd)}] = row.by;
    }
    return files;
}

void addHolders(const NamespaceInfo& info, const OpenFiles& files, Parts& parts)
{
    std::set<std::uint64_t> procFiles;
    std::set<NsRef> children, owned;
    bool file = false;
    for (const Holder& holder : info.holders) {
        const auto open = files.find({holder.pid, holder.fd});
        switch (holder.kind) {
        case HolderKind::Fd:
        case HolderKind::BindMount:
        case HolderKind::Mark:
        case HolderKind::IoUring:
            file = true;
            break;
        case HolderKind::ProcFile:
            if (open != files.end() && holder.certain)
                procFiles.insert(open->second);
            break;
        case HolderKind::Child:
            children.insert(*holder.related);
            break;
        case HolderKind::Owns:
            owned.insert(*holder.related);
            break;
        default:
            break;
        }
    }
    // A mark keeps its file without one that is open, and then the kernel makes another for who opens it.
    std::uint32_t& inodes = partOf(parts, ReferenceKind::File);
    if (file && inodes == 0)
        inodes = 1;
    partOf(parts, ReferenceKind::ProcFiles) = static_cast<std::uint32_t>(procFiles.size());
    partOf(parts, ReferenceKind::Children) = static_cast<std::uint32_t>(children.size());
    for (const NsRef& child : children)
        owned.erase(child);
    partOf(parts, ReferenceKind::Owned) = static_cast<std::uint32_t>(owned.size());
}

/// What this walk met does not tell the references of `info`.
std::optional<UncountedReason> whyNot(const Met& met, const NamespaceInfo& info)
{
    if (nsTypeByCloneFlag(met.cloneFlag) != info.ref.type)
        return UncountedReason::Changed;
    if (met.fixed)
        return UncountedReason::Initial;
    if (met.count == 0)
        return UncountedReason::ByType;
    return met.steady ? std::nullopt : std::optional(UncountedReason::Changed);
}

} // namespace

std::vector<UncountedReferences> explainReferences(const std::vector<ns_reference_row>& rows, Snapshot& snapshot)
{
    const auto all = gather(rows);
    const OpenFiles files = openFilesIn(rows);
    std::vector<UncountedReferences> uncounted;
    for (NamespaceInfo& info : snapshot.namespaces) {
        if (info.references)
            continue;
        const auto found = all.find(static_cast<std::uint32_t>(info.ref.inode));
        if (found == all.end()) {
            uncounted.push_back({info.ref, UncountedReason::Unmet});
            continue;
        }
        const Met& met = found->second;
        if (const auto reason = whyNot(met, info)) {
            uncounted.push_back({info.ref, *reason});
            continue;
        }
        Parts parts = met.parts;
        addHolders(info, files, parts);
        NsReferences references;
        references.count = met.count - std::min(met.count, met.walks);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (parts[i] > 0)
                references.parts.push_back({static_cast<ReferenceKind>(i), parts[i]});
        }
        if (references.explained() > references.count)
            uncounted.push_back({info.ref, UncountedReason::Changed});
        else
            info.references = std::move(references);
    }
    return uncounted;
}

} // namespace nsscope
