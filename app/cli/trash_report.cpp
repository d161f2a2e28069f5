// SPDX-License-Identifier: Apache-2.0
#include "app/cli/trash_report.h"

#include <algorithm>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

/// A run that is so much slower than its script proves nothing about the kernel.
constexpr std::int64_t tooLateNs = 20'000'000;

/// "30.2 ms", or "24.9 ms to 30.2 ms" where it is not known better, from `zero` on.
std::string spanOf(const Interval& when, Instant zero)
{
    const std::string late = spanText(std::max<std::int64_t>(when.to - zero, 0));
    if (when.from <= zero)
        return "≤ " + late;
    const std::string early = spanText(when.from - zero);
    return early == late ? late : fmt::format("{} to {}", early, late);
}

std::string momentText(const Moment* moment, const Life& life)
{
    if (moment == nullptr || !life.left)
        return "not seen";
    return fmt::format("{} ({})", spanOf(moment->when, life.left->when.from), witnessText(*moment));
}

std::string table(const TrashPhase& phase, std::size_t firstNumber)
{
    std::string text = fmt::format("\n{}, {} between two\n", phase.name, spanText(phase.delayNs));
    text += fmt::format("  {:>3}  {:<10}  {:<10}  {:<9}  {:<30}  {}\n", "n", "number", "id", "in use",
                        "then unreachable after", "and destroyed after");
    for (std::size_t i = 0; i < phase.lives.size(); ++i) {
        const Life& life = *phase.lives[i];
        const std::string use = life.left ? spanText(life.left->when.to - life.born.when.from) : "still";
        text += fmt::format("  {:>3}  {:<10}  {:<10}  {:<9}  {:<30}  {}\n", firstNumber + i, life.ref.inode,
                            life.ref.id ? std::to_string(life.ref.id) : "-", use, momentText(life.obsolete ? &*life.obsolete : nullptr, life),
                            momentText(endOf(life), life));
    }
    return text;
}

std::string counted(const TrashPhase& phase)
{
    return fmt::format("The {} run made {} namespace{} with {} different number{}", phase.name, phase.lives.size(), phase.lives.size() == 1 ? "" : "s",
                       phase.distinct, phase.distinct == 1 ? "" : "s");
}

std::string slowSentence(const TrashPhase& slow)
{
    std::string text = counted(slow);
    if (slow.lives.size() > 2 && slow.distinct == 2)
        return text + ": each is made before the one before is given up, so two numbers take turns.";
    if (slow.distinct > 2 && numbersTakenByOthers(slow))
        return text + ": another program took numbers meanwhile, for one that was free did not come back.";
    if (slow.distinct > 2)
        return text + ": some were not yet free when the next but one was made, or another program took them.";
    return text + ".";
}

std::string fastSentence(const TrashPhase& slow, const TrashPhase& fast, const MechanismAnswer& mechanism)
{
    const std::string text = counted(fast);
    if (fast.distinct > slow.distinct)
        return text + ": the kernel had not finished with the ones before, and their numbers were still taken.";
    const std::int64_t pace = paceOf(fast).value_or(fast.delayNs);
    if (pace > fast.delayNs + tooLateNs)
        return fmt::format("{}: this machine was too busy to run it fast, and made one only every {}.", text,
                           spanText(pace));
    if (mechanism.row && !mechanism.row->delaysNumber)
        return text + ": a number of this type is free again as soon as its namespace is given up.";
    return text + ": the kernel kept up with this pace.";
}

/// Median and range of the time from being left to the end, over all whose end a witness saw as it came.
std::string delaySentence(const std::vector<TrashPhase>& phases)
{
    std::vector<std::int64_t> spans;
    bool reused = false;
    for (const TrashPhase& phase : phases) {
        for (const Life* life : phase.lives) {
            const auto end = endOf(*life);
            if (!end || !life->left)
                continue;
            if (end->witness == "reuse")
                reused = true;
            else
                spans.push_back(std::max<std::int64_t>(end->when.to - life->left->when.from, 0));
        }
    }
    if (spans.empty())
        return fmt::format("{} nsscope-cli doctor says which witness could tell when they were destroyed.",
                           reused ? "That some were destroyed is known only because their numbers came again;"
                                  : "No number came again;");
    std::sort(spans.begin(), spans.end());
    return fmt::format("From giving one up until it was known to be destroyed: {} to {}, half of them within {}.",
                       spanText(spans.front()), spanText(spans.back()), spanText(spans[spans.size() / 2]));
}

} // namespace

std::string trashReport(const Frame& frame, std::size_t run, const MechanismAnswer& mechanism)
{
    const std::vector<TrashPhase> phases = trashPhases(frame, run);
    std::string text;
    std::size_t number = 1;
    for (const TrashPhase& phase : phases) {
        text += table(phase, number);
        number += phase.lives.size();
    }
    text += "\nWhat happened\n";
    if (phases.size() == 2) {
        text += "  " + slowSentence(phases[0]) + "\n";
        text += "  " + fastSentence(phases[0], phases[1], mechanism) + "\n";
    }
    text += "  " + delaySentence(phases) + "\n";
    text += fmt::format("\nWhy (Linux {})\n  {}\n", frame.header.host.kernel, mechanism.sentence());
    return text;
}

} // namespace nsscope
