// SPDX-License-Identifier: Apache-2.0
// Recursive descent to postfix: or := and { "||" and }; and := not { "&&" not };
// not := "!" not | "(" or ")" | field [ "(" kind ")" ] [ operator value ].
#include "core/base/escape.h"
#include "core/track/filter_lexer.h"
#include "core/track/filter_value.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

using Kind = FilterToken::Kind;

class Parser
{
public:
    explicit Parser(std::vector<FilterToken> tokens) : m_tokens(std::move(tokens)) {}

    tl::expected<std::vector<FilterNode>, FilterError> run()
    {
        if (now().kind == Kind::End)
            return m_nodes;
        if (parseOr() && now().kind != Kind::End)
            fail(now().kind == Kind::Close ? "this ')' closes nothing" : afterComparison());
        if (m_error)
            return tl::unexpected(*m_error);
        return m_nodes;
    }

private:
    static constexpr int maxDepth = 64;

    const FilterToken& now() const { return m_tokens[m_at]; }
    FilterToken next() { return m_tokens[m_at + 1 < m_tokens.size() ? m_at++ : m_at]; }

    bool fail(std::string message) { return failAt(now().column, std::move(message)); }
    bool failAt(std::size_t column, std::string message)
    {
        if (!m_error)
            m_error = FilterError{column, std::move(message)};
        return false;
    }

    std::string afterComparison() const
    {
        for (const auto& [word, sign] : {std::pair("and", "&&"), std::pair("or", "||")}) {
            if (now().text == word)
                return fmt::format("expected '&&' or '||' here; did you mean '{}'?", sign);
        }
        return "expected '&&' or '||' here";
    }

    void push(FilterNode::Kind kind)
    {
        FilterNode node;
        node.kind = kind;
        m_nodes.push_back(std::move(node));
    }

    bool parseOr()
    {
        if (++m_depth > maxDepth)
            return fail(fmt::format("nested more than {} deep", maxDepth));
        if (!parseAnd())
            return false;
        while (now().kind == Kind::Or) {
            next();
            if (!parseAnd())
                return false;
            push(FilterNode::Kind::Or);
        }
        --m_depth;
        return true;
    }

    bool parseAnd()
    {
        if (!parseNot())
            return false;
        while (now().kind == Kind::And) {
            next();
            if (!parseNot())
                return false;
            push(FilterNode::Kind::And);
        }
        return true;
    }

    bool parseNot()
    {
        bool negate = false;
        for (; now().kind == Kind::Not; next())
            negate = !negate;
        if (now().kind == Kind::Open) {
            const std::size_t column = next().column;
            if (!parseOr())
                return false;
            if (now().kind == Kind::End)
                return failAt(column, "this '(' is never closed");
            if (now().kind != Kind::Close)
                return fail(afterComparison());
            next();
        } else if (!parseTest()) {
            return false;
        }
        if (negate)
            push(FilterNode::Kind::Not);
        return true;
    }

    bool parseTest()
    {
        if (now().kind != Kind::Word)
            return fail(now().kind == Kind::End ? "the expression ends too early, expected a field"
                                                : "expected a field, '!' or '(' here");
        const FilterToken name = next();
        FilterNode node;
        node.field = filterFieldByName(name.text);
        if (node.field == nullptr) {
            const auto names = filterFieldNames();
            return failAt(name.column,
                          fmt::format("unknown field '{}'{}", displayText(name.text), filterHint(name.text, names)));
        }
        static constexpr FilterField countField{"holder()", FilterFieldKind::Count, nullptr};
        if (now().kind == Kind::Open) {
            if (node.field->name != "holder")
                return fail(fmt::format("only 'holder' takes a kind in parentheses, '{}' does not", name.text));
            if (!parseKind(node.holder))
                return false;
            node.field = &countField;
        }
        if (now().kind != Kind::Op)
            return parseBare(std::move(node), name);
        const FilterToken op = next();
        node.op = op.op;
        if (auto fault = filterOpFault(*node.field, op.op))
            return failAt(op.column, std::move(*fault));
        if (now().kind != Kind::Word && now().kind != Kind::Quoted)
            return fail(fmt::format("expected a value after '{}'", op.text));
        auto value = readFilterValue(*node.field, now());
        if (!value)
            return fail(std::move(value.error()));
        next();
        node.value = std::move(*value);
        m_nodes.push_back(std::move(node));
        return true;
    }

    bool parseKind(HolderKind& kind)
    {
        next();
        const auto known = holderKindByName(now().text);
        if (now().kind != Kind::Word || !known)
            return fail(fmt::format("expected a holder kind in the parentheses{}",
                                    filterHint(now().text, filterWordsOf(*filterFieldByName("holder")))));
        kind = *known;
        next();
        if (now().kind != Kind::Close)
            return fail("expected ')' after the holder kind");
        next();
        return true;
    }

    /// A field without a comparison: a flag, or a count that is not zero.
    bool parseBare(FilterNode node, const FilterToken& name)
    {
        if (node.field->kind != FilterFieldKind::Flag && node.field->kind != FilterFieldKind::Count)
            return fail(fmt::format("'{}' needs a comparison: == != < <= > >= or =~", name.text));
        node.op = FilterOp::NotEqual;
        m_nodes.push_back(std::move(node));
        return true;
    }

    std::vector<FilterToken> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::vector<FilterNode> m_nodes;
    std::optional<FilterError> m_error;
};

} // namespace

tl::expected<Filter, FilterError> Filter::parse(std::string_view text)
{
    auto tokens = cutFilter(text);
    if (!tokens)
        return tl::unexpected(tokens.error());
    auto nodes = Parser(std::move(*tokens)).run();
    if (!nodes)
        return tl::unexpected(nodes.error());
    return Filter(std::move(*nodes));
}

} // namespace nsscope
