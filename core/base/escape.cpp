// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

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

/// Of one valid sequence.
char32_t codePoint(std::string_view sequence)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
    char32_t point = sequence.size() == 1 ? byte(0) : byte(0) & (0x7fu >> sequence.size());
    for (std::size_t i = 1; i < sequence.size(); ++i)
        point = point << 6 | (byte(i) & 0x3fu);
    return point;
}

/// False for what a reader does not see and what changes how the rest is seen: controls, and of the format characters
/// (Unicode, category Cf) and separators those that turn the direction of writing, break a line or have no width.
bool isShown(char32_t point)
{
    struct Range
    {
        char32_t first;
        char32_t last;
    };
    static constexpr Range hidden[]{{0, 0x1f},         {0x7f, 0x9f},     {0xad, 0xad},     {0x61c, 0x61c},
                                    {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},
                                    {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f}};
    return std::none_of(std::begin(hidden), std::end(hidden),
                        [&](const Range& range) { return range.first <= point && point <= range.last; });
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
    for (std::string_view rest = safe; !rest.empty();) {
        const std::size_t length = sequenceLength(rest);
        const char32_t point = codePoint(rest.substr(0, length));
        if (isShown(point))
            out += rest.substr(0, length);
        else
            out += point < 0x80 ? fmt::format("\\x{:02x}", static_cast<unsigned>(point))
                                : fmt::format("\\u{:04x}", static_cast<unsigned>(point));
        rest.remove_prefix(length);
    }
    return out;
}

} // namespace nsscope
