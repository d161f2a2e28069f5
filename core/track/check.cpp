// SPDX-License-Identifier: Apache-2.0
// or := and { "||" and }; and := not { "&&" not }; not := "!" not | comparison;
// comparison := sum [ operator sum ]; sum := term { ("+"|"-") term }; term := number [unit] | name "(" arguments ")" |
// word | "(" or ")". Without facts the same walk only checks names and shape.
#include "core/track/check.h"

#include "core/base/decimal.h"
#include "core/base/escape.h"
#include "core/base/nearest_word.h"
#include "core/track/check_functions.h"

#include <cctype>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::size_t expressionCap = 1000;
constexpr int depthCap = 40;

class Walker
{
public:
    Walker(std::string_view text, const LabStart& plan, const CheckFacts* facts) : m_text(text), m_plan(plan), m_facts(facts) {}

    tl::expected<CheckValue, CheckError> run()
    {
        if (m_text.size() > expressionCap)
            return tl::unexpected(CheckError{1, fmt::format("longer than {} bytes", expressionCap)});
        CheckValue value = either(0);
        blanks();
        if (!m_error && m_at < m_text.size())
            fail("expected an operator or the end here");
        if (m_error)
            return tl::unexpected(*m_error);
        return value;
    }

private:
    CheckValue fail(std::string message, std::optional<std::size_t> at = std::nullopt)
    {
        if (!m_error)
            m_error = CheckError{at.value_or(m_at) + 1, std::move(message)};
        return false;
    }

    void blanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n'))
            ++m_at;
    }

    bool take(std::string_view sign)
    {
        blanks();
        if (!m_text.substr(m_at).starts_with(sign))
            return false;
        m_at += sign.size();
        return true;
    }

    static bool truth(const CheckValue& v) { return std::holds_alternative<bool>(v) && std::get<bool>(v); }

    CheckValue either(int depth)
    {
        CheckValue left = both(depth);
        while (!m_error && take("||")) {
            const CheckValue right = both(depth);
            left = truth(left) || truth(right);
        }
        return left;
    }

    CheckValue both(int depth)
    {
        CheckValue left = negation(depth);
        while (!m_error && take("&&")) {
            const CheckValue right = negation(depth);
            left = truth(left) && truth(right);
        }
        return left;
    }

    CheckValue negation(int depth)
    {
        if (depth > depthCap)
            return fail("nested too deep");
        blanks();
        if (m_text.substr(m_at).starts_with("!") && !m_text.substr(m_at).starts_with("!=")) {
            ++m_at;
            return !truth(negation(depth + 1));
        }
        return comparison(depth);
    }

    CheckValue comparison(int depth)
    {
        const CheckValue left = sum(depth);
        for (const std::string_view sign : {"==", "!=", "<=", ">=", "<", ">"}) {
            if (!m_error && take(sign)) {
                const CheckValue right = sum(depth);
                return compare(left, sign, right);
            }
        }
        return left;
    }

    static CheckValue compare(const CheckValue& left, std::string_view sign, const CheckValue& right)
    {
        if (sign == "==")
            return left == right;
        if (sign == "!=")
            return left != right;
        const double* a = std::get_if<double>(&left);
        const double* b = std::get_if<double>(&right);
        if (!a || !b)
            return false;
        return sign == "<" ? *a < *b : sign == "<=" ? *a <= *b : sign == ">" ? *a > *b : *a >= *b;
    }

    CheckValue sum(int depth)
    {
        CheckValue left = term(depth);
        for (;;) {
            const bool plus = !m_error && take("+");
            if (!plus && (m_error || !take("-")))
                return left;
            const CheckValue right = term(depth);
            const double* a = std::get_if<double>(&left);
            const double* b = std::get_if<double>(&right);
            left = a && b ? CheckValue(plus ? *a + *b : *a - *b) : CheckValue(checkUnknown);
        }
    }

    CheckValue term(int depth)
    {
        if (depth > depthCap)
            return fail("nested too deep");
        blanks();
        if (m_at >= m_text.size())
            return fail("the expression ends where a value was expected");
        if (take("(")) {
            CheckValue inner = either(depth + 1);
            if (!m_error && !take(")"))
                fail("expected ')'");
            return inner;
        }
        if (std::isdigit(static_cast<unsigned char>(m_text[m_at])))
            return number();
        const std::size_t start = m_at;
        const std::string name = word();
        if (name.empty())
            return fail("expected a number, a word or a function here");
        if (take("("))
            return call(name, start);
        if (name == "true" || name == "false")
            return name == "true";
        return name;
    }

    std::string word()
    {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && (std::isalnum(static_cast<unsigned char>(m_text[m_at])) || m_text[m_at] == '_' ||
                                        (m_text[m_at] == '-' && m_at > start)))
            ++m_at;
        return std::string(m_text.substr(start, m_at - start));
    }

    CheckValue number()
    {
        const auto number = takeDecimal(std::string_view(m_text).substr(m_at));
        if (!number)
            return fail("not a number");
        const double value = number->value;
        m_at += number->length;
        const std::size_t start = m_at;
        blanks();
        const std::size_t unitAt = m_at;
        const std::string unit = word();
        if (unit.empty()) {
            m_at = start;
            return value;
        }
        for (const auto& [name, factor] : {std::pair("ns", 1.0), std::pair("us", 1e3), std::pair("ms", 1e6), std::pair("s", 1e9)}) {
            if (unit == name)
                return value * factor;
        }
        return fail(fmt::format("no unit '{}'; it is one of ns, us, ms, s", displayText(unit)), unitAt);
    }

    CheckValue call(const std::string& name, std::size_t start)
    {
        const CheckFunction* function = nullptr;
        std::vector<std::string_view> names;
        for (const CheckFunction& f : checkFunctions()) {
            names.push_back(f.name);
            if (f.name == name)
                function = &f;
        }
        if (!function)
            return fail(fmt::format("no function '{}'{}", displayText(name), didYouMean(name, names)), start);
        std::vector<std::string> arguments;
        for (const CheckArgument kind : function->arguments) {
            if (!arguments.empty() && !take(","))
                return fail(fmt::format("'{}' takes {} arguments", name, function->arguments.size()));
            blanks();
            const std::size_t at = m_at;
            arguments.push_back(word());
            if (const std::string fault = argumentFault(m_plan, kind, arguments.back()); !fault.empty())
                return fail(fault, at);
        }
        if (!take(")"))
            return fail(fmt::format("expected ')': '{}' takes {} argument{}", name, function->arguments.size(), function->arguments.size() == 1 ? "" : "s"));
        return m_facts ? function->call(*m_facts, arguments) : CheckValue(checkUnknown);
    }

    std::string_view m_text;
    const LabStart& m_plan;
    const CheckFacts* m_facts;
    std::size_t m_at = 0;
    std::optional<CheckError> m_error;
};

} // namespace

std::string checkText(const CheckValue& value)
{
    if (const double* number = std::get_if<double>(&value))
        return fmt::format("{}", *number);
    if (const bool* truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    return std::get<std::string>(value);
}

tl::expected<CheckValue, CheckError> evaluateCheck(std::string_view expression, const Frame& frame, std::size_t run)
{
    if (run >= frame.runs.size())
        return tl::unexpected(CheckError{1, "there is no run of an experiment to ask"});
    const CheckFacts facts(frame, run);
    return Walker(expression, frame.runs[run]->plan, &facts).run();
}

std::optional<CheckError> checkSyntax(std::string_view expression, const LabStart& plan)
{
    const auto value = Walker(expression, plan, nullptr).run();
    if (value)
        return std::nullopt;
    return value.error();
}

} // namespace nsscope
