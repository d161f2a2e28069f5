// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/lesson_attempt.h"

#include "core/lesson/lesson_gate.h"
#include "core/lesson/lesson_sections.h"
#include "ui/session/run_steps.h"

#include <algorithm>

namespace nsscope::ui
{

LessonAttempt::LessonAttempt(Transport* transport, Selection* selection, QObject* parent)
    : QObject(parent), m_transport(transport), m_selection(selection)
{
    connect(selection, &Selection::cursorChanged, this, &LessonAttempt::refresh);
}

void LessonAttempt::begin(LessonPtr lesson, Way way)
{
    m_lesson = std::move(lesson);
    m_way = way;
    m_firstRun = m_frame && way != Way::Replay ? m_frame->runs.size() : 0;
    m_judgedRun = -1;
    m_highlighted = -1;
    m_shown.reset();
    const std::size_t count = m_lesson->lesson().questions.size();
    m_sheet = {};
    m_sheet.answers.resize(count);
    m_sheet.locked.assign(count, way == Way::Demonstration);
    m_sheet.judgements.resize(count);
    m_sheet.checks.assign(m_lesson->lesson().checks.size(), Truth::Unknown);
    emit begun();
    refresh();
}

void LessonAttempt::leave()
{
    m_lesson.reset();
    m_sheet = {};
    m_transport->setGate(std::nullopt);
    emit changed();
}

int LessonAttempt::runIndex() const
{
    if (!m_lesson || !m_frame)
        return -1;
    for (std::size_t i = m_frame->runs.size(); i > m_firstRun; --i) {
        const std::string& id = m_frame->runs[i - 1]->plan.experiment;
        if (id == m_lesson->lesson().id || id == m_lesson->path)
            return static_cast<int>(i) - 1;
    }
    return -1;
}

const LabRun* LessonAttempt::run() const
{
    const int index = runIndex();
    return index < 0 ? nullptr : m_frame->runs[static_cast<std::size_t>(index)].get();
}

int LessonAttempt::stepsDone() const
{
    const LabRun* own = run();
    return own ? stepsDoneAt(*own, m_selection->cursor()) : 0;
}

void LessonAttempt::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    if (!m_frame || m_frame->runs.size() < m_firstRun) // another source
        m_firstRun = 0;
    refresh();
}

void LessonAttempt::setAnswer(std::size_t i, LessonAnswer answer)
{
    if (m_sheet.locked[i])
        return;
    m_sheet.answers[i] = std::move(answer);
    emit changed();
}

void LessonAttempt::lock(std::size_t i)
{
    const LessonAnswer& answer = m_sheet.answers[i];
    if (m_sheet.locked[i] || !isWhole(question(i), answer) || answer.confidence == Confidence::Unstated)
        return;
    m_sheet.locked[i] = true;
    refresh();
}

std::vector<std::size_t> LessonAttempt::due() const
{
    const LabRun* own = run();
    if (!own)
        return {};
    const auto done = static_cast<std::int32_t>(m_way == Way::Replay ? static_cast<std::size_t>(stepsDone()) : own->steps.size());
    return dueQuestions(own->plan, m_lesson->lesson(), m_sheet.locked, done);
}

bool LessonAttempt::anyOpen() const
{
    return std::count(m_sheet.locked.begin(), m_sheet.locked.end(), false) > 0;
}

std::size_t LessonAttempt::rightCount() const
{
    return static_cast<std::size_t>(std::count_if(m_sheet.judgements.begin(), m_sheet.judgements.end(),
                                                  [](const Judgement& j) { return j.verdict == Verdict::Right; }));
}

AnsweredRun LessonAttempt::answeredRun() const
{
    if (m_judgedRun < 0 || !m_frame || static_cast<std::size_t>(m_judgedRun) >= m_frame->runs.size())
        return {};
    const LabRun& judgedRun = *m_frame->runs[static_cast<std::size_t>(m_judgedRun)];
    return {m_frame->header.host.kernel, judgedRun.plan.parameters, judgedRun.end ? judgedRun.end->reason : std::string(), {}, {}};
}

