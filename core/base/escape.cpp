// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.h"

#include <fmt/format.h>

namespace nsscope {

namespace {

/// Length of the valid UTF-8 sequence at the start of `s`, 0 where there is none.
std::size_t sequenceLength(std::string_view s)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    const unsigned char first = at(0);
    if (first < 0x80)
        return 1;
    std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || s.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xc0) != 0x80)
            return 0;
    }
    if ((first == 0xe0 && at(1) < 0xa0) || (first == 0xed && at(1) > 0x9f) ||
        (first == 0xf0 && at(1) < 0x90) || (first == 0xf4 && at(1) > 0x8f))
        return 0;
    return length;
}

} // namespace

EscapedText escapeBytes(std::string_view bytes)
{
    EscapedText out;
    out.text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = sequenceLength(bytes);
        if (length == 0) {
            out.text += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes[0]));
            out.lossy = true;
            bytes.remove_prefix(1);
        } else {
            out.text += bytes.substr(0, length);
            bytes.remove_prefix(length);
        }
    }
    return out;
}

std::string displayText(std::string_view bytes)
{
    const std::string safe = escapeBytes(bytes).text;
    std::string out;
    out.reserve(safe.size());
    for (std::size_t i = 0; i < safe.size(); ++i) {
        const unsigned char c = static_cast<unsigned char>(safe[i]);
        const bool c1 = c == 0xc2 && i + 1 < safe.size() && static_cast<unsigned char>(safe[i + 1]) < 0xa0;
        if (c < 0x20 || c == 0x7f) {
            out += fmt::format("\\x{:02x}", c);
        } else if (c1) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(safe[++i]));
        } else {
            out += safe[i];
        }
    }
    return out;
}

} // namespace nsscope
