// SPDX-License-Identifier: Apache-2.0
// What a student answered to one question of a lesson, before it is known what is right. Values only.
#pragma once
#include "core/lab/lesson.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace nsscope
{

/// Left side against right side.
enum class Relation : std::uint8_t { Less, Same, More };
std::string_view relationName(Relation relation); ///< "less"

enum class Confidence : std::uint8_t { Unstated, Guess, Fairly, Sure };
std::string_view confidenceName(Confidence confidence); ///< "guess"; empty where unstated

struct LessonAnswer
{
    std::vector<std::size_t> options = {}; ///< choice: one; several: the chosen, rising; order: all, first to last
    std::optional<double> number = {};     ///< durations in nanoseconds
    std::optional<Relation> relation = {};
    Confidence confidence = Confidence::Unstated;
    bool operator==(const LessonAnswer&) const = default;
};

/// True where it has the form that the question asks for. `several` may be empty: none of them is an answer.
bool isWhole(const LessonQuestion& question, const LessonAnswer& answer);

} // namespace nsscope
