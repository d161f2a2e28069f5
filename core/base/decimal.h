// SPDX-License-Identifier: Apache-2.0
// Numbers as people write them, always with a point, whatever the locale. std::from_chars would bring libm into
// nsscope-cli, which nothing else needs there.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace nsscope
{

struct Decimal
{
    double value = 0;
    std::size_t length = 0; ///< of its text
};
/// The number at the start of `text`: a '-' perhaps, digits, a point among them perhaps; no exponent. As near as a double
/// can be where it has up to 15 digits.
std::optional<Decimal> takeDecimal(std::string_view text);

} // namespace nsscope
