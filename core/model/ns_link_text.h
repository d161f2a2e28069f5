// SPDX-License-Identifier: Apache-2.0
// The text of a namespace link, as readlink(2) gives it for /proc/PID/ns/TYPE: "net:[4026531833]" (fs/nsfs.c ns_get_name).
// What linkText of ns_ref.h writes.
#pragma once
#include "core/model/ns_type.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace nsscope
{

struct NsNumber
{
    NsType type = NsType::Net;
    std::uint64_t inode = 0;
    bool operator==(const NsNumber&) const = default;
};
/// Absent where the text is anything else.
std::optional<NsNumber> parseNsLink(std::string_view text);

} // namespace nsscope
