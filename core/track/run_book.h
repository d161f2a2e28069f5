// SPDX-License-Identifier: Apache-2.0
// Runs of experiments as the lab told them, and the time span of each phase. Runs are copied on the first write after
// they were shared with a frame.
#pragma once
#include "core/track/frame.h"
#include "core/track/ledger.h"

#include <memory>
#include <vector>

namespace nsscope
{

class RunBook
{
public:
    /// Another run; or the one under way, told again since its plan has changed.
    void start(const LabStart& plan);
    /// Where the step stands; counts the lives of its phase.
    StepPlace step(const LabStep& step);
    void control(const LabControl& control);
    void end(const LabEnd& end);
    /// Something was told at `at` about a life of this run; -1 is no run.
    void signOfLife(std::int32_t run, Instant at);

    std::vector<std::shared_ptr<const LabRun>> share();
    /// `last`: newest fact of the stream, where a run that has not ended still goes on.
    std::vector<PhaseSpan> phases(Instant last) const;

private:
    struct PhaseNotes
    {
        std::int32_t phase = 0;
        Instant from;
        std::int32_t made = 0;
    };
    struct RunNotes
    {
        std::vector<PhaseNotes> phases; ///< in order of their first step
        Instant lastSign;
        std::shared_ptr<LabRun> editable; ///< null: shared with a frame
    };
    LabRun& edit();

    std::vector<std::shared_ptr<const LabRun>> m_runs;
    std::vector<RunNotes> m_notes;
};

} // namespace nsscope
