// SPDX-License-Identifier: Apache-2.0
// The fields a filter expression can ask for: one table row each. A new field is one row in filter_fields.cpp.
#pragma once
#include "core/track/filter.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace nsscope
{

enum class FilterFieldKind : std::uint8_t {
    Text,      ///< any text; == != =~
    Word,      ///< one of a fixed list; == !=
    Number,    ///< all comparisons
    Inode,     ///< a number, or an offset such as +338
    Id,        ///< a number, or #5
    Duration,  ///< 90s, 5m, 2h, 1d, 10ms; a bare number is seconds
    Flag,      ///< true and false; alone it means true
    Reference, ///< a namespace: number, offset, #id, user:[4026531837], outside, none; == !=
    Count      ///< holder(kind): a number; alone it means "more than none"
};

/// Values of a field for one namespace: numbers or texts by its kind. Texts point into the subject.
struct FilterValues
{
    std::vector<std::int64_t> numbers;
    std::vector<std::string_view> texts;
};

struct FilterField
{
    std::string_view name;
    FilterFieldKind kind;
    void (*collect)(const FilterSubject& subject, FilterValues& values);
};

std::span<const FilterField> filterFields();
const FilterField* filterFieldByName(std::string_view name);
/// The words that a field of kind Word knows.
std::vector<std::string_view> filterWordsOf(const FilterField& field);
/// Owner or parent of the subject by the field's name; for kind Reference.
const NsLink& filterLinkOf(const FilterField& field, const FilterSubject& subject);

} // namespace nsscope
