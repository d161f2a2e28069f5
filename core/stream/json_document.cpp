// SPDX-License-Identifier: Apache-2.0
#include "core/stream/json_fields.h"

#include <array>
#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>

namespace nsscope
{

namespace
{

// Iterative: a text of brackets costs heap, not stack. Full precision: a number reads as it was written.
constexpr unsigned flags =
    rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag;
constexpr std::size_t roomBytes = 8 * 1024; ///< of a usual line, so that it costs one allocation

std::string_view textOf(const JsonValue::Raw& value)
{
    return {value.GetString(), value.GetStringLength()};
}

} // namespace

struct JsonDocument::Parsed
{
    std::array<char, roomBytes> room;
    rapidjson::MemoryPoolAllocator<> values{room.data(), room.size()};
    rapidjson::Document document{&values};
};

JsonDocument::JsonDocument(std::unique_ptr<Parsed> parsed) : m_parsed(std::move(parsed)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

Result<JsonDocument> JsonDocument::parse(std::string_view text)
{
    // The library takes a NUL for the end.
    if (const std::size_t nul = text.find('\0'); nul != text.npos)
        return failure(fmt::format("not JSON: a NUL byte at byte {}", nul));
    auto parsed = std::make_unique_for_overwrite<Parsed>(); // its room need not be cleared
    parsed->document.Parse<flags>(text.data(), text.size());
    if (parsed->document.HasParseError())
        return failure(fmt::format("not JSON: {} (byte {})", rapidjson::GetParseError_En(parsed->document.GetParseError()),
                                   parsed->document.GetErrorOffset()));
    return JsonDocument(std::move(parsed));
}

JsonValue JsonDocument::root() const
{
    return JsonValue(m_parsed->document);
}

bool JsonValue::isNull() const
{
    return m_value->IsNull();
}

bool JsonValue::isObject() const
{
    return m_value->IsObject();
}

bool JsonValue::isArray() const
{
    return m_value->IsArray();
}

std::optional<std::int64_t> JsonValue::asSigned() const
{
    return m_value->IsInt64() ? std::optional<std::int64_t>(m_value->GetInt64()) : std::nullopt;
}

std::optional<std::uint64_t> JsonValue::asUnsigned() const
{
    return m_value->IsUint64() ? std::optional<std::uint64_t>(m_value->GetUint64()) : std::nullopt;
}

std::optional<double> JsonValue::asReal() const
{
    return m_value->IsNumber() ? std::optional(m_value->GetDouble()) : std::nullopt;
}

std::optional<bool> JsonValue::asFlag() const
{
    return m_value->IsBool() ? std::optional(m_value->GetBool()) : std::nullopt;
}

std::optional<std::string_view> JsonValue::asText() const
{
    return m_value->IsString() ? std::optional(textOf(*m_value)) : std::nullopt;
}

std::size_t JsonValue::size() const
{
    return m_value->IsArray() ? m_value->Size() : 0;
}

JsonValue JsonValue::at(std::size_t index) const
{
    return JsonValue((*m_value)[static_cast<rapidjson::SizeType>(index)]);
}

std::optional<JsonValue> JsonValue::member(std::string_view key) const
{
    for (auto member = m_value->MemberBegin(); member != m_value->MemberEnd(); ++member) {
        if (textOf(member->name) == key)
            return JsonValue(member->value);
    }
    return std::nullopt;
}

std::vector<std::pair<std::string_view, JsonValue>> JsonValue::members() const
{
    std::vector<std::pair<std::string_view, JsonValue>> all;
    for (auto member = m_value->MemberBegin(); member != m_value->MemberEnd(); ++member)
        all.emplace_back(textOf(member->name), JsonValue(member->value));
    return all;
}

} // namespace nsscope
