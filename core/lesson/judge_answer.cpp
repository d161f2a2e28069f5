// SPDX-License-Identifier: Apache-2.0
#include "core/lesson/judge_answer.h"

#include "core/base/decimal.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nsscope
{

namespace
{

class Judge
{
public:
    Judge(const LessonQuestion& question, const LessonAnswer& answer, const Frame& frame, std::size_t run)
        : m_question(question), m_answer(answer), m_frame(frame), m_run(run)
    {
    }

    Judgement judge()
    {
        switch (m_question.kind) {
        case LessonQuestion::Kind::Choice:
            choice();
            break;
        case LessonQuestion::Kind::Several:
            several();
            break;
        case LessonQuestion::Kind::Order:
            order();
            break;
        case LessonQuestion::Kind::Number:
            number();
            break;
        case LessonQuestion::Kind::Relation:
            relation();
            break;
        }
        const bool right = m_out.verdict == Verdict::Right;
        const std::string& general = right ? m_question.feedback : m_question.wrong;
        if (m_out.verdict != Verdict::Unknown)
            say(general);
        return m_out;
    }

private:
    Truth truth(std::size_t option) const
    {
        return evaluateTruth(m_question.options[option].right, m_frame, m_run);
    }

    std::optional<double> value(const std::string& expression) const
    {
        const auto found = evaluateCheck(expression, m_frame, m_run);
        const double* number = found ? std::get_if<double>(&*found) : nullptr;
        return number && !restsOnUnknown(expression, m_frame, m_run) ? std::optional(*number) : std::nullopt;
    }

    void say(const std::string& text)
    {
        if (!text.empty() && std::find(m_out.feedback.begin(), m_out.feedback.end(), text) == m_out.feedback.end())
            m_out.feedback.push_back(text);
    }

    void decide(bool right) { m_out.verdict = right ? Verdict::Right : Verdict::Wrong; }

    void choice()
    {
        const std::size_t chosen = m_answer.options.front();
        const Truth own = truth(chosen);
        std::optional<std::size_t> other;
        for (std::size_t i = 0; i < m_question.options.size(); ++i) {
            if (!other && (i == chosen ? own : truth(i)) == Truth::True)
                other = i;
        }
        if (own == Truth::True)
            other = chosen;
        if (!other)
            return; // no option is known to be true, so none is known to be false either
        m_out.expected = LessonAnswer{.options = {*other}};
        decide(*other == chosen);
        say(m_question.options[chosen].feedback);
        say(m_question.options[*other].feedback);
    }

    void several()
    {
        bool unknown = false;
        bool differs = false;
        LessonAnswer expected;
        for (std::size_t i = 0; i < m_question.options.size(); ++i) {
            const Truth it = truth(i);
            const bool chosen = std::count(m_answer.options.begin(), m_answer.options.end(), i) > 0;
            unknown |= it == Truth::Unknown;
            if (it == Truth::True)
                expected.options.push_back(i);
            if (it != Truth::Unknown && chosen != (it == Truth::True)) {
                differs = true;
                say(m_question.options[i].feedback);
            }
        }
        if (differs || !unknown)
            decide(!differs);
        if (!unknown)
            m_out.expected = expected;
        if (m_out.verdict == Verdict::Right) {
            for (const std::size_t i : m_answer.options)
                say(m_question.options[i].feedback);
        }
    }

    void order()
    {
        std::vector<double> values;
        for (const LessonOption& option : m_question.options) {
            const auto v = value(option.right);
            if (!v)
                return;
            values.push_back(*v);
        }
        const auto rising = [&](std::size_t a, std::size_t b) { return values[a] < values[b]; };
        const bool right = std::is_sorted(m_answer.options.begin(), m_answer.options.end(), rising);
        LessonAnswer expected{.options = m_answer.options};
        std::stable_sort(expected.options.begin(), expected.options.end(), rising);
        decide(right);
        for (std::size_t i = 0; i < m_answer.options.size(); ++i) {
            if (m_answer.options[i] != expected.options[i])
                say(m_question.options[m_answer.options[i]].feedback);
        }
        m_out.expected = std::move(expected);
    }

    double tolerance() const
    {
        const LessonNumber& given = m_question.tolerance;
        double number = static_cast<double>(given.value);
        for (const auto& [name, text] : m_frame.runs[m_run]->plan.parameters) {
            if (const auto told = takeDecimal(text); told && !given.parameter.empty() && name == given.parameter)
                number = told->value;
        }
        return number;
    }

    void number()
    {
        for (const std::string_view function : {"delay(", "longest(", "median("})
            m_out.time |= m_question.answer.find(function) != std::string::npos;
        const auto told = value(m_question.answer);
        if (!told)
            return;
        m_out.expected = LessonAnswer{.number = told};
        decide(std::abs(*told - *m_answer.number) <= tolerance());
    }

    void relation()
    {
        const auto left = value(m_question.answer);
        const auto right = value(m_question.other);
        if (!left || !right)
            return;
        const Relation told = *left < *right ? Relation::Less : *left > *right ? Relation::More : Relation::Same;
        m_out.expected = LessonAnswer{.relation = told};
        decide(told == *m_answer.relation);
    }

    const LessonQuestion& m_question;
    const LessonAnswer& m_answer;
    const Frame& m_frame;
    std::size_t m_run;
    Judgement m_out;
};

} // namespace

Judgement judgeAnswer(const LessonQuestion& question, const LessonAnswer& answer, const Frame& frame, std::size_t run)
{
    if (run >= frame.runs.size() || !isWhole(question, answer))
        return {};
    return Judge(question, answer, frame, run).judge();
}

void withdrawVerdicts(const Lesson& lesson, const std::vector<Truth>& checks, const Frame& frame, std::size_t run,
                      std::vector<Judgement>& judgements)
{
    bool failed = false;
    for (std::size_t i = 0; i < checks.size() && i < lesson.checks.size(); ++i)
        failed |= checks[i] == Truth::Unknown && numbersWereTaken(lesson.checks[i].expression, frame, run);
    for (std::size_t i = 0; failed && i < judgements.size() && i < lesson.questions.size(); ++i) {
        const LessonQuestion& question = lesson.questions[i];
        std::string asked = question.answer + " " + question.other;
        for (const LessonOption& option : question.options)
            asked += " " + option.right;
        if (judgements[i].verdict == Verdict::Wrong && numbersWereTaken(asked, frame, run))
            judgements[i] = Judgement();
    }
}

} // namespace nsscope
