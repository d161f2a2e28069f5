// SPDX-License-Identifier: GPL-3.0-or-later
// Where an answer is given, one kind of question each. Says nothing of right and wrong.
#pragma once
#include "core/lesson/lesson_answer.h"
#include "ui/theme/theme_source.h"

#include <QWidget>

namespace nsscope::ui
{

class AnswerInput : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// What stands there now, without confidence; perhaps not whole.
    virtual LessonAnswer answer() const = 0;
    virtual void setAnswer(const LessonAnswer& answer) = 0;
    /// Where the keyboard begins.
    virtual QWidget* first() const = 0;

signals:
    void edited();
};

AnswerInput* makeAnswerInput(const LessonQuestion& question, ThemeSource* theme);

} // namespace nsscope::ui
