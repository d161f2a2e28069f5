// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/answer_input.h"

#include "ui/lesson/choice_input.h"
#include "ui/lesson/number_input.h"
#include "ui/lesson/order_input.h"

namespace nsscope::ui
{

AnswerInput* makeAnswerInput(const LessonQuestion& question, ThemeSource* theme)
{
    switch (question.kind) {
    case LessonQuestion::Kind::Order:
        return new OrderInput(question, theme);
    case LessonQuestion::Kind::Number:
        return new NumberInput(question, theme);
    case LessonQuestion::Kind::Choice:
    case LessonQuestion::Kind::Several:
    case LessonQuestion::Kind::Relation:
        break;
    }
    return new ChoiceInput(question, theme);
}

} // namespace nsscope::ui

#include "moc_answer_input.cpp"
