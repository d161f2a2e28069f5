// SPDX-License-Identifier: Apache-2.0
// Runs experiments for the agent: takes the lab commands, does steps when they are due, and right after each step
// looks at the helper again and writes what happened. One experiment at a time.
#pragma once
#include "core/agent/lab_session.h"
#include "core/agent/observer.h"
#include "core/stream/command.h"

#include <optional>
#include <string>

namespace nsscope
{

class LabDirector
{
public:
    LabDirector(std::string labProgram, std::string procRoot, Clock clock, Observer& observer, FactWriter& writer);

    /// Start, Step, Play, Pause, Speed, Reset, Do; others are not the lab's.
    void handle(const Command& command);
    /// Ends a running experiment ("stopped"): its helper and all it made go.
    void stop();

    /// Readable when the helper has something to tell; -1: no helper. `generation` changes with each helper.
    int descriptor() const { return m_session ? m_session->descriptor() : -1; }
    std::uint64_t generation() const { return m_generation; }
    void receive();

    /// When act() wants to be called.
    std::optional<Instant> due() const;
    void act(Instant now);
    /// A look that takes `lookNs` would make the next step late.
    bool needsQuiet(Instant now, std::int64_t lookNs) const;
    /// A step is under way that may still be a quick one: until then only its end is to be waited for.
    std::optional<Instant> quietUntil(Instant now) const;

    bool running() const { return m_session.has_value(); }
    /// Number of experiments that ended, however they did.
    std::uint32_t ended() const { return m_ended; }

private:
    void start(Experiment experiment, bool play);
    void addStep(const std::string& line);
    void tell(const StepOutcome& outcome);
    std::vector<ScanFact> lookAfter(const StepOutcome& outcome);
    /// What nothing holds since this step was given up by it.
    void tellUnheld(const Interval& when, bool all);
    void writeNumbers(const LabStep& step);
    void explainFailure(const StepOutcome& outcome);
    void finish(const std::string& reason, const std::string& text = {});
    void writeControl();
    void notice(Notice::Level level, std::string text, std::string remedy = {});

    std::string m_labProgram;
    std::string m_procRoot;
    Clock m_clock;
    Observer& m_observer;
    FactWriter& m_writer;
    std::optional<LabSession> m_session;
    std::optional<Experiment> m_last; ///< for Reset
    double m_speed = 1;
    Instant m_begun; ///< the last step that was asked of the helper
    std::optional<Instant> m_acted; ///< when the last step of an actor began; absent: none in this run
    std::uint64_t m_generation = 0;
    std::uint32_t m_ended = 0;
};

} // namespace nsscope
