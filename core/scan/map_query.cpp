// SPDX-License-Identifier: Apache-2.0
#include "core/scan/map_query.h"

#include <cerrno>
#include <string_view>
#include <sys/ioctl.h>

namespace nsscope
{

namespace
{

struct MapQuestion // struct procmap_query of include/uapi/linux/fs.h
{
    std::uint64_t size;
    std::uint64_t flags;
    std::uint64_t address;
    std::uint64_t start;
    std::uint64_t end;
    std::uint64_t mapFlags;
    std::uint64_t pageSize;
    std::uint64_t offset;
    std::uint64_t inode;
    std::uint32_t deviceMajor;
    std::uint32_t deviceMinor;
    std::uint32_t nameSize;
    std::uint32_t buildIdSize;
    std::uint64_t name;
    std::uint64_t buildId;
};
static_assert(sizeof(MapQuestion) == 104);

constexpr unsigned long mapQuery = _IOWR('f', 17, MapQuestion);
constexpr std::uint64_t sharedOnly = 0x08;
constexpr std::uint64_t thisOrNext = 0x10;
constexpr std::uint64_t fileOnly = 0x20;

} // namespace

std::optional<std::vector<std::uint64_t>> queryAttached(int maps)
{
    std::vector<std::uint64_t> ids;
    // A name that does not fit fails with ENAMETOOLONG, so there is room for the longest path.
    char name[4096 + 16];
    std::uint64_t address = 0;
    for (;;) {
        MapQuestion question = {};
        question.size = sizeof question;
        question.flags = sharedOnly | thisOrNext | fileOnly;
        question.address = address;
        question.name = reinterpret_cast<std::uintptr_t>(name);
        question.nameSize = sizeof name;
        if (::ioctl(maps, mapQuery, &question) < 0) {
            if (errno == ENOTTY || errno == EINVAL)
                return std::nullopt;
            return ids;
        }
        if (question.nameSize > 1 && std::string_view(name, question.nameSize - 1).starts_with("/SYSV"))
            ids.push_back(question.inode);
        if (question.end <= address)
            return ids;
        address = question.end;
    }
}

} // namespace nsscope
