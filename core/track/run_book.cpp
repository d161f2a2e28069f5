// SPDX-License-Identifier: Apache-2.0
#include "core/track/run_book.h"

#include <algorithm>

namespace nsscope
{

LabRun& RunBook::edit()
{
    RunNotes& notes = m_notes.back();
    if (!notes.editable) {
        notes.editable = std::make_shared<LabRun>(*m_runs.back());
        m_runs.back() = notes.editable;
    }
    return *notes.editable;
}

void RunBook::start(const LabStart& plan)
{
    const LabRun* last = m_runs.empty() ? nullptr : m_runs.back().get();
    if (last && !last->end && last->plan.pid == plan.pid && last->plan.at == plan.at && last->plan.experiment == plan.experiment) {
        edit().plan = plan;
        return;
    }
    auto run = std::make_shared<LabRun>();
    run->plan = plan;
    run->control.at = plan.at;
    m_runs.push_back(run);
    m_notes.push_back({{}, plan.at, std::move(run)});
}

StepPlace RunBook::step(const LabStep& step)
{
    if (m_runs.empty())
        return {};
    LabRun& run = edit();
    run.steps.push_back(step);
    StepPlace place;
    place.run = static_cast<std::int32_t>(m_runs.size()) - 1;
    signOfLife(place.run, step.after);
    const auto index = static_cast<std::size_t>(step.index);
    if (index >= run.plan.steps.size() || run.plan.steps[index].phase < 0)
        return place;
    place.phase = run.plan.steps[index].phase;
    auto& phases = m_notes.back().phases;
    auto found = std::find_if(phases.begin(), phases.end(), [&](const PhaseNotes& p) { return p.phase == place.phase; });
    if (found == phases.end())
        found = phases.insert(phases.end(), {place.phase, step.before, 0});
    if (step.made) {
        place.number = found->made + 1;
        found->made += 1 + static_cast<std::int32_t>(step.alsoMade.size());
    }
    return place;
}

void RunBook::control(const LabControl& control)
{
    if (!m_runs.empty())
        edit().control = control;
}

void RunBook::end(const LabEnd& end)
{
    if (m_runs.empty())
        return;
    LabRun& run = edit();
    run.end = end;
    run.control.state = LabControl::State::Ended;
    run.control.at = std::max(run.control.at, end.at);
}

void RunBook::signOfLife(std::int32_t run, Instant at)
{
    if (run >= 0 && static_cast<std::size_t>(run) < m_notes.size()) {
        Instant& last = m_notes[static_cast<std::size_t>(run)].lastSign;
        last = std::max(last, at);
    }
}

std::vector<std::shared_ptr<const LabRun>> RunBook::share()
{
    if (!m_notes.empty())
        m_notes.back().editable.reset();
    return m_runs;
}

std::vector<PhaseSpan> RunBook::phases(Instant last) const
{
    std::vector<PhaseSpan> spans;
    for (std::size_t run = 0; run < m_runs.size(); ++run) {
        const RunNotes& notes = m_notes[run];
        Instant runEnd = last;
        if (m_runs[run]->end)
            runEnd = std::max(m_runs[run]->end->at, notes.lastSign);
        else if (run + 1 < m_runs.size())
            runEnd = std::max(m_runs[run + 1]->plan.at, notes.lastSign);
        for (std::size_t i = 0; i < notes.phases.size(); ++i) {
            const PhaseNotes& phase = notes.phases[i];
            const Instant to = i + 1 < notes.phases.size() ? notes.phases[i + 1].from : runEnd;
            spans.push_back({static_cast<std::int32_t>(run), phase.phase, phase.from, std::max(phase.from, to)});
        }
    }
    return spans;
}

} // namespace nsscope
