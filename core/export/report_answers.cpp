// SPDX-License-Identifier: Apache-2.0
#include "core/export/report_answers.h"

#include "core/track/analysis.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace nsscope
{

namespace
{

constexpr std::int64_t atOnceNs = 1'000'000;

/// From the last reference to the end.
struct Delay
{
    std::int64_t low = 0;   ///< at least so long
    std::int64_t high = 0;  ///< at most so long
    bool witnessed = false; ///< a witness told of the last reference; else the experiment gave it up and none was seen since
};

/// When the last reference went: told by a witness, else between being given up and the last look that saw a holder.
std::optional<Interval> goneOf(const Life& life)
{
    if (life.obsolete)
        return life.obsolete->when;
    const bool open = std::any_of(life.holders.begin(), life.holders.end(), [](const HolderSpan& span) { return !span.to; });
    if (!life.left || open || life.forgotten.count > 0)
        return std::nullopt;
    Interval gone = life.left->when;
    gone.to = std::max(gone.to, heldUntil(life, gone.to).value_or(gone.to));
    return gone;
}

std::optional<Delay> delayOf(const Life& life)
{
    const auto gone = goneOf(life);
    const auto end = endOf(life);
    if (!gone || !end)
        return std::nullopt;
    return Delay{std::max<std::int64_t>(0, end->when.from - gone->to),
                 std::max<std::int64_t>(0, end->when.to - gone->from), life.obsolete.has_value()};
}

std::string counted(std::size_t count, std::string_view word)
{
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

/// The verdict of one type's delays, with a sentence.
Verdict judge(NsType type, std::vector<Delay> delays, std::string& sentence)
{
    std::sort(delays.begin(), delays.end(), [](const Delay& a, const Delay& b) { return a.low < b.low; });
    const auto late = std::count_if(delays.begin(), delays.end(), [](const Delay& d) { return d.low > atOnceNs; });
    const auto longest =
        std::max_element(delays.begin(), delays.end(), [](const Delay& a, const Delay& b) { return a.high < b.high; })
            ->high;
    const bool witnessed = std::all_of(delays.begin(), delays.end(), [](const Delay& d) { return d.witnessed; });
    const bool one = delays.size() == 1;
    const std::string who = counted(delays.size(), fmt::format("{} namespace", nsTypeRow(type).title));
    if (late > 0) {
        const std::string_view them = late == 1 ? "it" : "them";
        const std::string since = witnessed ? fmt::format("nothing referred to {} any more", them)
                                            : fmt::format("the experiment had given {} up and nobody was seen to hold {}", them, them);
        sentence = fmt::format("Of {}, {} still existed when {} or more had passed since {}; {} gone within {}.", who, late,
                               spanText(delays[delays.size() - static_cast<std::size_t>(late)].low), since,
                               one ? "it was" : "all were", spanText(longest));
        return Verdict::Fails;
    }
    sentence = fmt::format("{} {} gone within {} of {}", who, one ? "was" : "were all", spanText(longest),
                           witnessed ? "the last reference" : one ? "being given up" : "being given up, each");
    if (longest <= atOnceNs) {
        sentence += ".";
        return Verdict::Holds;
    }
    sentence += "; the witnesses do not tell more exactly.";
    return Verdict::Undecided;
}

std::string listOf(const std::vector<std::string>& words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return text;
}

/// Which types need a work item, by the source.
void addSource(const Frame& frame, std::span<const TypeMechanism> mechanisms, ClaimAnswer& answer)
{
    std::vector<std::string> with;
    bool verified = true;
    for (const TypeMechanism& one : mechanisms) {
        verified &= one.verified;
        if (!one.workItem.empty())
            with.push_back(fmt::format("{} ({})", nsTypeName(one.type), one.workItem));
    }
    if (mechanisms.empty())
        return;
    answer.sentences.push_back(fmt::format("By {}, a work item ends these types: {}.",
                                           verified ? "the source of Linux " + frame.header.host.kernel
                                                    : "the source of kernels near to Linux " + frame.header.host.kernel,
                                           with.empty() ? "none" : listOf(with)));
}

} // namespace

ClaimAnswer answerAtOnce(const Frame& frame)
{
    ClaimAnswer answer{"A namespace is destroyed at once when nobody refers to it.", Verdict::Undecided, {}};
    std::map<NsType, std::vector<Delay>> byType;
    for (const auto& life : frame.lives) {
        if (const auto delay = delayOf(*life))
            byType[life->ref.type].push_back(*delay);
    }
    std::size_t holds = 0;
    for (auto& [type, delays] : byType) {
        std::string sentence;
        const Verdict verdict = judge(type, std::move(delays), sentence);
        if (verdict == Verdict::Fails)
            answer.verdict = Verdict::Fails;
        holds += verdict == Verdict::Holds;
        answer.sentences.push_back(std::move(sentence));
    }
    if (answer.verdict != Verdict::Fails && holds > 0 && holds == byType.size())
        answer.verdict = Verdict::Holds;
    answer.sentences.push_back(byType.empty() ? std::string("No namespace was seen to end in this recording.")
                                              : fmt::format("Here “at once” means within {}.", spanText(atOnceNs)));
    return answer;
}

ClaimAnswer answerWorkqueue(const Frame& frame, std::span<const TypeMechanism> mechanisms)
{
    ClaimAnswer answer{"Only network namespaces need a workqueue.", Verdict::Undecided, {}};
    std::map<std::string, std::pair<std::size_t, std::size_t>> functions; ///< runs, lives that ended in them
    for (const Cleanup& run : frame.cleanups)
        ++functions[run.function].first;
    for (const CleanupBatch& batch : cleanupBatches(frame))
        functions[frame.cleanups[batch.cleanup].function].second += batch.lives.size();
    for (const auto& [function, seen] : functions) {
        std::string sentence = fmt::format("The kernel's work item {} ran {}", function, counted(seen.first, "time"));
        if (seen.second > 0)
            sentence += fmt::format(" and ended {} of this recording", counted(seen.second, "namespace"));
        answer.sentences.push_back(sentence + ".");
        if (function != "cleanup_net")
            answer.verdict = Verdict::Fails;
    }
    const bool seen = std::any_of(frame.witnesses.begin(), frame.witnesses.end(), [](const WitnessInfo& witness) {
        return witness.name == "workqueue" && witness.available;
    });
    if (functions.empty())
        answer.sentences.emplace_back(seen ? "No work item of the kernel that ends namespaces ran during this recording."
                                           : "This recording has no view of the kernel's work items (that takes root).");
    else if (answer.verdict == Verdict::Undecided)
        answer.sentences.emplace_back("That no other was seen proves nothing of types that nobody dropped.");
    addSource(frame, mechanisms, answer);
    const bool others = std::any_of(mechanisms.begin(), mechanisms.end(), [](const TypeMechanism& one) {
        return one.type != NsType::Net && !one.workItem.empty();
    });
    if (others)
        answer.verdict = Verdict::Fails;
    return answer;
}

std::vector<std::string> runSentences(const Frame& frame)
{
    std::vector<std::string> sentences;
    for (const PhaseAnalysis& phase : analysePhases(frame)) {
        std::string text = fmt::format("The {} run made {} on {}", phase.name, counted(phase.lives, "namespace"),
                                       counted(phase.distinctNumbers, "number"));
        text += phase.reuses == 0 ? "; none came on a number that had been used before."
                                  : fmt::format("; {} came on a number that had been used before.", phase.reuses);
        sentences.push_back(std::move(text));
        const auto& delay = phase.toDestroyed ? phase.toDestroyed : phase.toNumberFree;
        if (delay)
            sentences.push_back(fmt::format("From giving one up until {} took between {} and {} in the median, and at "
                                            "most {}.",
                                            phase.toDestroyed ? "the kernel no longer counted it" : "its number was free",
                                            spanText(delay->medianLowNs), spanText(delay->medianHighNs),
                                            spanText(delay->maxHighNs)));
    }
    std::size_t largest = 0;
    std::size_t busy = 0;
    for (const CleanupBatch& batch : cleanupBatches(frame)) {
        largest = std::max(largest, batch.lives.size());
        busy += !batch.lives.empty();
    }
    if (busy > 0)
        sentences.push_back(fmt::format("The kernel ended them in {}; the largest took {}.", counted(busy, "clean-up run"),
                                        counted(largest, "namespace")));
    std::int32_t most = 0;
    for (const WaitingStep& step : waitingCurve(frame))
        most = std::max(most, step.waiting);
    if (most > 0)
        sentences.push_back(fmt::format("At most {} waited for {} end at one time.",
                                        counted(static_cast<std::size_t>(most), "namespace"), most == 1 ? "its" : "their"));
    return sentences;
}

} // namespace nsscope