Stage LessonAttempt::stage() const
{
    if (!m_lesson)
        return Stage::Predict;
    if (m_shown && reachable(*m_shown))
        return *m_shown;
    if (finished())
        return Stage::Observe;
    return due().empty() && run() ? Stage::Run : Stage::Predict;
}

bool LessonAttempt::reachable(Stage stage) const
{
    if (finished())
        return true;
    return stage == (due().empty() && run() ? Stage::Run : Stage::Predict);
}

void LessonAttempt::showStage(Stage stage)
{
    m_shown = stage;
    emit changed();
}

void LessonAttempt::refresh()
{
    if (!m_lesson)
        return;
    holdGate();
    judge();
    highlight();
    emit changed();
}

void LessonAttempt::holdGate()
{
    const LabRun* own = run();
    if (!own)
        return m_transport->setGate(m_way == Way::Replay && anyOpen() ? std::optional(0) : std::nullopt);
    const auto gate = gateOf(own->plan, m_lesson->lesson(), m_sheet.locked);
    m_transport->setGate(gate ? std::optional<int>(*gate) : std::nullopt);
}

void LessonAttempt::judge()
{
    const int index = m_judgedRun >= 0 ? m_judgedRun : runIndex();
    if (index < 0 || anyOpen() || !m_frame || static_cast<std::size_t>(index) >= m_frame->runs.size())
        return;
    const LabRun& judgedRun = *m_frame->runs[static_cast<std::size_t>(index)];
    const bool seen = m_way != Way::Replay || stepsDone() >= static_cast<int>(judgedRun.steps.size());
    if (m_judgedRun < 0 && (!judgedRun.end || judgedRun.end->reason != "finished" || !seen))
        return;
    const auto unknown = [](const auto& value) { return value == std::decay_t<decltype(value)>{}; };
    const bool open = std::any_of(m_sheet.judgements.begin(), m_sheet.judgements.end(), unknown) ||
                      std::count(m_sheet.checks.begin(), m_sheet.checks.end(), Truth::Unknown) > 0;
    const bool first = m_judgedRun < 0;
    m_judgedRun = index;
    if (!first && !open)
        return;
    // Witnesses may tell after the last step, so what is not known is asked again with each frame.
    const auto at = static_cast<std::size_t>(index);
    for (std::size_t i = 0; i < m_sheet.judgements.size(); ++i)
        m_sheet.judgements[i] = judgeAnswer(question(i), m_sheet.answers[i], *m_frame, at);
    for (std::size_t i = 0; i < m_sheet.checks.size(); ++i)
        m_sheet.checks[i] = evaluateTruth(m_lesson->lesson().checks[i].expression, *m_frame, at);
    withdrawVerdicts(m_lesson->lesson(), m_sheet.checks, *m_frame, at, m_sheet.judgements);
    if (first)
        emit judged();
}

/// Selects what the step just done is about, as its lesson says.
void LessonAttempt::highlight()
{
    const LabRun* own = run();
    const int done = stepsDone();
    if (!own || done == m_highlighted || done == 0 || static_cast<std::size_t>(done) > own->plan.steps.size())
        return;
    m_highlighted = done;
    const LessonStep* step = findStep(m_lesson->lesson().steps, own->plan.steps[static_cast<std::size_t>(done) - 1].id);
    if (!step || step->show.empty())
        return;
    const int index = runIndex();
    for (auto life = m_frame->lives.rbegin(); life != m_frame->lives.rend(); ++life) {
        const std::int32_t made = (*life)->labStep;
        if ((*life)->labRun == index && made >= 0 && made < done &&
            own->plan.steps[static_cast<std::size_t>(made)].makes == step->show.front())
            return m_selection->select((*life)->id);
    }
}

} // namespace nsscope::ui

#include "moc_lesson_attempt.cpp"
