// SPDX-License-Identifier: GPL-3.0-or-later
// One open question: its text, where it is answered, and how sure the student is. Locking is another's button.
#pragma once
#include "core/lesson/lesson_answer.h"
#include "ui/theme/theme_source.h"

#include <QFrame>
#include <array>

class QPushButton;
class QVBoxLayout;

namespace nsscope::ui
{

class AnswerInput;
class ThemedLabel;

class QuestionCard : public QFrame
{
    Q_OBJECT
public:
    QuestionCard(ThemeSource* theme, QWidget* parent = nullptr);

    /// `place`: "Question 1 of 4". Builds anew; not to be called while the same question is being answered.
    void show(const LessonQuestion& question, const LessonAnswer& answer, const QString& place);
    LessonAnswer answer() const;
    /// What is still missing, as a sentence; empty: it can be locked.
    QString missing() const;
    void focusFirst();

signals:
    void edited();

private:
    void react();

    ThemeSource* m_theme;
    LessonQuestion m_question;
    ThemedLabel* m_place;
    ThemedLabel* m_text;
    QVBoxLayout* m_column;
    AnswerInput* m_input = nullptr;
    std::array<QPushButton*, 3> m_confidence{};
};

} // namespace nsscope::ui
