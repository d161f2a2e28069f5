// SPDX-License-Identifier: Apache-2.0
// A fact as one line of JSON and back. The only place that knows how facts are spelled; FORMAT.md is its document.
// Decoding takes lines from strangers: unknown fields are skipped, unknown record kinds are no error (nullopt),
// wrong types and absurd sizes are.
#pragma once
#include "core/base/error.h"
#include "core/model/fact.h"

#include <optional>
#include <string>
#include <string_view>

namespace nsscope
{

inline constexpr std::size_t maxLineBytes = 64u << 20; ///< longer lines are refused

/// One line without its newline. A Header begins with {"nsscope":
std::string encodeFact(const Fact& fact);
/// The fact, nullopt for a record kind of a later version, or an Error that names the field.
Result<std::optional<Fact>> decodeFact(std::string_view line);

} // namespace nsscope
