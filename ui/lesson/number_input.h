// SPDX-License-Identifier: GPL-3.0-or-later
// A number typed by hand, with or without a unit of time.
#pragma once
#include "ui/lesson/answer_input.h"

class QLineEdit;

namespace nsscope::ui
{

class ThemedLabel;

class NumberInput : public AnswerInput
{
    Q_OBJECT
public:
    NumberInput(const LessonQuestion& question, ThemeSource* theme, QWidget* parent = nullptr);

    LessonAnswer answer() const override;
    void setAnswer(const LessonAnswer& answer) override;
    QWidget* first() const override;

private:
    QLineEdit* m_field;
    ThemedLabel* m_fault;
};

} // namespace nsscope::ui
