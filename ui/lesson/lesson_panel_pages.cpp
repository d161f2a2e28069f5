// SPDX-License-Identifier: GPL-3.0-or-later
// What LessonPanel shows in each stage.
#include "ui/lesson/lesson_form.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/lesson/lesson_text.h"
#include "ui/lesson/question_card.h"
#include "ui/lesson/verdict_list.h"
#include "ui/panels/moment_story.h"
#include "ui/panels/notice_banner.h"
#include "ui/panels/script_view.h"
#include "ui/panels/themed_label.h"
#include "ui/session/run_steps.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

using Style = ThemedLabel::Style;

} // namespace

void LessonPanel::buildPages(QVBoxLayout* column)
{
    column->addWidget(m_banner = new NoticeBanner(m_theme));
    m_replay = m_banner->addButton(tr("Replay from the reference recording"));
    connect(m_replay, &QPushButton::clicked, this, &LessonPanel::replayWanted);
    column->addWidget(m_text = new LessonText(m_theme));
    column->addWidget(m_script = new ScriptView(m_theme));
    column->addWidget(m_card = new QuestionCard(m_theme));
    column->addWidget((m_result = new ThemedLabel(m_theme, Style::Mono))->wrapping());
    column->addWidget((m_stepTitle = new ThemedLabel(m_theme, Style::Heading))->wrapping());
    column->addWidget(m_stepText = new LessonText(m_theme));
    column->addWidget((m_score = new ThemedLabel(m_theme, Style::Heading))->wrapping());
    column->addWidget(m_answers = new VerdictList(m_theme));
    column->addWidget(m_checks = new VerdictList(m_theme));
    column->addWidget((m_ownTitle = new ThemedLabel(m_theme, Style::Heading, tr("In your own words: why did it go like this?")))->wrapping());
    column->addWidget(m_own = new QPlainTextEdit);
    column->addWidget(m_form = new LessonForm(m_theme));
    column->addStretch(1);
    m_own->setTabChangesFocus(true);
    m_own->setFixedHeight(14 * grid);
    m_own->setPlaceholderText(tr("Write it down before you read on. It goes into your results."));
    m_own->setAccessibleName(m_ownTitle->text());
    connect(m_own, &QPlainTextEdit::textChanged, this, [this] { m_attempt->setExplanation(m_own->toPlainText().left(10'000)); });
    connect(m_script, &ScriptView::runToWanted, m_transport, &Transport::runTo);
}

void LessonPanel::buildFoot(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * grid, grid, 2 * grid, 2 * grid);
    row->setSpacing(grid);
    row->addWidget(m_primary = new QPushButton(tr("Go on")), 1);
    row->addWidget(m_second = new QPushButton(tr("Play")), 1);
    column->addLayout(row);
    m_primary->setProperty("primary", true);
    connect(m_primary, &QPushButton::clicked, this, &LessonPanel::goOn);
    connect(m_second, &QPushButton::clicked, this, [this] {
        if (m_stage == Stage::Run)
            m_transport->playPause();
        else if (m_stage == Stage::Modify)
            m_attempt->showStage(Stage::Check);
        else if (m_stage == Stage::Check)
            emit saveWanted();
    });
}

void LessonPanel::refreshQuestion()
{
    const std::vector<std::size_t> due = m_stage == Stage::Predict ? m_attempt->due() : std::vector<std::size_t>{};
    m_card->setVisible(!due.empty());
    const int wanted = due.empty() ? -1 : static_cast<int>(due.front());
    if (wanted == m_asked)
        return;
    m_asked = wanted;
    if (wanted < 0)
        return;
    m_card->show(m_attempt->question(due.front()), m_attempt->answer(due.front()),
                 tr("Question %1 of %2").arg(wanted + 1).arg(m_attempt->questionCount()));
    // Nothing goes on before it is answered, so it takes the keyboard, but not from somebody who writes elsewhere.
    if (isAncestorOf(QApplication::focusWidget()) || !qobject_cast<QLineEdit*>(QApplication::focusWidget()))
        m_card->focusFirst();
}

void LessonPanel::refreshRun()
{
    const LabRun* run = m_attempt->run();
    const bool shown = run && m_stage != Stage::Explain && m_stage != Stage::Check;
    m_script->setVisible(shown);
    m_result->hide();
    m_stepTitle->hide();
    m_stepText->hide();
    if (!shown)
        return;
    const int done = m_attempt->stepsDone();
    m_script->show(run->plan, done);
    if (m_stage == Stage::Predict)
        return;
    const auto step = static_cast<std::size_t>(done) - 1;
    if (done == 0 || step >= run->plan.steps.size()) {
        m_stepTitle->show(tr("Ready. Press Step (N) for each system call."));
        return;
    }
    m_result->show(stepResultText(run->steps[step]));
    const LessonSection* section = stepSection(m_attempt->lesson()->lesson(), m_sections, run->plan.steps[step].anchor,
                                               m_frame->header.host.kernel);
    m_stepTitle->show(section ? lessonWords(section->title) : tr("What you see"));
    m_stepText->showMarkdown(section ? QString::fromStdString(section->body) : momentStory(*m_frame, m_selection->cursor()));
}

void LessonPanel::refreshResults()
{
    const bool judged = m_attempt->finished();
    const bool results = judged && (m_stage == Stage::Observe || m_stage == Stage::Check);
    m_answers->show(results || m_stage == Stage::Predict || m_stage == Stage::Run ? questionRows(*m_attempt)
                                                                                  : std::vector<VerdictList::Row>{});
    m_checks->show(judged && m_stage == Stage::Check ? checkRows(*m_attempt) : std::vector<VerdictList::Row>{});
    m_score->show(results && m_attempt->questionCount() > 0 && m_attempt->way() != LessonAttempt::Way::Demonstration
                      ? tr("%1 of %2 predictions were right").arg(m_attempt->rightCount()).arg(m_attempt->questionCount())
                      : QString());
    m_ownTitle->setVisible(m_stage == Stage::Explain);
    m_own->setVisible(m_stage == Stage::Explain);
    m_form->setVisible(m_stage == Stage::Modify);
}

void LessonPanel::refreshFoot()
{
    const LabRun* run = m_attempt->run();
    const bool over = run && run->end && !m_transport->past();
    QString words;
    QString second;
    QString why;
    bool able = true;
    switch (m_stage) {
    case Stage::Predict:
        words = tr("Lock in");
        why = m_asked < 0 ? tr("Waiting for the experiment") : m_card->missing();
        able = why.isEmpty();
        break;
    case Stage::Run:
        words = over ? tr("Run again") : tr("Step");
        able = over ? m_live : m_transport->canStep();
        second = over ? QString() : m_transport->playing() ? tr("Pause") : m_transport->gate() ? tr("Play to the next question") : tr("Play");
        break;
    case Stage::Observe:
        words = tr("Explain it");
        break;
    case Stage::Explain:
        words = m_explained ? tr("Change something") : tr("Show the explanation");
        break;
    case Stage::Modify:
        words = tr("Run again with these");
        able = m_live;
        why = m_live ? QString() : tr("A recording cannot be run with other numbers");
        second = tr("On to the check");
        break;
    case Stage::Check:
        words = tr("Next lesson");
        second = tr("Save answers…");
        break;
    }
    m_primary->setText(words);
    m_primary->setEnabled(able);
    m_primary->setToolTip(why.isEmpty() ? tr("Ctrl+Enter") : why);
    if (!second.isEmpty())
        m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    m_second->setEnabled(m_stage != Stage::Run || m_transport->canPlay());
}

} // namespace nsscope::ui
