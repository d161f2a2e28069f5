// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_panel.h"

#include "ui/lesson/lesson_form.h"
#include "ui/lesson/lesson_text.h"
#include "ui/lesson/question_card.h"
#include "ui/lesson/stage_bar.h"
#include "ui/lesson/verdict_list.h"
#include "ui/panels/notice_banner.h"
#include "ui/panels/script_view.h"
#include "ui/panels/themed_label.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace nsscope::ui
{

namespace
{

using Style = ThemedLabel::Style;

} // namespace

LessonPanel::LessonPanel(LessonAttempt* attempt, Transport* transport, Selection* selection, ThemeSource* theme,
                         QWidget* parent)
    : QWidget(parent), m_attempt(attempt), m_transport(transport), m_selection(selection), m_theme(theme)
{
    setAccessibleName(tr("Lesson"));
    m_area = new QScrollArea;
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    auto* inner = new QVBoxLayout(page);
    inner->setContentsMargins(2 * grid, grid, 2 * grid, grid);
    inner->setSpacing(grid);
    buildPages(inner);
    m_area->setWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(2 * grid, grid / 2, 2 * grid, grid);
    head->setSpacing(grid / 2);
    head->addWidget((m_title = new ThemedLabel(theme, Style::Title))->wrapping());
    head->addWidget((m_facts = new ThemedLabel(theme, Style::Secondary))->wrapping());
    head->addSpacing(grid / 2);
    head->addWidget(m_stages = new StageBar(theme));
    column->addLayout(head);
    column->addWidget(m_area, 1);
    buildFoot(column);
    connect(m_stages, &StageBar::chosen, attempt, &LessonAttempt::showStage);
    connect(attempt, &LessonAttempt::begun, this, &LessonPanel::beginLesson);
    connect(attempt, &LessonAttempt::changed, this, &LessonPanel::refresh);
    connect(transport, &Transport::changed, this, &LessonPanel::refresh);
    connect(m_card, &QuestionCard::edited, this, [this] {
        if (m_asked >= 0)
            m_attempt->setAnswer(static_cast<std::size_t>(m_asked), m_card->answer());
    });
}

ExperimentParameters LessonPanel::parameters() const { return m_form->values(); }

void LessonPanel::setLive(bool live)
{
    m_live = live;
    refresh();
}

void LessonPanel::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    refresh();
}

void LessonPanel::beginLesson()
{
    m_sections = lessonSections(m_attempt->lesson()->text);
    m_explained = false;
    m_asked = -1;
    m_stage = Stage::Predict;
    m_since = m_frame ? m_frame->last : Instant{};
    m_own->clear();
    m_form->show(m_attempt->lesson()->lesson());
    m_area->verticalScrollBar()->setValue(0);
}

void LessonPanel::takeFocus() { m_primary->setFocus(Qt::OtherFocusReason); }

void LessonPanel::goOn()
{
    if (!m_attempt->lesson() || !m_primary->isEnabled())
        return;
    switch (m_attempt->stage()) {
    case Stage::Predict:
        if (m_asked >= 0)
            m_attempt->lock(static_cast<std::size_t>(m_asked));
        break;
    case Stage::Run:
        m_attempt->run() && !(m_attempt->run()->end && !m_transport->past()) ? m_transport->step() : emit runWanted(false);
        break;
    case Stage::Observe:
        m_attempt->showStage(Stage::Explain);
        break;
    case Stage::Explain:
        if (m_explained)
            m_attempt->showStage(Stage::Modify);
        m_explained = true;
        refresh();
        break;
    case Stage::Modify:
        emit runWanted(true);
        break;
    case Stage::Check:
        emit nextWanted();
        break;
    }
}

void LessonPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void LessonPanel::refresh()
{
    if (!m_attempt->lesson() || !isVisibleTo(window()))
        return;
    const Stage stage = m_attempt->stage();
    const bool moved = stage != m_stage;
    // Before anything is hidden or switched off: Qt would hand the keyboard on to another panel.
    const bool hasKeyboard = !QApplication::focusWidget() || isAncestorOf(QApplication::focusWidget());
    m_stage = stage;
    refreshHead();
    refreshBanner();
    m_text->showMarkdown(textOfStage());
    refreshQuestion();
    refreshRun();
    refreshResults();
    refreshFoot();
    if (moved)
        m_area->verticalScrollBar()->setValue(0);
    if (!hasKeyboard)
        return;
    if (moved && stage == Stage::Explain && !m_explained)
        m_own->setFocus(Qt::OtherFocusReason);
    else if ((moved && stage != Stage::Predict) || !isAncestorOf(QApplication::focusWidget()))
        (m_primary->isEnabled() ? m_primary : m_second)->setFocus(Qt::OtherFocusReason);
}

QString LessonPanel::textOfStage() const
{
    const Lesson& lesson = m_attempt->lesson()->lesson();
    const bool begins = m_attempt->stepsDone() == 0;
    if ((m_stage == Stage::Run && !begins) || (m_stage == Stage::Explain && !m_explained))
        return {};
    std::string text = stageText(lesson, m_sections, stageAnchor(m_stage));
    if (begins && m_stage <= Stage::Run)
        text = stageText(lesson, m_sections, "goal") + "\n\n" + stageText(lesson, m_sections, "predict");
    if (m_stage == Stage::Explain && m_frame) {
        if (const std::string other = otherKernelsText(lesson, m_sections, m_frame->header.host.kernel); !other.empty())
            text += "\n### " + tr("On other kernels").toStdString() + "\n\n" + other;
    }
    return QString::fromStdString(text);
}

void LessonPanel::refreshHead()
{
    const Lesson& lesson = m_attempt->lesson()->lesson();
    m_title->show(QStringLiteral("%1 · %2").arg(lessonWords(lesson.id), lessonWords(lesson.title)));
    QString facts = tr("%1 minutes · level %2").arg(lesson.minutes).arg(lesson.level);
    if (m_attempt->way() == LessonAttempt::Way::Replay && m_frame)
        facts += tr(" · replayed, recorded on kernel %1").arg(lessonWords(m_frame->header.host.kernel));
    m_facts->show(facts);
    std::array<bool, stageCount> reachable{};
    for (int i = 0; i < stageCount; ++i)
        reachable[static_cast<std::size_t>(i)] = m_attempt->reachable(static_cast<Stage>(i));
    m_stages->show(m_stage, reachable);
}

void LessonPanel::refreshBanner()
{
    const Notice* refusal = nullptr;
    if (m_frame && !m_frame->notices.empty()) {
        const Notice& newest = m_frame->notices.back();
        const LabRun* run = m_attempt->run();
        if (newest.level == Notice::Level::Error && newest.at > m_since && !(run && newest.at < run->plan.at))
            refusal = &newest;
    }
    const bool recorded = !m_attempt->lesson()->recording.empty();
    m_replay->setVisible(recorded);
    if (m_attempt->way() == LessonAttempt::Way::Replay)
        m_banner->show(NoticeBanner::Tone::Info, {});
    else if (refusal)
        m_banner->show(NoticeBanner::Tone::Error,
                       lessonWords(refusal->text) + (recorded ? tr(" The lesson can be replayed from a recording instead; the "
                                                                   "questions stay the same.")
                                                              : QString()),
                       QString::fromStdString(refusal->remedy));
    else if (const LabRun* run = m_attempt->run(); m_live && run && run->end && run->end->reason != "finished" && !m_attempt->finished())
        m_banner->show(NoticeBanner::Tone::Warning, endedEarlyText(*run->end) + QLatin1Char(' ') + tr("Your answers stay; run it again."));
    else if (!m_live)
        m_banner->show(NoticeBanner::Tone::Info,
                       recorded ? tr("The kernel is not being observed. The lesson can be replayed from its reference recording.")
                                : tr("The kernel is not being observed, and this lesson has no recording to replay."));
    else
        m_banner->show(NoticeBanner::Tone::Info, {});
}

} // namespace nsscope::ui

#include "moc_lesson_panel.cpp"
