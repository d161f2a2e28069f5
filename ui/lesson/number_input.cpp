// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/number_input.h"

#include "core/lesson/answer_number.h"
#include "ui/lesson/lesson_words.h"
#include "ui/panels/themed_label.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace nsscope::ui
{

NumberInput::NumberInput(const LessonQuestion& question, ThemeSource* theme, QWidget* parent)
    : AnswerInput(parent), m_field(new QLineEdit), m_fault(new ThemedLabel(theme, ThemedLabel::Style::Warning))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid / 2);
    column->addWidget(m_field, 0, Qt::AlignLeft);
    column->addWidget(m_fault->wrapping());
    m_field->setMaxLength(40);
    m_field->setFixedWidth(20 * grid);
    m_field->setPlaceholderText(tr("A number, or a time: 35 ms"));
    m_field->setAccessibleName(lessonWords(question.text));
    m_fault->hide();
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        const bool sound = text.trimmed().isEmpty() || parseAnswerNumber(text.toStdString());
        m_fault->show(sound ? QString() : tr("Not a number. Times have one of the units ns, µs, ms, s."));
        emit edited();
    });
}

LessonAnswer NumberInput::answer() const
{
    LessonAnswer answer;
    answer.number = parseAnswerNumber(m_field->text().toStdString());
    return answer;
}

void NumberInput::setAnswer(const LessonAnswer& answer)
{
    if (answer.number && answer.number != this->answer().number)
        m_field->setText(QString::fromStdString(answerNumberText(*answer.number, false)));
}

QWidget* NumberInput::first() const { return m_field; }

} // namespace nsscope::ui

#include "moc_number_input.cpp"
