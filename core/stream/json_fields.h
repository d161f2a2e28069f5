// SPDX-License-Identifier: Apache-2.0
// Typed, bounded reading of one JSON object from a stranger. The first fault is kept as a sentence and everything read
// after it is a default, so that decoders need one check at their end. Unknown fields are never looked at.
#pragma once
#include "core/base/instant.h"

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <utility>

namespace nsscope
{

/// Times and durations lie within 0 and this (146 years), so that differences never overflow.
inline constexpr std::int64_t maxTimeNs = std::int64_t{1} << 62;
inline constexpr std::size_t maxTextBytes = 1u << 20; ///< longest single text

class JsonFields
{
public:
    /// `fault` outlives this and is shared by all that read one line; empty until something is wrong.
    JsonFields(simdjson::dom::object object, std::string& fault) : m_object(object), m_fault(&fault) {}

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
    std::optional<simdjson::dom::element> find(std::string_view key) const;
    /// Calls `use(element)` for each element of the array; nothing where it is absent, a fault where it is no array.
    template <class Use> void each(std::string_view key, Use use) const
    {
        const auto found = find(key);
        if (!found)
            return;
        simdjson::dom::array array;
        if (found->get_array().get(array)) {
            blame(key, "is no array");
            return;
        }
        for (const simdjson::dom::element element : array) {
            if (!ok())
                return;
            use(element);
        }
    }
    /// The same with each element as an object.
    template <class Use> void eachObject(std::string_view key, Use use) const
    {
        each(key, [&](simdjson::dom::element element) {
            simdjson::dom::object object;
            if (element.get_object().get(object))
                blame(key, "holds something that is no object");
            else
                use(JsonFields(object, *m_fault));
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
    std::string textOf(std::string_view key, simdjson::dom::element element) const;

    simdjson::dom::object m_object;
    std::string* m_fault;
};

} // namespace nsscope
