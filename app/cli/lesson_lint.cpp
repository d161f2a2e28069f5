// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lesson_lint.h"

#include "core/lab/lesson_compile.h"
#include "core/track/check.h"

#include <algorithm>

namespace nsscope
{

namespace
{

class Expressions
{
public:
    Expressions(const LabStart& plan, std::vector<Diagnostic>& out) : m_plan(plan), m_out(out) {}

    /// `quoted`: the place is that of the text in its quotes, so the column can be told.
    void check(const std::string& expression, SourcePlace place, bool quoted)
    {
        if (expression.empty())
            return;
        const auto fault = checkSyntax(expression, m_plan);
        if (!fault)
            return;
        if (quoted)
            place.column += static_cast<std::uint32_t>(fault->column);
        m_out.push_back({place, fault->message + " in \"" + expression + "\""});
    }

private:
    const LabStart& m_plan;
    std::vector<Diagnostic>& m_out;
};

} // namespace

std::vector<Diagnostic> lintLesson(const LessonFolder& folder)
{
    std::vector<Diagnostic> faults = folder.reading.errors;
    faults.insert(faults.end(), folder.textErrors.begin(), folder.textErrors.end());
    if (folder.reading.errors.empty()) {
        const Lesson& lesson = folder.lesson();
        if (const auto experiment = compileLesson(lesson); experiment) {
            Expressions expressions(experiment->plan, faults);
            for (const LessonQuestion& question : lesson.questions) {
                expressions.check(question.answer, question.place, false);
                expressions.check(question.other, question.place, false);
                for (const LessonOption& option : question.options)
                    expressions.check(option.right, option.place, false);
            }
            for (const LessonCheck& check : lesson.checks)
                expressions.check(check.expression, check.place, true);
        } else {
            faults.push_back({{1, 1}, experiment.error().message()});
        }
    }
    std::stable_sort(faults.begin(), faults.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    return faults;
}

} // namespace nsscope
