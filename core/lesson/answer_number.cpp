// SPDX-License-Identifier: Apache-2.0
#include "core/lesson/answer_number.h"

#include "core/base/decimal.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace nsscope
{

namespace
{

constexpr std::pair<std::string_view, double> units[] = {{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"ms", 1e6}, {"s", 1e9}};
constexpr std::size_t longest = 40;

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

} // namespace

std::optional<double> parseAnswerNumber(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text.size() > longest)
        return std::nullopt;
    std::string digits(text);
    std::replace(digits.begin(), digits.end(), ',', '.');
    const auto number = takeDecimal(digits);
    if (!number)
        return std::nullopt;
    const double value = number->value;
    const std::string_view unit = trimmed(text.substr(number->length));
    if (unit.empty())
        return value;
    for (const auto& [name, factor] : units) {
        if (unit == name)
            return value * factor;
    }
    return std::nullopt;
}

std::string answerNumberText(double number, bool time)
{
    if (!time)
        return fmt::format("{:.6g}", number);
    const double size = std::abs(number);
    const auto& [name, factor] = size >= 1e9 ? units[4] : size >= 1e6 ? units[3] : size >= 1e3 ? units[2] : units[0];
    return fmt::format("{:.3g} {}", number / factor, name);
}

} // namespace nsscope
