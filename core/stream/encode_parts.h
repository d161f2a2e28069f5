// SPDX-License-Identifier: Apache-2.0
// The objects that several records of the stream share, as text. Fields at their default are left out. Not for use
// outside core/stream; their way back: decode_parts.h.
#pragma once
#include "core/base/json_writer.h"
#include "core/model/fact.h"

namespace nsscope::stream
{

void encodeRef(JsonWriter& json, const NsRef& ref);
void encodeHost(JsonWriter& json, const HostInfo& host);
void encodeHolder(JsonWriter& json, const Holder& holder);
/// Field "traits"; nothing where there are none.
void encodeTraits(JsonWriter& json, const NsTraits& traits);
void encodeGap(JsonWriter& json, const Gap& gap);
void encodeChange(JsonWriter& json, const NamespaceChange& change);

/// key + value, unless the value is the default.
template <class T> void encodeUnless(JsonWriter& json, std::string_view name, const T& value, const T& common = {})
{
    if (value != common)
        json.field(name, value);
}

template <class Range, class Encode>
void encodeList(JsonWriter& json, std::string_view name, const Range& range, Encode encode)
{
    if (range.empty())
        return;
    json.key(name).beginArray();
    for (const auto& item : range)
        encode(json, item);
    json.endArray();
}

/// "info", "warning", "error".
std::string_view noticeLevelName(Notice::Level level);

inline void encodeText(JsonWriter& json, const std::string& text) { json.value(text); }

} // namespace nsscope::stream
