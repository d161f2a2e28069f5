// SPDX-License-Identifier: Apache-2.0
#include "core/track/filter.h"

#include "core/base/escape.h"
#include "core/track/filter_node.h"

#include <algorithm>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Part of the text, or a pattern for all of it where it has * or ?; letters A-Z without case.
bool isLike(std::string_view text, std::string_view pattern)
{
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    if (pattern.find_first_of("*?") == pattern.npos)
        return std::search(text.begin(), text.end(), pattern.begin(), pattern.end(), same) != text.end() || pattern.empty();
    std::size_t t = 0, p = 0, star = pattern.npos, retry = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            retry = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || same(pattern[p], text[t]))) {
            ++p;
            ++t;
        } else if (star != pattern.npos) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == pattern.npos;
}

bool compare(std::int64_t number, FilterOp op, std::int64_t with)
{
    switch (op) {
    case FilterOp::Less:
        return number < with;
    case FilterOp::LessEqual:
        return number <= with;
    case FilterOp::Greater:
        return number > with;
    case FilterOp::GreaterEqual:
        return number >= with;
    default:
        return number == with;
    }
}

bool refersTo(const NsLink& link, const FilterValue& value)
{
    if (value.text == "outside" || value.text == "none")
        return link.kind == (value.text == "none" ? NsLink::Kind::None : NsLink::Kind::Outside);
    const std::uint64_t seen = value.text == "#" ? link.ref.id : link.ref.inode;
    return link.kind == NsLink::Kind::Ref && seen == static_cast<std::uint64_t>(value.number);
}

/// One of the field's values meets the comparison, taking != as ==.
bool meets(const FilterNode& node, const FilterSubject& subject)
{
    switch (node.field->kind) {
    case FilterFieldKind::Reference:
        return refersTo(filterLinkOf(*node.field, subject), node.value);
    case FilterFieldKind::Count: {
        const auto& holders = subject.info.holders;
        const auto count = std::count_if(holders.begin(), holders.end(), [&](const Holder& h) { return h.kind == node.holder; });
        return compare(count, node.op, node.value.number);
    }
    default:
        break;
    }
    FilterValues values;
    node.field->collect(subject, values);
    const bool number = std::any_of(values.numbers.begin(), values.numbers.end(),
                                    [&](std::int64_t n) { return compare(n, node.op, node.value.number); });
    return number || std::any_of(values.texts.begin(), values.texts.end(), [&](std::string_view text) {
               return node.op == FilterOp::Like ? isLike(text, node.value.text) : text == node.value.text;
           });
}

} // namespace

FilterSubject filterSubject(const NamespaceInfo& info)
{
    return {info, isHeld(info) ? "held" : "pinned", std::nullopt};
}

Filter::Filter(std::vector<FilterNode> nodes)
    : m_nodes(std::make_shared<const std::vector<FilterNode>>(std::move(nodes)))
{
}

bool Filter::matches(const FilterSubject& subject) const
{
    std::vector<bool> stack;
    for (const FilterNode& node : *m_nodes) {
        if (node.kind == FilterNode::Kind::Test) {
            stack.push_back(meets(node, subject) != (node.op == FilterOp::NotEqual));
            continue;
        }
        if (node.kind == FilterNode::Kind::Not) {
            stack.back() = !stack.back();
            continue;
        }
        const bool right = stack.back();
        stack.pop_back();
        stack.back() = node.kind == FilterNode::Kind::And ? stack.back() && right : stack.back() || right;
    }
    return stack.empty() || stack.back();
}

std::string filterErrorText(std::string_view expression, const FilterError& error)
{
    return fmt::format("{}\n{}^\ncolumn {}: {}", displayText(expression), std::string(error.column - 1, ' '), error.column,
                       error.message);
}

} // namespace nsscope
