// SPDX-License-Identifier: Apache-2.0
#include "core/stream/remark.h"

#include "core/stream/decode_parts.h"
#include "core/stream/encode_parts.h"

#include <algorithm>
#include <array>

namespace nsscope
{

namespace
{

constexpr std::string_view lineStart = R"({"fact":"remark")";
constexpr std::array<std::string_view, 5> kindNames{"label", "note", "kept", "marker_a", "marker_b"};

/// Calls `use(line, begin)` for each line, the last one first, until it returns false.
template <class Use> void eachLineBackwards(std::string_view bytes, Use use)
{
    std::size_t end = bytes.size();
    while (end > 0) {
        const std::size_t stop = bytes[end - 1] == '\n' ? end - 1 : end;
        const std::size_t before = stop == 0 ? bytes.npos : bytes.rfind('\n', stop - 1);
        const std::size_t begin = before == bytes.npos ? 0 : before + 1;
        if (!use(bytes.substr(begin, stop - begin), begin))
            return;
        end = begin;
    }
}

std::optional<Remark> decodeRemark(std::string_view line)
{
    const auto document = JsonDocument::parse(line);
    if (!document || !document->root().isObject())
        return std::nullopt;
    std::string fault;
    const JsonFields fields(document->root(), fault);
    const std::string kind = fields.text("kind");
    const auto name = std::find(kindNames.begin(), kindNames.end(), kind);
    if (name == kindNames.end())
        return std::nullopt;
    Remark remark;
    remark.kind = static_cast<Remark::Kind>(name - kindNames.begin());
    remark.ns = stream::decodeRefAt(fields, "ns");
    remark.at = fields.time("at_ns");
    remark.text = fields.text("text");
    return fault.empty() ? std::optional(remark) : std::nullopt;
}

} // namespace

std::string encodeRemark(const Remark& remark)
{
    JsonWriter json;
    json.beginObject().field("fact", "remark").field("kind", kindNames[static_cast<std::size_t>(remark.kind)]);
    json.field("at_ns", remark.at.ns);
    if (remark.ns) {
        json.key("ns");
        stream::encodeRef(json, *remark.ns);
    }
    stream::encodeUnless(json, "text", remark.text);
    json.endObject();
    return json.take() + '\n';
}

std::size_t remarksBegin(std::string_view lastBytes)
{
    std::size_t first = lastBytes.size();
    eachLineBackwards(lastBytes, [&](std::string_view line, std::size_t begin) {
        if (!line.starts_with(lineStart))
            return false;
        first = begin;
        return true;
    });
    return first;
}

std::vector<Remark> decodeRemarks(std::string_view lines)
{
    std::vector<Remark> remarks;
    eachLineBackwards(lines, [&](std::string_view line, std::size_t) {
        if (auto remark = decodeRemark(line))
            remarks.push_back(std::move(*remark));
        return true;
    });
    std::reverse(remarks.begin(), remarks.end());
    return remarks;
}

} // namespace nsscope
