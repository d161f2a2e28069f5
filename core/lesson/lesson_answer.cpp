// SPDX-License-Identifier: Apache-2.0
#include "core/lesson/lesson_answer.h"

#include <algorithm>
#include <array>
#include <set>

namespace nsscope
{

std::string_view relationName(Relation relation)
{
    static constexpr std::array<std::string_view, 3> names{"less", "same", "more"};
    return names[static_cast<std::size_t>(relation)];
}

std::string_view confidenceName(Confidence confidence)
{
    static constexpr std::array<std::string_view, 4> names{"", "guess", "fairly", "sure"};
    return names[static_cast<std::size_t>(confidence)];
}

bool isWhole(const LessonQuestion& question, const LessonAnswer& answer)
{
    const std::set<std::size_t> once(answer.options.begin(), answer.options.end());
    const bool known = once.size() == answer.options.size() && (once.empty() || *once.rbegin() < question.options.size());
    switch (question.kind) {
    case LessonQuestion::Kind::Choice:
        return known && answer.options.size() == 1;
    case LessonQuestion::Kind::Several:
        return known;
    case LessonQuestion::Kind::Order:
        return known && answer.options.size() == question.options.size();
    case LessonQuestion::Kind::Number:
        return answer.number.has_value();
    case LessonQuestion::Kind::Relation:
        break;
    }
    return answer.relation.has_value();
}

} // namespace nsscope
