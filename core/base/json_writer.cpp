// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_writer.h"

#include "core/base/escape.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <fmt/format.h>

namespace nsscope {

namespace {

constexpr std::size_t pieceSize = 8 * 1024; // a page touched anew costs more than a call of write(2)

bool isPlain(char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

} // namespace

JsonWriter::JsonWriter(bool pretty, JsonSink& sink) : m_sink(&sink), m_pretty(pretty)
{
    m_text.reserve(pieceSize + pieceSize / 8);
}

void JsonWriter::breakLine(std::size_t depth)
{
    if (m_pretty)
        m_text.append("\n").append(2 * depth, ' ');
}

void JsonWriter::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_levels.empty())
        return;
    if (m_sink != nullptr && m_text.size() >= pieceSize) {
        m_sink->write(m_text);
        m_text.clear();
    }
    if (!m_levels.back().empty)
        m_text += ',';
    m_levels.back().empty = false;
    breakLine(m_levels.size());
}

JsonWriter& JsonWriter::open(char bracket)
{
    separate();
    m_text += bracket;
    m_levels.push_back({bracket == '{', true, false});
    return *this;
}

JsonWriter& JsonWriter::close(char bracket)
{
    assert(!m_levels.empty() && !m_afterKey);
    const bool empty = m_levels.back().empty;
    m_levels.pop_back();
    if (!empty)
        breakLine(m_levels.size());
    m_text += bracket;
    return *this;
}

JsonWriter& JsonWriter::endObject()
{
    if (m_levels.back().lossy)
        field("lossy", true);
    return close('}');
}

JsonWriter& JsonWriter::key(std::string_view name)
{
    assert(!m_levels.empty() && m_levels.back().object && !m_afterKey);
    separate();
    if (std::all_of(name.begin(), name.end(), isPlain))
        quotePlain(name);
    else
        quote(name);
    m_text += m_pretty ? ": " : ":";
    m_afterKey = true;
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view text)
{
    separate();
    m_text += text;
    return *this;
}

JsonWriter& JsonWriter::value(double number)
{
    return std::isfinite(number) ? raw(fmt::format("{}", number)) : null();
}

JsonWriter& JsonWriter::value(std::string_view bytes)
{
    separate();
    if (std::all_of(bytes.begin(), bytes.end(), isPlain)) {
        quotePlain(bytes);
        return *this;
    }
    EscapedText escaped = escapeBytes(bytes);
    quote(escaped.text);
    if (escaped.lossy) {
        for (auto level = m_levels.rbegin(); level != m_levels.rend(); ++level) {
            if (level->object) {
                level->lossy = true;
                break;
            }
        }
    }
    return *this;
}

void JsonWriter::quotePlain(std::string_view text)
{
    m_text.append(1, '"').append(text).append(1, '"');
}

void JsonWriter::quote(std::string_view utf8)
{
    m_text += '"';
    for (const char c : utf8) {
        if (isPlain(c)) {
            m_text += c;
            continue;
        }
        switch (c) {
        case '"':
            m_text += "\\\"";
            break;
        case '\\':
            m_text += "\\\\";
            break;
        case '\n':
            m_text += "\\n";
            break;
        case '\t':
            m_text += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                m_text += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
            else
                m_text += c;
        }
    }
    m_text += '"';
}

} // namespace nsscope
