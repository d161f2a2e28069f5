// SPDX-License-Identifier: Apache-2.0
// The parts of a parsed filter expression, shared by its parser and its evaluation. Not for use elsewhere.
#pragma once
#include "core/track/filter_fields.h"

#include <cstdint>
#include <string>

namespace nsscope
{

enum class FilterOp : std::uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Like };

struct FilterValue
{
    std::int64_t number = 0; ///< number, duration in ns, flag, 64-bit ids by their bits
    std::string text;        ///< text and word
};

struct FilterNode
{
    enum class Kind : std::uint8_t { Test, Not, And, Or };
    Kind kind = Kind::Test;
    const FilterField* field = nullptr;
    HolderKind holder = HolderKind::Unknown; ///< argument of holder(kind)
    FilterOp op = FilterOp::Equal;
    FilterValue value;
};

} // namespace nsscope
