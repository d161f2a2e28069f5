// SPDX-License-Identifier: Apache-2.0
#include "core/stream/encode_parts.h"

namespace nsscope::stream
{

namespace
{

void encodeRange(JsonWriter& json, const IdRange& range)
{
    json.beginArray().value(range.inside).value(range.outside).value(range.count).endArray();
}

} // namespace

void encodeTraits(JsonWriter& json, const NsTraits& traits)
{
    if (traits.empty())
        return;
    json.key("traits").beginObject();
    encodeList(json, "uid_map", traits.uidMap, encodeRange);
    encodeList(json, "gid_map", traits.gidMap, encodeRange);
    encodeUnless(json, "host_name", traits.hostName);
    if (traits.offsets)
        json.field("monotonic_ns", traits.offsets->monotonicNs).field("boottime_ns", traits.offsets->boottimeNs);
    encodeUnless(json, "label", traits.label);
    json.endObject();
}

} // namespace nsscope::stream
