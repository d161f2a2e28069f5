// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_table.h"

#include "core/base/escape.h"
#include "core/base/nearest_word.h"

#include <algorithm>
#include <fmt/format.h>

namespace nsscope {

SourcePlace placeOf(const toml::node& node)
{
    const toml::source_position begin = node.source().begin;
    return {begin.line, begin.column};
}

std::string parameterIn(std::string_view text)
{
    if (text.size() < 3 || text.front() != '{' || text.back() != '}')
        return {};
    const std::string_view inner = text.substr(1, text.size() - 2);
    return isLessonName(inner) ? std::string(inner) : std::string();
}

bool isLessonName(std::string_view text)
{
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    });
}

const toml::node* LessonTable::take(std::string_view key, Need need)
{
    m_known.emplace_back(key);
    const toml::node* node = m_table.get(key);
    if (!node && need == Need::Required)
        fault(place(), fmt::format("{} needs the key '{}'", m_what, key));
    return node;
}

void LessonTable::wrongType(std::string_view key, const toml::node& node, std::string_view expected)
{
    fault(placeOf(node), fmt::format("'{}' in {} must be {}", key, m_what, expected));
}

SourcePlace LessonTable::place(std::string_view key) const
{
    const toml::node* node = m_table.get(key);
    return placeOf(node ? *node : m_table);
}

std::string LessonTable::text(std::string_view key, Need need, std::size_t maxBytes)
{
    const toml::node* node = take(key, need);
    if (!node)
        return {};
    const auto* value = node->as_string();
    if (!value) {
        wrongType(key, *node, "text in quotes");
        return {};
    }
    const std::string& bytes = value->get();
    if (bytes.size() > maxBytes) {
        fault(placeOf(*node), fmt::format("'{}' in {} is longer than {} bytes", key, m_what, maxBytes));
        return {};
    }
    const bool control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
    });
    if (control)
        fault(placeOf(*node), fmt::format("'{}' in {} has a control character", key, m_what));
    return control ? displayText(bytes) : bytes;
}

std::string LessonTable::name(std::string_view key, Need need)
{
    const std::string value = text(key, need, 400);
    if (!value.empty() && !isLessonName(value)) {
        fault(place(key), fmt::format("'{}' in {} must be a name of letters, digits, '_' and '-', at most 40",
                                      key, m_what));
        return {};
    }
    return value;
}

std::int64_t LessonTable::number(std::string_view key, std::int64_t fallback, std::int64_t min,
                                 std::int64_t max, Need need)
{
    const toml::node* node = take(key, need);
    if (!node)
        return fallback;
    const auto* value = node->as_integer();
    if (!value) {
        wrongType(key, *node, "a whole number");
        return fallback;
    }
    if (value->get() < min || value->get() > max) {
        fault(placeOf(*node),
              fmt::format("'{}' in {} is {}; it must be {} to {}", key, m_what, value->get(), min, max));
        return fallback;
    }
    return value->get();
}

LessonNumber LessonTable::numberOrParameter(std::string_view key, std::int64_t fallback, std::int64_t min,
                                            std::int64_t max, Need need)
{
    const toml::node* node = m_table.get(key);
    if (node && node->is_string()) {
        m_known.emplace_back(key);
        const std::string parameter = parameterIn(node->as_string()->get());
        if (parameter.empty())
            wrongType(key, *node, "a whole number or a parameter in braces, \"{count}\"");
        return {fallback, parameter};
    }
    return {number(key, fallback, min, max, need), {}};
}

bool LessonTable::flag(std::string_view key, bool fallback)
{
    const toml::node* node = take(key, Need::Optional);
    if (!node)
        return fallback;
    const auto* value = node->as_boolean();
    if (!value)
        wrongType(key, *node, "true or false");
    return value ? value->get() : fallback;
}

std::vector<std::string> LessonTable::texts(std::string_view key, std::size_t maxCount)
{
    std::vector<std::string> out;
    const toml::node* node = take(key, Need::Optional);
    if (!node)
        return out;
    const toml::array* list = node->as_array();
    if (!list) {
        wrongType(key, *node, "a list of texts");
        return out;
    }
    for (const toml::node& element : *list) {
        const auto* value = element.as_string();
        if (!value || value->get().size() > 400)
            wrongType(key, element, "a list of texts");
        else if (out.size() == maxCount)
            return fault(placeOf(element),
                         fmt::format("'{}' in {} has more than {} entries", key, m_what, maxCount)),
                   out;
        else
            out.push_back(displayText(value->get()));
    }
    return out;
}

int LessonTable::word(std::string_view key, std::span<const std::string_view> words, Need need)
{
    const std::string value = text(key, need);
    if (value.empty())
        return -1;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == value)
            return static_cast<int>(i);
    }
    std::string all;
    for (const std::string_view w : words)
        all += (all.empty() ? "" : ", ") + std::string(w);
    std::string hint = didYouMean(value, words);
    fault(place(key), fmt::format("'{}' in {} cannot be '{}'{}", key, m_what, displayText(value),
                                  hint.empty() ? "; it is one of " + all : hint));
    return -1;
}

std::vector<NsType> LessonTable::types(std::string_view key, std::string* parameter, Need need)
{
    std::vector<NsType> out;
    const toml::node* node = take(key, need);
    if (!node)
        return out;
    static const std::vector<std::string_view> words = [] {
        std::vector<std::string_view> all;
        for (const NsTypeRow& row : nsTypeTable())
            all.push_back(row.name);
        return all;
    }();
    const auto add = [&](const toml::node& element) {
        const auto* value = element.as_string();
        if (!value)
            return wrongType(key, element, "a namespace type or a list of them");
        if (const std::string name = parameterIn(value->get()); parameter && !name.empty()) {
            *parameter = name;
            return;
        }
        if (const auto type = nsTypeByName(value->get()))
            out.push_back(*type);
        else
            fault(placeOf(element), fmt::format("no namespace type '{}'{}", displayText(value->get()),
                                                didYouMean(value->get(), words)));
    };
    if (const toml::array* list = node->as_array()) {
        for (const toml::node& element : *list)
            add(element);
    } else {
        add(*node);
    }
    return out;
}

void LessonTable::tables(std::string_view key, std::size_t maxCount,
                         const std::function<void(const toml::table&)>& each)
{
    const toml::node* node = take(key, Need::Optional);
    if (!node)
        return;
    const toml::array* list = node->as_array();
    if (!list) {
        wrongType(key, *node, fmt::format("written as [[{}]]", key));
        return;
    }
    std::size_t count = 0;
    for (const toml::node& element : *list) {
        if (++count > maxCount) {
            fault(placeOf(element), fmt::format("more than {} of '{}'", maxCount, key));
            return;
        }
        if (const toml::table* inner = element.as_table())
            each(*inner);
        else
            wrongType(key, element, fmt::format("written as [[{}]]", key));
    }
}

const toml::table* LessonTable::table(std::string_view key)
{
    const toml::node* node = take(key, Need::Optional);
    if (node && !node->is_table())
        wrongType(key, *node, fmt::format("written as [{}]", key));
    return node ? node->as_table() : nullptr;
}

std::vector<std::string> LessonTable::finish()
{
    const std::vector<std::string_view> known(m_known.begin(), m_known.end());
    for (const auto& [key, node] : m_table) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            fault({key.source().begin.line, key.source().begin.column},
                  fmt::format("unknown key '{}' in {}{}", displayText(key.str()), m_what,
                              didYouMean(key.str(), known)));
    }
    return m_known;
}

} // namespace nsscope
