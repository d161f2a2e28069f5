// SPDX-License-Identifier: Apache-2.0
#include "core/export/text_style.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

struct Range
{
    std::uint32_t from;
    std::uint32_t to;
};

// The blocks that matter in names and paths, not all of Unicode (EastAsianWidth.txt W and F; categories Mn and Me).
constexpr std::array wide{Range{0x1100, 0x115f},   Range{0x2e80, 0x303e},   Range{0x3041, 0xa4cf},
                          Range{0xa960, 0xa97f},   Range{0xac00, 0xd7a3},   Range{0xf900, 0xfaff},
                          Range{0xfe30, 0xfe6f},   Range{0xff00, 0xff60},   Range{0xffe0, 0xffe6},
                          Range{0x1f300, 0x1f64f}, Range{0x1f900, 0x1f9ff}, Range{0x20000, 0x3fffd}};
constexpr std::array combining{Range{0x0300, 0x036f}, Range{0x0483, 0x0489}, Range{0x0591, 0x05bd},
                               Range{0x064b, 0x065f}, Range{0x1ab0, 0x1aff}, Range{0x1dc0, 0x1dff},
                               Range{0x200b, 0x200f}, Range{0x20d0, 0x20ff}, Range{0xfe00, 0xfe0f}};

template <std::size_t n> bool within(std::uint32_t c, const std::array<Range, n>& ranges)
{
    return std::any_of(ranges.begin(), ranges.end(), [c](const Range& r) { return c >= r.from && c <= r.to; });
}

/// Of the 16 colours every terminal has, so that the user's own scheme decides how they look.
std::string_view codeOf(Paint paint)
{
    static constexpr std::array<std::string_view, 14> codes{"",   "1",  "2",  "32", "33", "31", "36",
                                                            "33", "32", "34", "35", "37", "31", "96"};
    return codes[static_cast<std::size_t>(paint)];
}

} // namespace

Paint paintOf(NsType type) { return static_cast<Paint>(static_cast<int>(Paint::Cgroup) + static_cast<int>(type)); }

std::string painted(std::string_view text, Paint paint, const TextStyle& style)
{
    const std::string_view code = codeOf(paint);
    if (!style.colour || code.empty() || text.empty())
        return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::size_t textWidth(std::string_view utf8)
{
    std::size_t width = 0;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        std::uint32_t c = length == 1 ? lead : lead & (0xffu >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3fu);
        width += within(c, combining) ? 0 : within(c, wide) ? 2 : 1;
        i += length;
    }
    return width;
}

} // namespace nsscope
