// SPDX-License-Identifier: Apache-2.0
// Cuts a filter expression into tokens; reports what is no token by column.
#pragma once
#include "core/track/filter.h"
#include "core/track/filter_node.h"

#include <string>
#include <string_view>
#include <vector>

namespace nsscope
{

struct FilterToken
{
    enum class Kind : std::uint8_t { Word, Quoted, Op, And, Or, Not, Open, Close, End };
    Kind kind = Kind::End;
    std::size_t column = 1;
    std::string text;
    FilterOp op = FilterOp::Equal;
};

/// Longest expression accepted, in bytes.
inline constexpr std::size_t filterTextCap = 4096;

/// The last token is always an End.
tl::expected<std::vector<FilterToken>, FilterError> cutFilter(std::string_view text);

} // namespace nsscope
