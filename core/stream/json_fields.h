// SPDX-License-Identifier: Apache-2.0
// Typed, bounded reading of one JSON object from a stranger. The first fault is kept as a sentence and everything read
// after it is a default, so that decoders need one check at their end. Unknown fields are never looked at.
// JsonDocument and JsonValue are the only ones that know the library which parses (RapidJSON).
#pragma once
#include "core/base/error.h"
#include "core/base/instant.h"

#include <concepts>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <rapidjson/fwd.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nsscope
{

/// Times and durations lie within 0 and this (146 years), so that differences never overflow.
inline constexpr std::int64_t maxTimeNs = std::int64_t{1} << 62;
inline constexpr std::size_t maxTextBytes = 1u << 20; ///< longest single text

/// A value of a JsonDocument, which outlives it. Each reader gives nothing where the value is of another kind.
class JsonValue
{
public:
    using Raw = rapidjson::GenericValue<rapidjson::UTF8<char>, rapidjson::MemoryPoolAllocator<rapidjson::CrtAllocator>>;

    explicit JsonValue(const Raw& value) : m_value(&value) {}

    bool isNull() const;
    bool isObject() const;
    bool isArray() const;
    std::optional<std::int64_t> asSigned() const;    ///< a whole number within the range of the type, never rounded
    std::optional<std::uint64_t> asUnsigned() const; ///< likewise
    std::optional<double> asReal() const;            ///< any number
    std::optional<bool> asFlag() const;
    std::optional<std::string_view> asText() const; ///< UTF-8

    std::size_t size() const;                                ///< elements; 0 unless an array
    JsonValue at(std::size_t index) const;                   ///< `index` below size()
    std::optional<JsonValue> member(std::string_view key) const; ///< the first of that name; of an object only
    std::vector<std::pair<std::string_view, JsonValue>> members() const;

private:
    const Raw* m_value;
};

/// One JSON text, parsed. Depth is bounded by the length of the text alone and costs no stack.
class JsonDocument
{
public:
    /// Fails with the fault and its place; whatever is not UTF-8 is no JSON.
    static Result<JsonDocument> parse(std::string_view text);
    JsonDocument(JsonDocument&&) noexcept;
    ~JsonDocument();

    JsonValue root() const;

private:
    struct Parsed;
    explicit JsonDocument(std::unique_ptr<Parsed> parsed);
    std::unique_ptr<Parsed> m_parsed;
};

class JsonFields
{
public:
    /// `object` is one. `fault` outlives this and is shared by all that read one line; empty until something is wrong.
    JsonFields(JsonValue object, std::string& fault) : m_object(object), m_fault(&fault) {}

    bool has(std::string_view key) const { return find(key).has_value(); }
    bool ok() const { return m_fault->empty(); }
    void blame(std::string_view key, std::string_view why) const;

    template <std::integral T>
    T number(std::string_view key, T fallback = 0, T least = std::numeric_limits<T>::min(),
             T most = std::numeric_limits<T>::max()) const
    {
        if constexpr (std::unsigned_integral<T>)
            return static_cast<T>(unsignedNumber(key, fallback, least, most));
        else
            return static_cast<T>(signedNumber(key, fallback, least, most));
    }
    double real(std::string_view key, double fallback, double least, double most) const;
    bool flag(std::string_view key, bool fallback = false) const;
    std::string text(std::string_view key) const;
    /// A fault where it is absent.
    std::string requiredText(std::string_view key) const;
    std::int64_t duration(std::string_view key) const { return number<std::int64_t>(key, 0, 0, maxTimeNs); }
    /// A fault where it is absent.
    Instant time(std::string_view key) const;

    std::optional<JsonFields> object(std::string_view key) const;
    std::optional<JsonValue> find(std::string_view key) const;
    /// Calls `use(element)` for each element of the array; nothing where it is absent, a fault where it is no array.
    template <class Use> void each(std::string_view key, Use use) const
    {
        const auto found = find(key);
        if (!found)
            return;
        if (!found->isArray())
            blame(key, "is no array");
        for (std::size_t at = 0; at < found->size() && ok(); ++at)
            use(found->at(at));
    }
    /// The same with each element as an object.
    template <class Use> void eachObject(std::string_view key, Use use) const
    {
        each(key, [&](JsonValue element) {
            if (!element.isObject())
                blame(key, "holds something that is no object");
            else
                use(JsonFields(element, *m_fault));
        });
    }
    /// Texts of an array.
    std::vector<std::string> texts(std::string_view key) const;
    /// Names and texts of an object, in its order.
    std::vector<std::pair<std::string, std::string>> pairs(std::string_view key) const;

private:
    std::int64_t signedNumber(std::string_view key, std::int64_t fallback, std::int64_t least, std::int64_t most) const;
    std::uint64_t unsignedNumber(std::string_view key, std::uint64_t fallback, std::uint64_t least,
                                 std::uint64_t most) const;
    std::string textOf(std::string_view key, JsonValue element) const;

    JsonValue m_object;
    std::string* m_fault;
};

} // namespace nsscope
