// SPDX-License-Identifier: Apache-2.0
// The known word that a mistyped one most likely meant, for "did you mean". Knows no language and no case
// folding.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace nsscope {

/// Empty where nothing is near: at most one letter of a word of three, two of seven, three of more may have
/// to change (insert, remove, replace, or swap two neighbours). Nothing is near a word of more than 40 bytes.
std::string_view nearestWord(std::string_view word, std::span<const std::string_view> words);
/// "; did you mean 'unshare'?" or nothing.
std::string didYouMean(std::string_view word, std::span<const std::string_view> words);

} // namespace nsscope
