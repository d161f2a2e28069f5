// SPDX-License-Identifier: Apache-2.0
#include "core/export/lives_text.h"

#include "core/base/escape.h"
#include "core/export/table.h"
#include "core/track/analysis.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string whenCell(const Frame& frame, const std::optional<Moment>& moment)
{
    if (!moment)
        return "-";
    const std::string at = offsetText(moment->when.to - frame.first);
    return fmt::format("{}{} {}", moment->when.exactTo(1'000'000) ? "" : "by ", at, displayText(witnessText(*moment)));
}

std::string bornCell(const Frame& frame, const Life& life)
{
    return life.bornBeforeStream ? "before" : whenCell(frame, life.born);
}

std::string idCell(LifeId id) { return id == LifeId::None ? "-" : std::to_string(static_cast<std::uint32_t>(id)); }

std::string counted(std::size_t count, std::string_view word)
{
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

Paint paintOfState(LifeState state)
{
    switch (state) {
    case LifeState::Held:
    case LifeState::Pinned:
        return Paint::Good;
    case LifeState::Obsolete:
        return Paint::Warn;
    case LifeState::Unborn:
    case LifeState::Unseen:
    case LifeState::Destroyed:
        break;
    }
    return Paint::Dim;
}

/// Nothing came to be known of it but that it was there.
bool uneventful(const Life& life)
{
    return life.bornBeforeStream && !life.vanished && !life.obsolete && !life.teardownStarted && !endOf(life) &&
           life.reusedBy == LifeId::None;
}

std::string delayText(const std::optional<DelayStats>& delay)
{
    if (!delay)
        return "not told";
    return fmt::format("{} to {} (median of {}), at most {}", spanText(delay->medianLowNs), spanText(delay->medianHighNs),
                       delay->count, spanText(delay->maxHighNs));
}

} // namespace

std::string recordingSummary(const Frame& frame)
{
    std::string text = fmt::format("Recorded {} on Linux {}: {}, {}, {} lives; {}.\n", utcText(frame.header.utcNs),
                                   displayText(frame.header.host.kernel), spanText(frame.last - frame.first),
                                   counted(frame.scanCount, "scan"), frame.lives.size(),
                                   frame.torn    ? "its last line is torn"
                                   : frame.ended ? "ended in order"
                                                 : "without an end");
    for (const WitnessInfo& witness : frame.witnesses) {
        if (!witness.available)
            text += fmt::format("Witness {} was not there: {}.\n", displayText(witness.name), displayText(witness.reason));
    }
    return text;
}

std::string livesTable(const Frame& frame, const TextStyle& style, std::size_t width, bool all)
{
    TextTable table({{"LIFE", true}, {"TYPE"}, {"NUMBER", true}, {"STATE"}, {"BORN"}, {"LEFT"}, {"OBSOLETE"},
                     {"NUMBER FREE"}, {"DESTROYED"}, {"REUSES", true}});
    std::size_t hidden = 0;
    for (const auto& life : frame.lives) {
        if (!all && uneventful(*life)) {
            ++hidden;
            continue;
        }
        const LifeState state = stateAt(*life, frame.last);
        const auto cell = [](std::string text, Paint paint = Paint::Plain) { return TableCell{std::move(text), paint, {}}; };
        table.addRow({cell(idCell(life->id)), cell(std::string(nsTypeName(life->ref.type)), paintOf(life->ref.type)),
                      cell(std::to_string(life->ref.inode)),
                      cell(std::string(lifeStateName(state)), paintOfState(state)), cell(bornCell(frame, *life)),
                      cell(whenCell(frame, life->left)), cell(whenCell(frame, life->obsolete)),
                      cell(whenCell(frame, life->numberFree)), cell(whenCell(frame, life->destroyed)),
                      cell(idCell(life->reuses))});
    }
    std::string text = table.empty() ? std::string("No namespace came or went.\n") : table.text(style, width);
    if (hidden > 0)
        text += fmt::format("{} more were there all the time (--all shows them).\n", hidden);
    for (const auto& life : frame.lives) {
        for (const std::string& sentence : life->contradictions)
            text += fmt::format("Life {}: {}\n", idCell(life->id), displayText(sentence));
    }
    return text;
}

std::string phasesText(const Frame& frame)
{
    std::string text;
    for (const PhaseAnalysis& phase : analysePhases(frame)) {
        text += fmt::format("{}{}: {} on {}, {} on a number that had been used before.\n",
                            frame.runs.size() > 1 ? fmt::format("Run {}, ", phase.run + 1) : "",
                            phase.name.empty() ? fmt::format("phase {}", phase.phase + 1) : displayText(phase.name),
                            counted(phase.lives, "namespace"), counted(phase.distinctNumbers, "number"), phase.reuses);
        text += fmt::format("  from leaving it to the last reference gone: {}\n", delayText(phase.toObsolete));
        text += fmt::format("  to its number free:                         {}\n", delayText(phase.toNumberFree));
        text += fmt::format("  to its destruction:                         {}\n", delayText(phase.toDestroyed));
    }
    std::size_t busiest = 0;
    std::size_t runs = 0;
    for (const CleanupBatch& batch : cleanupBatches(frame)) {
        busiest = std::max(busiest, batch.lives.size());
        runs += !batch.lives.empty();
    }
    if (runs > 0)
        text += fmt::format("The kernel ended them in {} clean-up {}, at most {} in one.\n", runs,
                            runs == 1 ? "run" : "runs", busiest);
    std::int32_t most = 0;
    for (const WaitingStep& step : waitingCurve(frame))
        most = std::max(most, step.waiting);
    if (most > 0)
        text += fmt::format("At most {} waited for their end at one time.\n", most);
    return text;
}

} // namespace nsscope
