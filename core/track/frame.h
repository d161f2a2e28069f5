// SPDX-License-Identifier: Apache-2.0
// What views get: everything known so far, const and shared. The state at a chosen moment is computed from it by the
// pure functions of life.h, so looking back never changes anything.
#pragma once
#include "core/model/fact.h"
#include "core/track/life.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

enum class EventKind : std::uint8_t {
    Born,
    HolderGone,
    Left,
    Vanished,
    Obsolete,
    TeardownStarted,
    NumberFree,
    Destroyed,
    MemoryFree,
    Reused, ///< `life` took the number of an earlier life
    StepDone
};

/// One change, for the event list and for stepping from event to event.
struct Event
{
    Instant at;
    EventKind kind = EventKind::Born;
    LifeId life = LifeId::None;
    std::int32_t step = -1; ///< StepDone only
};

/// One run of an experiment: its plan, what was done, what it does now.
struct LabRun
{
    LabStart plan;
    std::vector<LabStep> steps;
    LabControl control;
    std::optional<LabEnd> end;
};

/// Time span of one phase of a run, from its first step to the start of the next phase or the run's last sign of life.
struct PhaseSpan
{
    std::int32_t run = 0;
    std::int32_t phase = 0;
    Instant from;
    Instant to;
};

struct Frame
{
    Header header;
    Instant first; ///< of the recording
    Instant last;  ///< newest fact
    bool ended = false; ///< a StreamEnd was read
    bool torn = false;  ///< the last line was cut off and dropped
    std::string problem; ///< sentence, where the stream could not be read further
    std::uint64_t factCount = 0;

    std::vector<std::shared_ptr<const Life>> lives;     ///< by id, which is order of discovery; lives[i]->id == i + 1
    std::vector<std::shared_ptr<const LabRun>> runs;
    std::vector<PhaseSpan> phases;
    std::vector<Cleanup> cleanups;
    std::vector<QuotaReading> quota;
    std::vector<NumberUse> numbers; ///< of the newest namespaces of experiments
    std::vector<ReferenceCount> uncounted; ///< when none could be counted, and why
    std::optional<Instant> counted; ///< when references were counted last
    std::vector<WitnessInfo> witnesses;
    std::vector<Notice> notices;
    std::vector<Gap> gaps;          ///< of the newest scan
    TaskCounts tasks;
    std::int64_t scanDurationNs = 0;
    std::uint64_t scanCount = 0;
    std::vector<Event> events; ///< since the frame before; never dropped when frames are merged

    const Life* find(LifeId id) const
    {
        const auto index = static_cast<std::size_t>(id);
        return index == 0 || index > lives.size() ? nullptr : lives[index - 1].get();
    }
    const LabRun* currentRun() const { return runs.empty() ? nullptr : runs.back().get(); }
};

using FramePtr = std::shared_ptr<const Frame>;

} // namespace nsscope
