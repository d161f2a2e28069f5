// SPDX-License-Identifier: Apache-2.0
// How text for people is dressed: colour or none, UTF-8 or ASCII line drawing. Whether a terminal can do it is the
// caller's to find out.
#pragma once
#include "core/model/ns_type.h"

#include <string>
#include <string_view>

namespace nsscope
{

struct TextStyle
{
    bool colour = false;
    bool utf8 = false;
};

enum class Paint : std::uint8_t { Plain, Bold, Dim, Good, Warn, Bad, Cgroup, Ipc, Mnt, Net, Pid, Time, User, Uts };
Paint paintOf(NsType type);

/// The text within colour codes (ECMA-48 SGR), or as it is.
std::string painted(std::string_view text, Paint paint, const TextStyle& style);
/// Columns that UTF-8 text takes on a terminal: wide East Asian characters two, combining ones none.
std::size_t textWidth(std::string_view utf8);

} // namespace nsscope
