// SPDX-License-Identifier: Apache-2.0
// What the functions of a check expression ask of a run: groups of lives by name or phase, moments by step. Internal
// to core/track/check.
#pragma once
#include "core/track/check.h"

#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

class CheckFacts
{
public:
    CheckFacts(const Frame& frame, std::size_t run) : m_frame(frame), m_run(run) {}

    /// False where the plan knows neither a phase nor a namespace of that name.
    static bool knowsGroup(const LabStart& plan, std::string_view name);
    static bool knowsLife(const LabStart& plan, std::string_view name);
    static bool knowsStep(const LabStart& plan, std::string_view name);

    /// Lives of a phase or of a name, in order of birth.
    std::vector<const Life*> group(std::string_view name) const;
    const Life* last(std::string_view name) const;
    /// Right after the step named so (the last of its rounds); "end": the newest fact. Absent: it was not played.
    std::optional<Instant> after(std::string_view step) const;
    const LabStep* step(std::string_view name) const;

    const Frame& frame() const { return m_frame; }

private:
    const LabRun& run() const { return *m_frame.runs[m_run]; }
    const Frame& m_frame;
    std::size_t m_run;
};

} // namespace nsscope
