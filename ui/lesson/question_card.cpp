// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/question_card.h"

#include "ui/lesson/answer_input.h"
#include "ui/lesson/lesson_words.h"
#include "ui/panels/themed_label.h"

#include <QButtonGroup>
#include <QPushButton>
#include <QVBoxLayout>

namespace nsscope::ui
{

QuestionCard::QuestionCard(ThemeSource* theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_place(new ThemedLabel(theme, ThemedLabel::Style::Secondary)),
      m_text(new ThemedLabel(theme, ThemedLabel::Style::Heading)), m_column(new QVBoxLayout)
{
    setObjectName(QStringLiteral("card"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * grid, grid + 4, 2 * grid, grid + 4);
    whole->setSpacing(grid);
    whole->addWidget(m_place);
    whole->addWidget(m_text->wrapping());
    whole->addLayout(m_column);
    whole->addWidget(new ThemedLabel(theme, ThemedLabel::Style::Secondary, tr("How sure are you?")));
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    auto* group = new QButtonGroup(this);
    const QString words[] = {tr("A guess"), tr("Fairly sure"), tr("Sure")};
    for (int i = 0; i < 3; ++i) {
        auto* button = new QPushButton(words[i]);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setAccessibleName(tr("How sure: %1").arg(words[i]));
        group->addButton(button);
        row->addWidget(button, 1);
        m_confidence[static_cast<std::size_t>(i)] = button;
        connect(button, &QPushButton::toggled, this, &QuestionCard::react);
    }
    whole->addLayout(row);
}

void QuestionCard::show(const LessonQuestion& question, const LessonAnswer& answer, const QString& place)
{
    m_question = question;
    m_place->setText(place);
    m_text->setText(lessonWords(question.text));
    setAccessibleName(place);
    setAccessibleDescription(m_text->text());
    delete m_input;
    m_input = makeAnswerInput(question, m_theme);
    m_input->setAnswer(answer);
    m_column->addWidget(m_input);
    connect(m_input, &AnswerInput::edited, this, &QuestionCard::react);
    // An exclusive group keeps one checked: it has to be let go for none.
    QButtonGroup* group = m_confidence[0]->group();
    group->setExclusive(false);
    // Made after the confidence, walked through before it: whatever of it takes the keyboard, to the last.
    QWidget* last = m_input->first();
    for (QWidget* part : m_input->findChildren<QWidget*>()) {
        if (part->focusPolicy() & Qt::TabFocus)
            last = part;
    }
    for (std::size_t i = 0; i < m_confidence.size(); ++i) {
        m_confidence[i]->setChecked(static_cast<std::size_t>(answer.confidence) == i + 1);
        setTabOrder(i == 0 ? last : m_confidence[i - 1], m_confidence[i]);
    }
    group->setExclusive(true);
}

LessonAnswer QuestionCard::answer() const
{
    LessonAnswer answer = m_input ? m_input->answer() : LessonAnswer{};
    for (std::size_t i = 0; i < m_confidence.size(); ++i) {
        if (m_confidence[i]->isChecked())
            answer.confidence = static_cast<Confidence>(i + 1);
    }
    return answer;
}

QString QuestionCard::missing() const
{
    const LessonAnswer given = answer();
    if (!isWhole(m_question, given))
        return tr("Give an answer first.");
    return given.confidence == Confidence::Unstated ? tr("Say how sure you are.") : QString();
}

void QuestionCard::focusFirst()
{
    if (m_input && m_input->first())
        m_input->first()->setFocus(Qt::OtherFocusReason);
}

void QuestionCard::react() { emit edited(); }

} // namespace nsscope::ui

#include "moc_question_card.cpp"
