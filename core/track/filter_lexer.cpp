// SPDX-License-Identifier: Apache-2.0
#include "core/track/filter_lexer.h"

#include "core/base/escape.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

struct Sign
{
    std::string_view text;
    FilterToken::Kind kind;
    FilterOp op;
};

// Longer signs first.
constexpr std::array signs{
    Sign{"&&", FilterToken::Kind::And, {}},
    Sign{"||", FilterToken::Kind::Or, {}},
    Sign{"==", FilterToken::Kind::Op, FilterOp::Equal},
    Sign{"!=", FilterToken::Kind::Op, FilterOp::NotEqual},
    Sign{"<=", FilterToken::Kind::Op, FilterOp::LessEqual},
    Sign{">=", FilterToken::Kind::Op, FilterOp::GreaterEqual},
    Sign{"=~", FilterToken::Kind::Op, FilterOp::Like},
    Sign{"<", FilterToken::Kind::Op, FilterOp::Less},
    Sign{">", FilterToken::Kind::Op, FilterOp::Greater},
    Sign{"!", FilterToken::Kind::Not, {}},
    Sign{"(", FilterToken::Kind::Open, {}},
    Sign{")", FilterToken::Kind::Close, {}},
};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool endsWord(char c) { return isBlank(c) || std::string_view("()!=<>~&|\"'").find(c) != std::string_view::npos; }

std::size_t columnAt(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char c) {
               return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
           }));
}

/// Reads the quoted text that begins at `at` and moves past it; false where its end is missing.
bool readQuoted(std::string_view text, std::size_t& at, std::string& out)
{
    const char quote = text[at++];
    while (at < text.size() && text[at] != quote) {
        if (text[at] == '\\' && at + 1 < text.size())
            ++at;
        out += text[at++];
    }
    return at++ < text.size();
}

std::string strayText(char c)
{
    switch (c) {
    case '=':
        return "'=' alone is no operator, use '=='";
    case '&':
        return "'&' alone is no operator, use '&&'";
    case '|':
        return "'|' alone is no operator, use '||'";
    case '~':
        return "'~' alone is no operator, use '=~'";
    default:
        return fmt::format("unexpected '{}'", displayText(std::string_view(&c, 1)));
    }
}

} // namespace

tl::expected<std::vector<FilterToken>, FilterError> cutFilter(std::string_view text)
{
    if (text.size() > filterTextCap)
        return tl::unexpected(FilterError{1, fmt::format("longer than {} bytes", filterTextCap)});
    std::vector<FilterToken> tokens;
    std::size_t at = 0;
    while (at < text.size()) {
        if (isBlank(text[at])) {
            ++at;
            continue;
        }
        FilterToken token;
        token.column = columnAt(text, at);
        const std::string_view rest = text.substr(at);
        const auto sign = std::find_if(signs.begin(), signs.end(), [&](const Sign& s) { return rest.starts_with(s.text); });
        if (sign != signs.end()) {
            token.kind = sign->kind;
            token.op = sign->op;
            token.text = sign->text;
            at += sign->text.size();
        } else if (rest.front() == '"' || rest.front() == '\'') {
            token.kind = FilterToken::Kind::Quoted;
            if (!readQuoted(text, at, token.text))
                return tl::unexpected(FilterError{token.column, "this quoted text has no end"});
        } else if (!endsWord(rest.front())) {
            token.kind = FilterToken::Kind::Word;
            const auto end = std::find_if(rest.begin(), rest.end(), endsWord);
            token.text = std::string(rest.begin(), end);
            at += token.text.size();
        } else {
            return tl::unexpected(FilterError{token.column, strayText(rest.front())});
        }
        tokens.push_back(std::move(token));
    }
    FilterToken end;
    end.column = columnAt(text, text.size());
    tokens.push_back(end);
    return tokens;
}

} // namespace nsscope
