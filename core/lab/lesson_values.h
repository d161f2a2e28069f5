// SPDX-License-Identifier: Apache-2.0
// The values of a lesson's parameters in one run: those given as text, checked against their ranges, else the lesson's
// own. Internal to the compiler.
#pragma once
#include "core/base/error.h"
#include "core/lab/lesson.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace nsscope
{

class LessonValues
{
public:
    static Result<LessonValues> of(const Lesson& lesson, const std::vector<std::pair<std::string, std::string>>& given);

    std::int64_t number(const LessonNumber& number) const;
    /// Of a step: its own, or the one that its parameter chooses.
    std::vector<NsType> types(const LessonStep& step) const;
    /// As they are told in the plan.
    const std::vector<std::pair<std::string, std::string>>& texts() const { return m_texts; }

private:
    std::map<std::string, std::int64_t> m_numbers;
    std::map<std::string, NsType> m_types;
    std::vector<std::pair<std::string, std::string>> m_texts;
};

} // namespace nsscope
