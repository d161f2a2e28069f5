// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/transport.h"

#include "ui/session/run_steps.h"

#include <algorithm>

namespace nsscope::ui
{

namespace
{

constexpr int tickMs = 16;

} // namespace

Transport::Transport(Selection* selection, QObject* parent) : QObject(parent), m_selection(selection), m_tick(this)
{
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &Transport::advance);
    connect(m_selection, &Selection::cursorChanged, this, [this] {
        if (m_selection->atNow())
            m_tick.stop();
        emit changed();
    });
}

void Transport::setLive(bool live)
{
    if (m_live == live)
        return;
    m_live = live;
    emit changed();
}

void Transport::setFrame(FramePtr frame)
{
    m_frame = std::move(frame);
    if (!m_frame)
        m_tick.stop();
    const std::size_t runs = m_frame ? m_frame->runs.size() : 0;
    const int done = runs > 0 ? static_cast<int>(m_frame->currentRun()->steps.size()) : 0;
    m_asked = runs == m_runs ? std::max(m_asked, done) : done;
    m_runs = runs;
    emit changed();
}

void Transport::setGate(std::optional<int> steps)
{
    const bool same = m_gate == steps;
    m_gate = steps;
    if (m_gate && !m_live && run() && stepsDone() > *m_gate)
        lookAfter(*m_gate);
    if (!same)
        emit changed();
}

int Transport::allowed(int steps) const { return m_gate ? std::min(steps, *m_gate) : steps; }

const LabRun* Transport::run() const { return m_frame ? runAt(*m_frame, m_selection->cursor()) : nullptr; }

int Transport::stepsDone() const
{
    const LabRun* shown = run();
    return shown ? stepsDoneAt(*shown, m_selection->cursor()) : 0;
}

int Transport::stepsRecorded() const { return run() ? static_cast<int>(run()->steps.size()) : 0; }
int Transport::stepsPlanned() const { return run() ? static_cast<int>(run()->plan.steps.size()) : 0; }

bool Transport::labRuns() const
{
    const LabRun* newest = m_frame ? m_frame->currentRun() : nullptr;
    return m_live && newest && !newest->end && newest->control.state != LabControl::State::Ended;
}

bool Transport::playing() const
{
    if (past())
        return m_tick.isActive();
    return labRuns() && m_frame->currentRun()->control.state == LabControl::State::Playing;
}

bool Transport::canBack() const { return run() && stepsDone() > 0; }
bool Transport::canStep() const
{
    if (!past())
        return labRuns() && !atGate();
    return m_live || !atGate();
}

bool Transport::canPlay() const
{
    if (!past() && labRuns())
        return playing() || !atGate();
    return m_frame && (past() || stepsRecorded() > 0) && (m_live || !atGate());
}

bool Transport::canReset() const { return run() && (m_live || stepsRecorded() > 0); }

void Transport::command(Command::Kind kind, double number)
{
    Command wanted;
    wanted.kind = kind;
    wanted.number = number;
    emit commandWanted(wanted);
}

void Transport::lookAfter(int steps)
{
    setReplaying(false);
    m_selection->lookAt(momentAfterSteps(*run(), m_live ? steps : allowed(steps)));
}

void Transport::toStart()
{
    if (run())
        lookAfter(0);
}

void Transport::back()
{
    if (canBack())
        lookAfter(stepsDone() - 1);
}

void Transport::step()
{
    if (!past()) {
        // A second press may come before the first step's facts: what is asked for counts against the gate.
        if (labRuns() && allowed(m_asked + 1) > m_asked) {
            ++m_asked;
            command(Command::Kind::Step);
        }
        return;
    }
    if (stepsDone() < stepsRecorded())
        lookAfter(stepsDone() + 1);
    else
        toNow();
}

void Transport::playPause()
{
    if (!canPlay())
        return;
    if (past()) {
        setReplaying(!m_tick.isActive());
    } else if (labRuns()) {
        playing() ? command(Command::Kind::Pause) : play(0);
    } else {
        toStart();
        setReplaying(true);
    }
}

void Transport::reset()
{
    if (!canReset())
        return;
    if (m_live) {
        toNow();
        command(Command::Kind::Reset);
    } else {
        toStart();
    }
}

void Transport::toNow()
{
    setReplaying(false);
    if (m_gate && !m_live && run())
        lookAfter(*m_gate);
    else
        m_selection->lookAtNow();
}

void Transport::toEnd()
{
    if (!past() && labRuns())
        play(0);
    else if (run() && run() != m_frame->currentRun())
        lookAfter(stepsRecorded());
    else if (run())
        toNow();
}

void Transport::runTo(int steps)
{
    if (!run())
        return;
    if (!past() && labRuns() && steps > stepsDone())
        play(steps);
    else if (steps <= stepsRecorded())
        lookAfter(steps);
}

void Transport::play(int until)
{
    const int stop = allowed(until > 0 ? until : stepsPlanned());
    if (stop <= stepsDone())
        return;
    m_asked = std::max(m_asked, stop);
    command(Command::Kind::Play, stop < stepsPlanned() ? stop : 0);
}

void Transport::setSpeed(double factor)
{
    if (factor == m_speed)
        return;
    m_speed = factor;
    if (m_live)
        command(Command::Kind::Speed, factor);
    emit changed();
}

void Transport::setReplaying(bool on)
{
    if (on == m_tick.isActive())
        return;
    if (on) {
        m_elapsed.start();
        m_tick.start();
    } else {
        m_tick.stop();
    }
    emit changed();
}

void Transport::advance()
{
    if (!m_frame || !past()) {
        setReplaying(false);
        return;
    }
    const auto passed = static_cast<double>(m_elapsed.nsecsElapsed());
    m_elapsed.start();
    const Instant next = *m_selection->cursor() + static_cast<std::int64_t>(passed * m_speed);
    const bool beyond = m_gate && !m_live && run() && next >= momentAfterSteps(*run(), *m_gate);
    if (m_speed == 0 || beyond || next >= m_frame->last)
        toNow();
    else
        m_selection->lookAt(next);
}

} // namespace nsscope::ui

#include "moc_transport.cpp"
