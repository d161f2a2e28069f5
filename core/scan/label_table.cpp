// SPDX-License-Identifier: Apache-2.0
#include "core/scan/label_table.h"

#include "core/scan/proc_text.h"

#include <algorithm>

namespace nsscope
{

namespace
{

constexpr std::size_t rulesCap = 4096;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace

std::optional<LabelTable::Rule> LabelTable::parseKey(std::string_view key)
{
    Rule rule;
    const std::size_t colon = key.find(':');
    if (colon == key.npos || colon + 1 == key.size())
        return std::nullopt;
    std::string_view rest = key.substr(colon + 1);
    if (key.substr(0, colon) == "name") {
        rule.name = rest;
        return rule;
    }
    rule.type = nsTypeByName(key.substr(0, colon));
    rule.byId = rest.front() == '#';
    if (!rule.type || (!rule.byId && (rest.front() != '[' || rest.back() != ']')))
        return std::nullopt;
    rest.remove_prefix(1);
    const auto number = takeNumber(rest);
    if (!number || rest != (rule.byId ? "" : "]"))
        return std::nullopt;
    rule.number = *number;
    return rule;
}

LabelTable::LabelTable(std::string_view text, std::string_view bootId)
{
    bool thisBoot = true;
    for (std::size_t at = 0; at < text.size() && m_rules.size() < rulesCap;) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = trimmed(text.substr(at, end - at));
        at = end + 1;
        const std::size_t blank = line.find_first_of(" \t");
        if (blank == line.npos || line.front() == '#')
            continue;
        const std::string_view key = line.substr(0, blank);
        const std::string_view label = trimmed(line.substr(blank));
        if (key == "boot") {
            thisBoot = label == bootId;
            continue;
        }
        auto rule = parseKey(key);
        if (!rule || (rule->type && !thisBoot))
            continue;
        rule->label = label.substr(0, labelCap);
        m_rules.push_back(std::move(*rule));
    }
    // What tells most comes first.
    const auto rank = [](const Rule& rule) { return !rule.type ? 2 : rule.byId ? 0 : 1; };
    std::stable_sort(m_rules.begin(), m_rules.end(),
                     [&rank](const Rule& a, const Rule& b) { return rank(a) < rank(b); });
}

std::string_view LabelTable::labelOf(const NamespaceInfo& info) const
{
    for (const Rule& rule : m_rules) {
        const bool fits = rule.type ? *rule.type == info.ref.type && rule.number != 0 &&
                                          rule.number == (rule.byId ? info.ref.id : info.ref.inode)
                                    : std::find(info.names.begin(), info.names.end(), rule.name) != info.names.end();
        if (fits)
            return rule.label;
    }
    return {};
}

} // namespace nsscope
