// SPDX-License-Identifier: Apache-2.0
#include "core/stream/decode_parts.h"

namespace nsscope::stream
{

namespace
{

constexpr std::size_t rangesCap = 340; // UID_GID_MAP_MAX_EXTENTS of include/linux/user_namespace.h

std::optional<IdRange> decodeRange(JsonValue element)
{
    std::uint32_t numbers[3];
    if (element.size() != std::size(numbers))
        return std::nullopt;
    for (std::size_t at = 0; at < std::size(numbers); ++at) {
        const auto number = element.at(at).asUnsigned();
        if (!number || *number > std::numeric_limits<std::uint32_t>::max())
            return std::nullopt;
        numbers[at] = static_cast<std::uint32_t>(*number);
    }
    return IdRange{numbers[0], numbers[1], numbers[2]};
}

std::vector<IdRange> decodeMap(const JsonFields& fields, std::string_view key)
{
    std::vector<IdRange> map;
    fields.each(key, [&](JsonValue element) {
        const auto range = decodeRange(element);
        if (!range || map.size() == rangesCap)
            fields.blame(key, "holds something that is no range of ids");
        else
            map.push_back(*range);
    });
    return map;
}

} // namespace

NsTraits decodeTraits(const JsonFields& fields)
{
    NsTraits traits;
    const auto object = fields.object("traits");
    if (!object)
        return traits;
    traits.uidMap = decodeMap(*object, "uid_map");
    traits.gidMap = decodeMap(*object, "gid_map");
    traits.hostName = object->text("host_name");
    if (object->has("monotonic_ns") || object->has("boottime_ns"))
        traits.offsets = ClockOffsets{object->number<std::int64_t>("monotonic_ns"), object->number<std::int64_t>("boottime_ns")};
    traits.label = object->text("label");
    return traits;
}

} // namespace nsscope::stream
