// SPDX-License-Identifier: Apache-2.0
// What watching costs the watched: one experiment in turn without and with witnesses (A B C A B C ..., each round begins
// one further on), and the median of its own times: each unshare, and from giving a net namespace up to the end of the
// kernel's clean-up run. The clean-up runs are traced in all cases, by this program. Needs root.
//   bench_witnesses ROUNDS [WITNESS[,WITNESS] ...]     a group each; without any: all but kmem, and all
#include "core/agent/agent.h"
#include "core/lab/lab_client.h"
#include "core/stream/fact_codec.h"
#include "core/witness/witnesses.h"
#include "core/witness/workqueue_witness.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

using namespace nsscope;

namespace
{

struct Times
{
    std::string name;
    std::vector<std::string> witnesses;
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

/// The first run of cleanup_net that was queued after the step began ended it: the experiment leaves time for that, and the
/// run may begin before the step's call returns.
void addDestruction(Times& times, Instant begun, Instant left, const std::vector<Cleanup>& runs)
{
    for (const Cleanup& run : runs) {
        if (run.function != "cleanup_net" || run.queued < begun)
            continue;
        times.destroyedMs.push_back(static_cast<double>(run.end - left) / 1e6);
        return;
    }
}

std::vector<std::unique_ptr<Witness>> makeGroup(const std::vector<std::string>& names, const std::string& labProgram)
{
    const auto wanted = [&](const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); };
    if (names.empty())
        return {};
    WitnessOptions options;
    options.labProgram = labProgram;
    options.allocator = wanted("allocator");
    options.kmem = wanted("kmem");
    std::vector<std::unique_ptr<Witness>> group = makeWitnesses(options);
    std::erase_if(group, [&](const auto& witness) { return !wanted(witness->availability().name); });
    for (const auto& witness : group) {
        if (const WitnessInfo info = witness->availability(); !info.available) {
            std::fprintf(stderr, "bench_witnesses: %s: %s\n", info.name.c_str(), info.reason.c_str());
            std::exit(1);
        }
    }
    return group;
}

void play(Times& times)
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
    start.parameters = {{"slow_ms", "90"}, {"fast_ms", "90"}, {"gap_ms", "90"}, {"count", "20"}};
    options.first = start;
    std::vector<LabStep> steps;
    const auto sink = [&](std::string_view line) -> Status {
        const auto fact = decodeFact(line.substr(0, line.size() - 1));
        if (const auto* step = fact && *fact ? std::get_if<LabStep>(&**fact) : nullptr)
            steps.push_back(*step);
        return {};
    };
    auto witnesses = makeGroup(times.witnesses, options.labProgram);
    if (!Agent(std::move(options), std::move(witnesses), sink).run())
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
            addDestruction(times, step.before, step.after, runs);
    }
}

Times groupNamed(const std::string& list)
{
    Times group;
    group.name = list;
    for (std::size_t begin = 0; begin <= list.size();) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        group.witnesses.push_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    return group;
}

void print(const Times& group, const Times& none)
{
    const auto change = [](const std::vector<double>& with, const std::vector<double>& without) {
        return 100 * (median(with) / median(without) - 1);
    };
    std::printf("%-44s %10.1f %+7.1f%% %10.2f %+7.1f%% %6zu\n", group.name.c_str(), median(group.unshareUs),
                change(group.unshareUs, none.unshareUs), median(group.destroyedMs), change(group.destroyedMs, none.destroyedMs),
                group.destroyedMs.size());
}

} // namespace

int main(int argc, char** argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 0;
    if (rounds < 1 || rounds > 1000) {
        std::fprintf(stderr, "usage: bench_witnesses ROUNDS [WITNESS[,WITNESS] ...]\n");
        return 2;
    }
    if (const WitnessInfo info = WorkqueueWitness(bootNow, std::make_shared<DeathLog>()).availability(); !info.available) {
        std::fprintf(stderr, "bench_witnesses: %s\n", info.reason.c_str());
        return 1;
    }
    // The second group without witnesses shows what the machine's noise alone changes.
    std::vector<Times> groups{{"none", {}, {}, {}}, {"none, again", {}, {}, {}}};
    for (int i = 2; i < argc; ++i)
        groups.push_back(groupNamed(argv[i]));
    if (argc == 2) {
        groups.push_back(groupNamed("handle,nsid,veth,workqueue,quota,allocator"));
        groups.push_back(groupNamed("handle,nsid,veth,workqueue,quota,allocator,kmem"));
    }
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < groups.size(); ++i)
            play(groups[(i + static_cast<std::size_t>(round)) % groups.size()]);
    }
    std::printf("%-44s %10s %8s %10s %8s %6s\n", "witnesses", "unshare us", "change", "gone ms", "change", "n");
    for (const Times& group : groups)
        print(group, groups.front());
    return 0;
}
