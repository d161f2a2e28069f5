// SPDX-License-Identifier: Apache-2.0
#include "app/cli/measure_report.h"
#include "core/base/instant.h"

#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::int64_t atOnce = 50'000;      // ns; below that the first try after the drop succeeded

std::string delayText(std::int64_t ns) { return ns < atOnce ? "at once" : spanText(ns); }

std::string figuresSentence(const MeasuredType& measured)
{
    const QuotaFigures& figures = measured.figures;
    const bool byWorker = measured.mechanism.row && measured.mechanism.row->teardown != Teardown::Synchronous;
    if (figures.refused.median < atOnce && byWorker)
        return figures.blockedMedian >= atOnce
                   ? fmt::format("The next creation is not refused but waits {} longer than usual.", spanText(figures.blockedMedian))
                   : fmt::format("The next creation is neither refused nor held up by {}.", spanText(atOnce));
    if (figures.refused.median < atOnce)
        return fmt::format("Gone when the dropping call returns, which takes {}.", spanText(figures.drop.median));
    return fmt::format("The next creation is refused (ENOSPC) for {}.", spanText(figures.refused.median));
}

std::string row(const MeasuredType& measured)
{
    if (measured.figures.rounds == 0)
        return fmt::format("{:<7} not measured\n", nsTypeName(measured.type));
    const Spread& spread = measured.figures.destroyed;
    return fmt::format("{:<7} {:>6} {:>10} {:>10} {:>10} {:>10}  {}\n", nsTypeName(measured.type),
                       measured.figures.rounds, delayText(spread.median), delayText(spread.p10), delayText(spread.p90), delayText(spread.max),
                       measured.mechanism.row ? measured.mechanism.row->shortName : "");
}

std::string paragraph(const MeasuredType& measured)
{
    std::string text = fmt::format("{}: ", nsTypeName(measured.type));
    if (measured.figures.rounds > 0)
        text += figuresSentence(measured) + " ";
    text += measured.mechanism.sentence();
    if (measured.populated && measured.populated->rounds > 0)
        text += fmt::format(" One that had a process is gone {} after its last process was reaped.",
                            spanText(measured.populated->refused.median));
    if (measured.cleanups)
        text += fmt::format(" Traced: {} ends {} after the drop.", measured.mechanism.row->function,
                            spanText(measured.cleanups->dropToEnd.median));
    if (!measured.cutShort.empty())
        text += fmt::format(" Ended early: {}.", measured.cutShort);
    return text + "\n";
}

/// Each reason why there are no figures, with what would help, once.
std::string refusals(const MeasureReport& report)
{
    std::string text;
    for (const MeasuredType& measured : report.types) {
        if (measured.skipped.empty() || text.find(measured.skipped) != std::string::npos)
            continue;
        text += "\nNot measured: " + measured.skipped;
        if (!measured.remedy.empty())
            text += (text.ends_with('.') ? " What would help: " : ". What would help: ") + measured.remedy;
        text += "\n";
    }
    return text;
}

} // namespace

std::string measureText(const MeasureReport& report)
{
    std::string text = fmt::format(
        "From the last reference until the kernel no longer counts the namespace (kernel {}):\n\n", report.kernel);
    text += fmt::format("{:<7} {:>6} {:>10} {:>10} {:>10} {:>10}  {}\n", "type", "rounds", "median", "p10", "p90",
                        "max", "how");
    for (const MeasuredType& measured : report.types)
        text += row(measured);
    text += "\n";
    for (const MeasuredType& measured : report.types)
        text += paragraph(measured);
    text += refusals(report);
    if (report.rcuExpedited)
        text += "\nThis kernel is set to expedite RCU grace periods (/sys/kernel/rcu_expedited is not 0): a task that waits "
                "for one waits for microseconds here, elsewhere for milliseconds; RCU callbacks and rcu_barrier wait as "
                "long as ever.\n";
    text += "\nWitness: quota, the limit on namespaces of a user namespace of our own.";
    if (!report.traced)
        text += fmt::format(" The clean-up work itself was not traced: {}.", report.whyNotTraced);
    return text;
}

} // namespace nsscope
