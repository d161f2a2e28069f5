// SPDX-License-Identifier: Apache-2.0
#include "core/scan/mount_table.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <linux/magic.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

// include/uapi/linux/mount.h of Linux 6.11, newer than the headers that this is built with; the numbers are
// the same on every architecture but alpha.
constexpr long sysStatmount = 457;
constexpr long sysListmount = 458;
constexpr std::uint64_t wholeTree = ~0ull; // LSMT_ROOT
constexpr std::uint64_t wantSuperblock = 0x1;
constexpr std::uint64_t wantBasic = 0x2;
constexpr std::uint64_t wantRoot = 0x8;
constexpr std::uint64_t wantPoint = 0x10;
constexpr std::size_t listChunk = 1024;
constexpr std::size_t mountCap = 1 << 20;

struct MountRequest // struct mnt_id_req
{
    std::uint32_t size = 32;
    std::uint32_t spare = 0;
    std::uint64_t mount = 0;
    std::uint64_t param = 0;
    std::uint64_t mountNs = 0;
};
static_assert(sizeof(MountRequest) == 32);

struct MountReply // struct statmount
{
    std::uint32_t size;
    std::uint32_t options;
    std::uint64_t mask;
    std::uint32_t deviceMajor;
    std::uint32_t deviceMinor;
    std::uint64_t magic;
    std::uint32_t superblockFlags;
    std::uint32_t type;
    std::uint64_t id;
    std::uint64_t parent;
    std::uint32_t oldId;
    std::uint32_t oldParent;
    std::uint64_t attributes;
    std::uint64_t propagation;
    std::uint64_t peerGroup;
    std::uint64_t master;
    std::uint64_t propagateFrom;
    std::uint32_t root;
    std::uint32_t point;
    std::array<std::uint64_t, 50> more;
    std::array<char, 12288> text;
};
static_assert(offsetof(MountReply, text) == 512);

constexpr std::uint64_t nsfsMagic = 0x6e736673;

class MountAsker
{
public:
    explicit MountAsker(std::uint64_t mountNs) : m_mountNs(mountNs) {}

    int list(std::vector<std::uint64_t>& ids)
    {
        std::array<std::uint64_t, listChunk> chunk;
        MountRequest request;
        request.mount = wholeTree;
        request.mountNs = m_mountNs;
        for (;;) {
            const long got = ::syscall(sysListmount, &request, chunk.data(), chunk.size(), 0);
            if (got < 0)
                return errno;
            ids.insert(ids.end(), chunk.begin(), chunk.begin() + got);
            if (static_cast<std::size_t>(got) < chunk.size())
                return 0;
            if (ids.size() > mountCap)
                return EFBIG;
            request.param = chunk.back();
        }
    }

    bool ask(std::uint64_t mount, std::uint64_t wanted)
    {
        MountRequest request;
        request.mount = mount;
        request.param = wanted;
        request.mountNs = m_mountNs;
        return ::syscall(sysStatmount, &request, &m_reply, sizeof m_reply, 0) == 0;
    }

    MountKind kind() const
    {
        if (m_reply.magic == nsfsMagic)
            return MountKind::Nsfs;
        return m_reply.magic == PROC_SUPER_MAGIC ? MountKind::Proc : MountKind::Other;
    }

    /// What it was asked about last is this, whose ids are those of mountinfo.
    bool isOf(const MountRow& row) const
    {
        return kind() == row.kind && makedev(m_reply.deviceMajor, m_reply.deviceMinor) == row.device &&
               textAt(wantRoot, m_reply.root) == row.root && textAt(wantPoint, m_reply.point) == row.point;
    }

    MountRow row(MountKind rowKind) const
    {
        MountRow row;
        row.kind = rowKind;
        row.id = m_reply.id;
        row.parent = m_reply.parent;
        row.device = makedev(m_reply.deviceMajor, m_reply.deviceMinor);
        row.root = textAt(wantRoot, m_reply.root);
        row.point = textAt(wantPoint, m_reply.point);
        return row;
    }

private:
    std::string textAt(std::uint64_t asked, std::uint32_t offset) const
    {
        if ((m_reply.mask & asked) == 0 || offset >= m_reply.text.size())
            return {};
        const char* const text = m_reply.text.data() + offset;
        return {text, ::strnlen(text, m_reply.text.size() - offset)};
    }

    std::uint64_t m_mountNs;
    MountReply m_reply = {};
};

} // namespace

int listMounts(std::uint64_t mountNsId, std::vector<std::uint64_t>& ids)
{
    return MountAsker(mountNsId).list(ids);
}

std::vector<MountRow> readMounts(std::uint64_t mountNsId, const std::vector<std::uint64_t>& ids)
{
    MountAsker asker(mountNsId);
    std::vector<MountKind> kinds(ids.size());
    bool anyNsfs = false;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (asker.ask(ids[i], wantSuperblock))
            kinds[i] = asker.kind();
        anyNsfs |= kinds[i] == MountKind::Nsfs;
    }
    // Whether a namespace file is covered depends on all other mounts; without one only the proc mounts
    // matter.
    std::vector<MountRow> rows;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if ((anyNsfs || kinds[i] != MountKind::Other) &&
            asker.ask(ids[i], wantSuperblock | wantBasic | wantRoot | wantPoint))
            rows.push_back(asker.row(kinds[i]));
    }
    markCovered(rows);
    std::erase_if(rows, [](const MountRow& row) { return row.kind == MountKind::Other; });
    return rows;
}

std::optional<std::vector<MountRow>> readMountsByText(std::uint64_t mountNsId, const std::vector<std::uint64_t>& ids,
                                                      std::string_view mountInfo)
{
    if (static_cast<std::size_t>(std::count(mountInfo.begin(), mountInfo.end(), '\n')) != ids.size())
        return std::nullopt;
    // Whether a namespace file is covered depends on all other mounts.
    const bool all = mountInfo.find(" - nsfs ") != mountInfo.npos;
    std::vector<MountRow> rows;
    std::vector<std::uint64_t> idOf;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::size_t end = mountInfo.find('\n');
        const std::string_view line = mountInfo.substr(0, end);
        mountInfo.remove_prefix(end + 1);
        if (!all && line.find(" - proc ") == line.npos)
            continue;
        auto row = parseMountInfoLine(line);
        if (!row)
            return std::nullopt;
        rows.push_back(std::move(*row));
        idOf.push_back(ids[i]);
    }
    markCovered(rows);
    MountAsker asker(mountNsId);
    std::vector<MountRow> found;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].kind == MountKind::Other)
            continue;
        if (!asker.ask(idOf[i], wantSuperblock | wantBasic | wantRoot | wantPoint) || !asker.isOf(rows[i]))
            return std::nullopt;
        found.push_back(asker.row(rows[i].kind));
        found.back().covered = rows[i].covered;
    }
    return found;
}

} // namespace nsscope
