// SPDX-License-Identifier: Apache-2.0
#include "core/base/decimal.h"

#include <algorithm>
#include <cstdint>

namespace nsscope
{

namespace
{

constexpr std::uint64_t mostDigits = 100'000'000'000'000'000; ///< a digit more still has room in 64 bits
constexpr int exactPower = 22; ///< 10 to this is a double without rounding

double scaled(double value, int power)
{
    while (power != 0) {
        const int step = std::min(power < 0 ? -power : power, exactPower);
        double factor = 1;
        for (int i = 0; i < step; ++i)
            factor *= 10;
        value = power < 0 ? value / factor : value * factor;
        power += power < 0 ? step : -step;
    }
    return value;
}

} // namespace

std::optional<Decimal> takeDecimal(std::string_view text)
{
    const bool negative = text.starts_with('-');
    std::uint64_t digits = 0;
    int power = 0;
    bool any = false;
    bool point = false;
    std::size_t at = negative;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        any = true;
        if (digits < mostDigits) {
            digits = 10 * digits + static_cast<std::uint64_t>(c - '0');
            power -= point;
        } else {
            power += !point;
        }
    }
    if (!any)
        return std::nullopt;
    const double value = scaled(static_cast<double>(digits), power);
    return Decimal{negative ? -value : value, at};
}

} // namespace nsscope
