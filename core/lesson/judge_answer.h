// SPDX-License-Identifier: Apache-2.0
// Holds an answer against a run: right, wrong, or not to be said because no witness told enough. The run decides, never
// a number written in the lesson. Pure.
#pragma once
#include "core/lesson/expression_truth.h"
#include "core/lesson/lesson_answer.h"

#include <string>
#include <vector>

namespace nsscope
{

enum class Verdict : std::uint8_t { Unknown, Wrong, Right };

struct Judgement
{
    Verdict verdict = Verdict::Unknown;
    std::optional<LessonAnswer> expected; ///< what this run says; absent where it does not
    bool time = false;                    ///< numbers are durations
    std::vector<std::string> feedback;    ///< paragraphs, most particular first
    bool operator==(const Judgement&) const = default;
};

Judgement judgeAnswer(const LessonQuestion& question, const LessonAnswer& answer, const Frame& frame, std::size_t run);

/// Where others took the numbers that a lesson counts on (a check of it is unknown for that), no answer about numbers is
/// wrong: its verdict becomes Unknown.
void withdrawVerdicts(const Lesson& lesson, const std::vector<Truth>& checks, const Frame& frame, std::size_t run,
                      std::vector<Judgement>& judgements);

} // namespace nsscope
