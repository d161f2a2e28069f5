// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/choice_input.h"

#include "ui/lesson/lesson_words.h"
#include "ui/lesson/option_row.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QRadioButton>
#include <QVBoxLayout>
#include <algorithm>

namespace nsscope::ui
{

ChoiceInput::ChoiceInput(const LessonQuestion& question, ThemeSource* theme, QWidget* parent)
    : AnswerInput(parent), m_kind(question.kind)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid / 2);
    auto* group = new QButtonGroup(this);
    QStringList words;
    for (const LessonOption& option : question.options)
        words << lessonWords(option.text);
    if (m_kind == LessonQuestion::Kind::Relation)
        words = QStringList{tr("<   left is less"), tr("=   both are the same"), tr(">   left is more")};
    for (const QString& text : words) {
        QAbstractButton* button = nullptr;
        if (m_kind == LessonQuestion::Kind::Several)
            button = new QCheckBox;
        else
            button = new QRadioButton;
        // Radio buttons in rows of their own are no group by themselves.
        if (m_kind != LessonQuestion::Kind::Several)
            group->addButton(button);
        column->addWidget(new OptionRow(theme, button, text));
        m_buttons.push_back(button);
        connect(button, &QAbstractButton::toggled, this, &ChoiceInput::edited);
    }
}

LessonAnswer ChoiceInput::answer() const
{
    LessonAnswer answer;
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        if (!m_buttons[i]->isChecked())
            continue;
        if (m_kind == LessonQuestion::Kind::Relation)
            answer.relation = static_cast<Relation>(i);
        else
            answer.options.push_back(i);
    }
    return answer;
}

void ChoiceInput::setAnswer(const LessonAnswer& answer)
{
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const bool chosen = m_kind == LessonQuestion::Kind::Relation
                                ? answer.relation == static_cast<Relation>(i)
                                : std::find(answer.options.begin(), answer.options.end(), i) != answer.options.end();
        m_buttons[i]->setChecked(chosen);
    }
}

QWidget* ChoiceInput::first() const { return m_buttons.empty() ? nullptr : m_buttons.front(); }

} // namespace nsscope::ui

#include "moc_choice_input.cpp"
