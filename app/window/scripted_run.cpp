// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/scripted_run.h"

#include <QApplication>
#include <algorithm>
#include <cstdio>

namespace nsscope::ui
{

namespace
{

constexpr int lookMs = 50;
constexpr int stillMs = 700;        ///< transitions of the views end within half a second
constexpr int lastEvidenceMs = 5000; ///< witnesses have told by then, or will not
constexpr int overMs = 8000;         ///< after the end of an experiment: on a busy host something is always new

/// Facts that change the picture of an experiment; samples of the host go on for ever.
std::uint64_t evidenceCount(const Frame& frame)
{
    std::uint64_t count = frame.cleanups.size() + frame.notices.size();
    for (const auto& life : frame.lives) {
        if (life->labRun >= 0)
            count += 1u + (life->obsolete ? 1u : 0u) + (life->numberFree ? 1u : 0u) + (life->destroyed ? 1u : 0u);
    }
    for (const auto& run : frame.runs)
        count += run->steps.size() + (run->end ? 1u : 0u);
    return count;
}

/// What the phases made; its user namespace has no witness on every kernel.
bool allDestroyed(const Frame& frame)
{
    return std::all_of(frame.lives.begin(), frame.lives.end(),
                       [](const auto& life) { return life->labPhase < 0 || life->destroyed.has_value(); });
}

} // namespace

ScriptedRun::ScriptedRun(MainWindow& window, const WindowOptions& options)
    : QObject(&window), m_window(window), m_options(options)
{
    connect(window.session(), &Session::failed, this, [this](const QString& sentence) {
        std::fprintf(stderr, "nsscope: %s\n", qPrintable(sentence));
        m_status = 1;
    });
    m_timer.setInterval(lookMs);
    connect(&m_timer, &QTimer::timeout, this, &ScriptedRun::look);
}

void ScriptedRun::begin()
{
    if (!m_options.file.isEmpty())
        m_window.openFile(m_options.file);
    else
        m_options.agent ? m_window.observe(*m_options.agent) : m_window.observe();
    if (!m_options.experiment.isEmpty())
        m_window.startExperimentWhenLive(m_options.experiment, m_options.parameters, m_options.autoplay);
    else if (m_options.file.isEmpty() && m_options.screenshot.isEmpty() && !m_options.quit)
        m_window.welcomeOnce();
    if (!m_options.screenshot.isEmpty() || m_options.quit || m_options.at || m_options.autoplay) {
        m_still.start();
        m_timer.start();
    }
}

bool ScriptedRun::sourceReady() const
{
    const Session& session = *m_window.session();
    return m_status != 0 || (session.frame() && !session.loading());
}

bool ScriptedRun::experimentOver() const
{
    if (m_options.experiment.isEmpty() || m_status != 0)
        return true;
    const FramePtr frame = m_window.session()->frame();
    const LabRun* run = frame->currentRun();
    const bool refused = !frame->notices.empty() && frame->notices.back().level == Notice::Level::Error;
    if (!m_options.autoplay)
        return run || refused;
    if (!run)
        return refused;
    return run->end && (refused || allDestroyed(*frame) || m_still.elapsed() > lastEvidenceMs);
}

void ScriptedRun::lookAtMoment()
{
    const FramePtr frame = m_window.session()->frame();
    if (!frame || m_moved)
        return;
    m_moved = true;
    if (m_options.at) {
        const Instant t = m_options.at->absolute ? Instant{m_options.at->ns} : frame->first + m_options.at->ns;
        m_window.selection()->lookAt(std::clamp(t, frame->first, frame->last));
        m_still.start();
    }
    if (m_options.autoplay && !m_options.file.isEmpty() && !m_played) {
        m_played = true;
        m_window.transport()->playPause();
    }
}

void ScriptedRun::look()
{
    if (!sourceReady())
        return;
    lookAtMoment();
    const FramePtr frame = m_window.session()->frame();
    if (const std::uint64_t facts = frame ? evidenceCount(*frame) : 0; facts != m_facts) {
        m_facts = facts;
        m_still.start();
    }
    if (m_played && m_window.transport()->playing())
        m_still.start();
    if (const LabRun* run = frame ? frame->currentRun() : nullptr; run && run->end && !m_over.isValid())
        m_over.start();
    const bool overlong = m_over.isValid() && m_over.elapsed() > overMs && !m_played;
    if (!overlong && (!experimentOver() || m_still.elapsed() < stillMs))
        return;
    m_timer.stop();
    if (!m_options.screenshot.isEmpty() && !m_window.grab().save(m_options.screenshot)) {
        std::fprintf(stderr, "nsscope: the picture could not be written to %s\n", qPrintable(m_options.screenshot));
        m_status = 1;
    }
    if (frame && !frame->notices.empty() && frame->notices.back().level == Notice::Level::Error && !m_options.experiment.isEmpty()) {
        std::fprintf(stderr, "nsscope: %s\n", frame->notices.back().text.c_str());
        m_status = 1;
    }
    if (m_options.quit)
        QApplication::exit(m_status);
}

} // namespace nsscope::ui

#include "moc_scripted_run.cpp"
