// SPDX-License-Identifier: Apache-2.0
#include "core/model/ns_link_text.h"

#include <charconv>

namespace nsscope
{

std::optional<NsNumber> parseNsLink(std::string_view text)
{
    const auto bracket = text.find(":[");
    if (bracket == std::string_view::npos || !text.ends_with(']'))
        return std::nullopt;
    const auto type = nsTypeByName(text.substr(0, bracket));
    const char* const end = text.data() + text.size() - 1;
    std::uint64_t inode = 0;
    const auto read = std::from_chars(text.data() + bracket + 2, end, inode);
    if (!type || read.ec != std::errc() || read.ptr != end)
        return std::nullopt;
    return NsNumber{*type, inode};
}

} // namespace nsscope
