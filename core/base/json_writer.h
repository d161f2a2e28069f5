// SPDX-License-Identifier: Apache-2.0
// Writes one JSON text by appending; keeps commas, quoting and the contract's escaping of foreign bytes (\xNN
// and "lossy": true in the same object) in one place. Reading JSON is core/stream's, by RapidJSON.
#pragma once
#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nsscope {

/// Where a text too long to be kept whole goes, piece by piece.
class JsonSink
{
public:
    virtual void write(std::string_view piece) = 0;

protected:
    ~JsonSink() = default;
};

class JsonWriter
{
public:
    /// `pretty` breaks lines and indents by two blanks; a stream line is written without.
    explicit JsonWriter(bool pretty = false) : m_pretty(pretty) {}
    /// Hands what it has to `sink` (alive as long as this) from time to time; what is left at the end is text().
    JsonWriter(bool pretty, JsonSink& sink);

    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject();
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(std::string_view name);

    /// Bytes; what is not UTF-8 is escaped and marks the enclosing object lossy.
    JsonWriter& value(std::string_view bytes);
    JsonWriter& value(const char* bytes) { return value(std::string_view(bytes)); }
    JsonWriter& value(bool b) { return raw(b ? "true" : "false"); }
    JsonWriter& value(double number);
    template <std::integral T>
    requires(!std::same_as<T, bool>) JsonWriter& value(T number)
    {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        return raw({digits, static_cast<std::size_t>(end - digits)});
    }
    JsonWriter& null() { return raw("null"); }

    /// key + value in one call.
    template <class T> JsonWriter& field(std::string_view name, const T& v) { return key(name).value(v); }
    JsonWriter& nullField(std::string_view name) { return key(name).null(); }
    /// The value, or null where `present` is false.
    template <class T> JsonWriter& fieldOrNull(std::string_view name, bool present, const T& v)
    {
        return present ? field(name, v) : nullField(name);
    }

    const std::string& text() const { return m_text; }
    std::string take() { return std::move(m_text); }

private:
    struct Level
    {
        bool object;
        bool empty;
        bool lossy;
    };
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    JsonWriter& raw(std::string_view text);
    void separate();
    void breakLine(std::size_t depth);
    void quotePlain(std::string_view text);
    void quote(std::string_view utf8);

    std::string m_text;
    JsonSink* m_sink = nullptr;
    std::vector<Level> m_levels;
    bool m_pretty;
    bool m_afterKey = false;
};

} // namespace nsscope
