// SPDX-License-Identifier: Apache-2.0
// What watching costs the watched: one experiment in turn without and with all witnesses (A B A B ...), and the median
// of its own times: each unshare, and from giving a net namespace up to the end of the kernel's clean-up run. The
// clean-up runs are traced in both cases, by this program. Needs root.
//   bench_witnesses ROUNDS
#include "core/agent/agent.h"
#include "core/lab/lab_client.h"
#include "core/stream/fact_codec.h"
#include "core/witness/witnesses.h"
#include "core/witness/workqueue_witness.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace nsscope;

namespace
{

struct Times
{
    std::vector<double> unshareUs;
    std::vector<double> destroyedMs;
};

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The first run of cleanup_net that began after it was given up ended it: the experiment leaves time for that.
void addDestruction(Times& times, Instant left, const std::vector<Cleanup>& runs)
{
    for (const Cleanup& run : runs) {
        if (run.function != "cleanup_net" || run.start < left)
            continue;
        times.destroyedMs.push_back(static_cast<double>(run.end - left) / 1e6);
        return;
    }
}

void play(Times& times, bool all)
{
    WorkqueueWitness trace(bootNow, std::make_shared<DeathLog>());
    AgentOptions options;
    options.program = "bench_witnesses";
    options.labProgram = NSSCOPE_BIN "/nsscope-lab";
    options.rate = 0.1;
    options.endWithExperiment = true;
    Command start;
    start.kind = Command::Kind::Start;
    start.experiment = "nsgarbage";
    start.play = true;
    start.parameters = {{"slow_ms", "150"}, {"fast_ms", "150"}, {"gap_ms", "150"}, {"count", "4"}};
    options.first = start;
    WitnessOptions witnesses;
    witnesses.labProgram = options.labProgram;
    witnesses.allocator = true;
    std::vector<LabStep> steps;
    const auto sink = [&](std::string_view line) -> Status {
        const auto fact = decodeFact(line.substr(0, line.size() - 1));
        if (const auto* step = fact && *fact ? std::get_if<LabStep>(&**fact) : nullptr)
            steps.push_back(*step);
        return {};
    };
    if (!Agent(options, all ? makeWitnesses(witnesses) : std::vector<std::unique_ptr<Witness>>(), sink).run())
        std::exit(1);
    std::vector<Cleanup> runs;
    for (const Fact& fact : trace.collect(bootNow())) {
        if (const auto* run = std::get_if<Cleanup>(&fact))
            runs.push_back(*run);
    }
    for (const LabStep& step : steps) {
        if (step.call == "unshare(CLONE_NEWNET)")
            times.unshareUs.push_back(static_cast<double>(step.after - step.before) / 1e3);
        if (step.left && step.made)
            addDestruction(times, step.after, runs);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const int rounds = argc == 2 ? std::atoi(argv[1]) : 0;
    if (rounds < 1 || rounds > 1000) {
        std::fprintf(stderr, "usage: bench_witnesses ROUNDS\n");
        return 2;
    }
    if (const WitnessInfo info = WorkqueueWitness(bootNow, std::make_shared<DeathLog>()).availability(); !info.available) {
        std::fprintf(stderr, "bench_witnesses: %s\n", info.reason.c_str());
        return 1;
    }
    Times without;
    Times with;
    for (int round = 0; round < rounds; ++round) {
        play(without, false);
        play(with, true);
    }
    std::printf("%-24s %14s %18s %8s\n", "", "unshare us", "to destroyed ms", "n");
    std::printf("%-24s %14.1f %18.2f %8zu\n", "no witnesses", median(without.unshareUs), median(without.destroyedMs),
                without.destroyedMs.size());
    std::printf("%-24s %14.1f %18.2f %8zu\n", "all witnesses", median(with.unshareUs), median(with.destroyedMs),
                with.destroyedMs.size());
    std::printf("%-24s %+13.1f%% %+17.1f%%\n", "change",
                100 * (median(with.unshareUs) / median(without.unshareUs) - 1),
                100 * (median(with.destroyedMs) / median(without.destroyedMs) - 1));
    return 0;
}
