// SPDX-License-Identifier: Apache-2.0
#include "core/stream/json_fields.h"

#include <fmt/format.h>

namespace nsscope
{

void JsonFields::blame(std::string_view key, std::string_view why) const
{
    if (m_fault->empty())
        *m_fault = fmt::format("field \"{}\" {}", key, why);
}

std::optional<JsonValue> JsonFields::find(std::string_view key) const
{
    const auto value = m_object.member(key);
    return value && !value->isNull() ? value : std::nullopt;
}

std::int64_t JsonFields::signedNumber(std::string_view key, std::int64_t fallback, std::int64_t least,
                                      std::int64_t most) const
{
    const auto element = find(key);
    if (!element)
        return fallback;
    if (const auto value = element->asSigned(); value && *value >= least && *value <= most)
        return *value;
    blame(key, fmt::format("is no whole number from {} to {}", least, most));
    return fallback;
}

std::uint64_t JsonFields::unsignedNumber(std::string_view key, std::uint64_t fallback, std::uint64_t least,
                                         std::uint64_t most) const
{
    const auto element = find(key);
    if (!element)
        return fallback;
    if (const auto value = element->asUnsigned(); value && *value >= least && *value <= most)
        return *value;
    blame(key, fmt::format("is no whole number from {} to {}", least, most));
    return fallback;
}

double JsonFields::real(std::string_view key, double fallback, double least, double most) const
{
    const auto element = find(key);
    if (!element)
        return fallback;
    if (const auto value = element->asReal(); value && *value >= least && *value <= most)
        return *value;
    blame(key, fmt::format("is no number from {} to {}", least, most));
    return fallback;
}

bool JsonFields::flag(std::string_view key, bool fallback) const
{
    const auto element = find(key);
    if (!element)
        return fallback;
    const auto value = element->asFlag();
    if (!value)
        blame(key, "is neither true nor false");
    return value.value_or(fallback);
}

std::string JsonFields::textOf(std::string_view key, JsonValue element) const
{
    const auto value = element.asText();
    if (!value)
        blame(key, "is no text");
    else if (value->size() > maxTextBytes)
        blame(key, "is too long");
    else
        return std::string(*value);
    return {};
}

std::string JsonFields::text(std::string_view key) const
{
    const auto element = find(key);
    return element ? textOf(key, *element) : std::string();
}

std::string JsonFields::requiredText(std::string_view key) const
{
    if (!has(key))
        blame(key, "is missing");
    return text(key);
}

Instant JsonFields::time(std::string_view key) const
{
    if (!has(key))
        blame(key, "is missing");
    return {duration(key)};
}

std::optional<JsonFields> JsonFields::object(std::string_view key) const
{
    const auto element = find(key);
    if (!element)
        return std::nullopt;
    if (!element->isObject()) {
        blame(key, "is no object");
        return std::nullopt;
    }
    return JsonFields(*element, *m_fault);
}

std::vector<std::string> JsonFields::texts(std::string_view key) const
{
    std::vector<std::string> all;
    each(key, [&](JsonValue element) { all.push_back(textOf(key, element)); });
    return all;
}

std::vector<std::pair<std::string, std::string>> JsonFields::pairs(std::string_view key) const
{
    std::vector<std::pair<std::string, std::string>> all;
    if (const auto fields = object(key)) {
        for (const auto& [name, value] : fields->m_object.members())
            all.emplace_back(std::string(name), textOf(key, value));
    }
    return all;
}

} // namespace nsscope
