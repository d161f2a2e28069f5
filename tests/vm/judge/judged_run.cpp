// SPDX-License-Identifier: Apache-2.0
#include "tests/vm/judge/judged_run.h"

#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"
#include "tests/system/program_run.h"
#include "tests/vm/judge/compare_lives.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unistd.h>
#include <utility>

namespace nsscope
{

namespace
{

constexpr int mostTries = 3;
constexpr std::int64_t patience = 5'000'000'000; // ns

using Spans = std::vector<std::int64_t>; ///< ns

/// Loaded once: that takes a second of a slow machine.
Result<KernelMoments>& theMoments()
{
    static Result<KernelMoments> moments = KernelMoments::start();
    return moments;
}

JudgedRun play(KernelMoments& moments, NsType type, bool asRoot)
{
    JudgedRun judged;
    moments.take();
    const std::uint64_t lost = moments.lost();
    ProgramRun run({"trash", "--record", "-", "--type", std::string(nsTypeName(type)), "--slow-ms", "100", "--gap-ms",
                    "100", "--fast-ms", "3"},
                   {asRoot ? std::nullopt : std::optional(judgedUser), {}, {}});
    StreamReader reader;
    FrameBuilder builder;
    while (const auto line = run.readLine()) {
        const auto facts = reader.feed(*line + "\n");
        for (const Fact& fact : facts ? *facts : std::vector<Fact>())
            builder.add(fact);
        judged.lines.push_back(*line);
    }
    if (const int status = run.finish(); status != 0)
        judged.failure = fmt::format("trash ended with status {}: {}", status, run.errors());
    judged.over = bootNow();
    judged.frame = builder.frame();
    // A kernel may take its time, whatever its table says of it.
    std::vector<ns_moment_record> all;
    const auto isAlive = [&](const KernelLife& life) { return life.born < judged.over && !life.numberFree; };
    do {
        const auto more = moments.take();
        all.insert(all.end(), more.begin(), more.end());
        judged.kernel = kernelLives(all);
    } while (std::any_of(judged.kernel.begin(), judged.kernel.end(), isAlive) && bootNow() - judged.over < patience &&
             ::usleep(50'000) == 0);
    judged.complete = moments.lost() == lost;
    return judged;
}

std::string median(Spans spans)
{
    if (spans.empty())
        return "-";
    std::sort(spans.begin(), spans.end());
    return fmt::format("{:.2f}", static_cast<double>(std::max<std::int64_t>(spans[spans.size() / 2], 0)) / 1e6);
}

void add(Spans& spans, const std::optional<Instant>& at, Instant zero)
{
    if (at)
        spans.push_back(*at - zero);
}

void add(Spans& spans, const std::optional<Moment>& told, Instant zero)
{
    if (told && told->witness != "reuse")
        spans.push_back(told->when.to - zero);
}

} // namespace

const JudgedRun& judgedTrash(NsType type, bool asRoot)
{
    static std::map<std::pair<NsType, bool>, JudgedRun> runs;
    const auto found = runs.find({type, asRoot});
    if (found != runs.end())
        return found->second;
    JudgedRun run;
    if (Result<KernelMoments>& moments = theMoments(); !moments)
        run.failure = moments.error().message();
    else
        for (int tries = 0; tries < mostTries && !run.complete; ++tries)
            run = play(*moments, type, asRoot);
    if (run.failure.empty() && !run.complete)
        run.failure = "the kernel's moments are not complete";
    return runs.emplace(std::pair(type, asRoot), std::move(run)).first->second;
}

std::string whyNoJudge()
{
    const Result<KernelMoments>& moments = theMoments();
    return moments ? whyNotAsUser(judgedUser) : moments.error().message();
}

std::string figuresLine(const JudgedRun& run, NsType type, const std::string& user)
{
    Spans kernelFree;
    Spans kernelCount;
    Spans toldFree;
    Spans toldDestroyed;
    std::size_t lives = 0;
    for (const auto& life : run.frame->lives) {
        const KernelLife* const kernel = kernelLifeOf(*life, run.kernel);
        if (life->labRun < 0 || life->labPhase < 0 || !life->left || kernel == nullptr)
            continue;
        const Instant zero = life->left->when.from;
        ++lives;
        add(kernelFree, kernel->numberFree, zero);
        add(kernelCount, kernel->countBack, zero);
        add(toldFree, life->numberFree, zero);
        add(toldDestroyed, life->destroyed, zero);
    }
    return fmt::format("VALUE {} {} lives={} number-free={} told={}/{} destroyed={} told={}/{}", nsTypeName(type), user, lives,
                       median(kernelFree), median(toldFree), toldFree.size(), median(kernelCount), median(toldDestroyed),
                       toldDestroyed.size());
}

} // namespace nsscope
