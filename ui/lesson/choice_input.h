// SPDX-License-Identifier: GPL-3.0-or-later
// Answers by radio buttons (choice, relation) or check boxes (several).
#pragma once
#include "ui/lesson/answer_input.h"

#include <vector>

class QAbstractButton;

namespace nsscope::ui
{

class ChoiceInput : public AnswerInput
{
    Q_OBJECT
public:
    ChoiceInput(const LessonQuestion& question, ThemeSource* theme, QWidget* parent = nullptr);

    LessonAnswer answer() const override;
    void setAnswer(const LessonAnswer& answer) override;
    QWidget* first() const override;

private:
    LessonQuestion::Kind m_kind;
    std::vector<QAbstractButton*> m_buttons;
};

} // namespace nsscope::ui
