// SPDX-License-Identifier: Apache-2.0
#include "core/lesson/expression_truth.h"

#include "core/track/check_functions.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace nsscope
{

namespace
{

bool partOfWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-'; }

} // namespace

std::string_view truthName(Truth truth)
{
    static constexpr std::array<std::string_view, 3> names{"false", "true", "unknown"};
    return names[static_cast<std::size_t>(truth)];
}

bool restsOnUnknown(std::string_view expression, const Frame& frame, std::size_t run)
{
    // Arguments are words, so the first ')' ends a call.
    for (std::size_t open = expression.find('('); open != std::string_view::npos; open = expression.find('(', open + 1)) {
        std::size_t start = open;
        while (start > 0 && partOfWord(expression[start - 1]))
            --start;
        const std::size_t close = expression.find(')', open);
        if (start == open || close == std::string_view::npos)
            continue;
        const auto value = evaluateCheck(expression.substr(start, close + 1 - start), frame, run);
        if (value && *value == CheckValue(checkUnknown))
            return true;
    }
    return false;
}

bool numbersWereTaken(std::string_view expression, const Frame& frame, std::size_t run)
{
    static constexpr std::array<std::string_view, 3> ofNumbers{"distinct(", "reuses(", "same_number("};
    if (std::none_of(ofNumbers.begin(), ofNumbers.end(), [&](std::string_view f) { return expression.find(f) != std::string_view::npos; }))
        return false;
    if (run >= frame.runs.size() || frame.runs[run]->steps.empty())
        return false;
    const Instant from = frame.runs[run]->steps.front().before;
    const Instant to = frame.runs[run]->steps.back().after;
    return std::any_of(frame.lives.begin(), frame.lives.end(), [&](const auto& life) {
        return life->labRun != static_cast<std::int32_t>(run) && !life->initial && !life->bornBeforeStream &&
               life->born.when.to >= from && life->born.when.from <= to;
    });
}

Truth evaluateTruth(std::string_view expression, const Frame& frame, std::size_t run)
{
    const auto value = evaluateCheck(expression, frame, run);
    const bool* truth = value ? std::get_if<bool>(&*value) : nullptr;
    if (!truth)
        return Truth::Unknown;
    if (!*truth && numbersWereTaken(expression, frame, run))
        return Truth::Unknown;
    const bool asks = expression.find(checkUnknown) != std::string_view::npos; // it means to ask whether it is known
    const bool negates = expression.find('!') != std::string_view::npos;
    if (!asks && (!*truth || negates) && restsOnUnknown(expression, frame, run))
        return Truth::Unknown;
    return *truth ? Truth::True : Truth::False;
}

} // namespace nsscope
