// SPDX-License-Identifier: Apache-2.0
#include "core/track/filter_value.h"

#include "core/base/escape.h"
#include "core/base/nearest_word.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <limits>

namespace nsscope
{

namespace
{

using Value = tl::expected<FilterValue, std::string>;

Value expected(std::string_view what, const FilterToken& token)
{
    return tl::unexpected(fmt::format("expected {} here, not '{}'", what, displayText(token.text)));
}

FilterValue valueOf(std::uint64_t number) { return {static_cast<std::int64_t>(number), {}}; }

Value readDuration(const FilterToken& token)
{
    struct Unit
    {
        std::string_view name;
        double ns;
    };
    static constexpr Unit units[]{{"", 1e9},   {"ns", 1},   {"us", 1e3},   {"ms", 1e6},   {"s", 1e9},
                                  {"m", 60e9}, {"min", 60e9}, {"h", 3600e9}, {"d", 86400e9}};
    const std::size_t split = token.text.find_first_not_of("0123456789");
    const auto number = parseWholeNumber(std::string_view(token.text).substr(0, split));
    const std::string_view unit = split == std::string::npos ? std::string_view() : std::string_view(token.text).substr(split);
    const auto found = std::find_if(std::begin(units), std::end(units), [&](const Unit& u) { return u.name == unit; });
    if (!number || found == std::end(units))
        return expected("a time such as 90s, 5m, 2h, 1d or 10ms", token);
    const double ns = static_cast<double>(*number) * found->ns;
    if (ns > 9e18)
        return tl::unexpected(fmt::format("'{}' is longer than 292 years", token.text));
    return FilterValue{static_cast<std::int64_t>(ns), {}};
}

Value readReference(const FilterToken& token)
{
    std::string_view text = token.text;
    if (text == "outside" || text == "none")
        return FilterValue{0, std::string(text)};
    if (text.starts_with('#')) {
        const auto id = parseWholeNumber(text.substr(1));
        return id ? Value(FilterValue{static_cast<std::int64_t>(*id), "#"}) : expected("an id such as #5", token);
    }
    const std::size_t bracket = text.find(":[");
    if (bracket != text.npos && text.ends_with(']') && nsTypeByName(text.substr(0, bracket)))
        text = text.substr(bracket + 2, text.size() - bracket - 3);
    const auto inode = parseInodeText(text);
    return inode ? Value(valueOf(*inode))
                 : expected("a namespace such as user:[4026531837], +338, #5, outside or none", token);
}

Value readWord(const FilterField& field, const FilterToken& token)
{
    const std::vector<std::string_view> words = filterWordsOf(field);
    if (std::find(words.begin(), words.end(), token.text) == words.end())
        return tl::unexpected(fmt::format("'{}' is no {}{}", displayText(token.text),
                                          field.name == "type" ? "namespace type" : field.name == "holder" ? "holder kind" : "state",
                                          filterHint(token.text, words)));
    return FilterValue{0, token.text};
}

} // namespace

std::string filterHint(std::string_view word, std::span<const std::string_view> words)
{
    const std::string hint = didYouMean(word, words);
    return hint.empty() ? fmt::format("; known: {}", fmt::join(words, ", ")) : hint;
}

std::optional<std::string> filterOpFault(const FilterField& field, FilterOp op)
{
    const bool equality = op == FilterOp::Equal || op == FilterOp::NotEqual;
    const char* know = nullptr;
    switch (field.kind) {
    case FilterFieldKind::Text:
        know = equality || op == FilterOp::Like ? nullptr : "is a text and knows == != =~";
        break;
    case FilterFieldKind::Word:
    case FilterFieldKind::Reference:
    case FilterFieldKind::Flag:
        know = equality ? nullptr : "knows == and != only";
        break;
    default:
        know = op != FilterOp::Like ? nullptr : "is a number and knows == != < <= > >=";
    }
    return know == nullptr ? std::nullopt : std::optional(fmt::format("'{}' {}", field.name, know));
}

Value readFilterValue(const FilterField& field, const FilterToken& token)
{
    switch (field.kind) {
    case FilterFieldKind::Text:
        return FilterValue{0, token.text};
    case FilterFieldKind::Word:
        return readWord(field, token);
    case FilterFieldKind::Number:
    case FilterFieldKind::Count: {
        const auto number = parseWholeNumber(token.text);
        return number ? Value(valueOf(*number)) : expected("a whole number", token);
    }
    case FilterFieldKind::Inode: {
        const auto number = parseInodeText(token.text);
        return number ? Value(valueOf(*number)) : expected("an inode number such as 4026532178 or +338", token);
    }
    case FilterFieldKind::Id: {
        const auto number = parseWholeNumber(std::string_view(token.text).substr(token.text.starts_with('#') ? 1 : 0));
        return number ? Value(valueOf(*number)) : expected("an id such as 5 or #5", token);
    }
    case FilterFieldKind::Duration:
        return readDuration(token);
    case FilterFieldKind::Flag:
        if (token.text == "true" || token.text == "false")
            return FilterValue{token.text == "true" ? 1 : 0, {}};
        return expected("true or false", token);
    case FilterFieldKind::Reference:
        return readReference(token);
    }
    return expected("a value", token);
}

std::optional<std::uint64_t> parseWholeNumber(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<std::uint64_t> parseInodeText(std::string_view text)
{
    if (text.starts_with('[') && text.ends_with(']') && text.size() > 2)
        text = text.substr(1, text.size() - 2);
    if (!text.starts_with('+') && !text.starts_with('-'))
        return parseWholeNumber(text);
    const auto offset = parseWholeNumber(text.substr(1));
    if (!offset)
        return std::nullopt;
    return text[0] == '+' ? procDynamicFirst + *offset : procDynamicFirst - *offset;
}

} // namespace nsscope
