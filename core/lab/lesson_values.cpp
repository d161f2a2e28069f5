// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_values.h"

#include "core/base/escape.h"
#include "core/base/nearest_word.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string rangeText(const LessonParameter& p)
{
    if (p.types.empty())
        return fmt::format("a whole number from {} to {}", p.min, p.max);
    std::string all;
    for (const NsType type : p.types)
        all += (all.empty() ? "one of " : ", ") + std::string(nsTypeName(type));
    return all;
}

/// The number, or the index of the type; absent where it is neither.
std::optional<std::int64_t> valueIn(const LessonParameter& p, const std::string& text)
{
    if (!p.types.empty()) {
        const auto type = nsTypeByName(text);
        const auto found = type ? std::find(p.types.begin(), p.types.end(), *type) : p.types.end();
        return found == p.types.end() ? std::nullopt : std::optional<std::int64_t>(found - p.types.begin());
    }
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data(), end, value);
    if (code != std::errc{} || stop != end || value < p.min || value > p.max)
        return std::nullopt;
    return value;
}

Status known(const Lesson& lesson, const std::string& name)
{
    std::vector<std::string_view> names;
    for (const LessonParameter& p : lesson.parameters)
        names.push_back(p.name);
    if (std::find(names.begin(), names.end(), name) != names.end())
        return {};
    return failure(fmt::format("{} has no parameter \"{}\"{}", lesson.id, displayText(name), didYouMean(name, names)));
}

} // namespace

Result<LessonValues> LessonValues::of(const Lesson& lesson,
                                      const std::vector<std::pair<std::string, std::string>>& given)
{
    for (const auto& [name, text] : given) {
        if (const Status sound = known(lesson, name); !sound)
            return tl::make_unexpected(sound.error());
    }
    LessonValues values;
    for (const LessonParameter& p : lesson.parameters) {
        std::int64_t value = p.value;
        for (const auto& [name, text] : given) {
            if (name != p.name)
                continue;
            const auto read = valueIn(p, text);
            if (!read)
                return failure(
                    fmt::format("parameter {} is {}, not \"{}\"", p.name, rangeText(p), displayText(text)));
            value = *read;
        }
        if (p.types.empty()) {
            values.m_numbers[p.name] = value;
            values.m_texts.emplace_back(p.name, std::to_string(value));
        } else {
            values.m_types[p.name] = p.types[static_cast<std::size_t>(value)];
            values.m_texts.emplace_back(p.name, nsTypeName(values.m_types[p.name]));
        }
    }
    return values;
}

std::int64_t LessonValues::number(const LessonNumber& number) const
{
    const auto found = m_numbers.find(number.parameter);
    return number.parameter.empty() || found == m_numbers.end() ? number.value : found->second;
}

std::vector<NsType> LessonValues::types(const LessonStep& step) const
{
    const auto found = m_types.find(step.typeParameter);
    return step.typeParameter.empty() || found == m_types.end() ? step.types : std::vector<NsType>{found->second};
}

} // namespace nsscope
