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

/// Moves through the text and counts characters on the way.
class Cursor
{
public:
    explicit Cursor(std::string_view text) : m_text(text) {}

    bool atEnd() const { return m_at == m_text.size(); }
    std::string_view rest() const { return m_text.substr(m_at); }
    std::size_t column() const { return m_column; }
    std::string_view take(std::size_t bytes)
    {
        const std::string_view taken = m_text.substr(m_at, bytes);
        m_at += taken.size();
        m_column += static_cast<std::size_t>(std::count_if(taken.begin(), taken.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xc0) != 0x80; // not the middle of a UTF-8 character
        }));
        return taken;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_column = 1;
};

/// Takes the quoted text that begins here; false where its end is missing.
bool takeQuoted(Cursor& cursor, std::string& out)
{
    const char quote = cursor.take(1).front();
    while (!cursor.atEnd()) {
        char c = cursor.take(1).front();
        if (c == quote)
            return true;
        if (c == '\\' && !cursor.atEnd())
            c = cursor.take(1).front();
        out += c;
    }
    return false;
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
    Cursor cursor(text);
    while (!cursor.atEnd()) {
        const std::string_view rest = cursor.rest();
        if (isBlank(rest.front())) {
            cursor.take(1);
            continue;
        }
        FilterToken token;
        token.column = cursor.column();
        const auto sign = std::find_if(signs.begin(), signs.end(), [&](const Sign& s) { return rest.starts_with(s.text); });
        if (sign != signs.end()) {
            token.kind = sign->kind;
            token.op = sign->op;
            token.text = cursor.take(sign->text.size());
        } else if (rest.front() == '"' || rest.front() == '\'') {
            token.kind = FilterToken::Kind::Quoted;
            if (!takeQuoted(cursor, token.text))
                return tl::unexpected(FilterError{token.column, "this quoted text has no end"});
        } else if (!endsWord(rest.front())) {
            token.kind = FilterToken::Kind::Word;
            const auto end = std::find_if(rest.begin(), rest.end(), endsWord);
            token.text = cursor.take(static_cast<std::size_t>(end - rest.begin()));
        } else {
            return tl::unexpected(FilterError{token.column, strayText(rest.front())});
        }
        tokens.push_back(std::move(token));
    }
    FilterToken end;
    end.column = cursor.column();
    tokens.push_back(end);
    return tokens;
}

} // namespace nsscope
