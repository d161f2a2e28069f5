// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/transport.h"

#include "ui/session/run_steps.h"

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
    emit changed();
}

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
bool Transport::canStep() const { return past() || labRuns(); }
bool Transport::canPlay() const { return labRuns() || (m_frame && (past() || stepsRecorded() > 0)); }
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
    m_selection->lookAt(momentAfterSteps(*run(), steps));
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
        if (labRuns())
            command(Command::Kind::Step);
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
        command(playing() ? Command::Kind::Pause : Command::Kind::Play);
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
    m_selection->lookAtNow();
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
    if (m_speed == 0 || next >= m_frame->last)
        toNow();
    else
        m_selection->lookAt(next);
}

} // namespace nsscope::ui
