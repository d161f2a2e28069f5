// SPDX-License-Identifier: Apache-2.0
// Reads the right side of a comparison as its field's kind wants it, and checks that the operator fits.
#pragma once
#include "core/track/filter_lexer.h"
#include "core/track/filter_node.h"

namespace nsscope
{

/// Nothing where `op` can be asked of `field`, else the message.
std::optional<std::string> filterOpFault(const FilterField& field, FilterOp op);
/// The value, or the message that says what was expected.
tl::expected<FilterValue, std::string> readFilterValue(const FilterField& field, const FilterToken& token);
/// "; did you mean 'x'?" or the list of the known words.
std::string filterHint(std::string_view word, std::span<const std::string_view> words);

/// All digits, or nothing.
std::optional<std::uint64_t> parseWholeNumber(std::string_view text);
/// "4026532177", "[4026532177]", "+338" or "-7" from the first dynamic number.
std::optional<std::uint64_t> parseInodeText(std::string_view text);

} // namespace nsscope
