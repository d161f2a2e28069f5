// SPDX-License-Identifier: Apache-2.0
// Text from strangers made safe inside an HTML or SVG page: never a tag, an attribute's end or a control character.
#pragma once
#include <string>
#include <string_view>

namespace nsscope
{

std::string htmlText(std::string_view bytes);

} // namespace nsscope
