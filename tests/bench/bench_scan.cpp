// SPDX-License-Identifier: Apache-2.0
// The scan of the running host, stage by stage, and its parsers. The figures mean something against others of the same
// run only: the host's processes are part of them (counter "processes").
#include "core/scan/mount_table.h"
#include "core/scan/proc_text.h"
#include "core/scan/scanner.h"

#include <benchmark/benchmark.h>
#include <unistd.h>

using namespace nsscope;

namespace
{

void scanHost(benchmark::State& state, ScanDepth depth, bool incremental)
{
    ScanOptions options;
    options.depth = depth;
    options.incremental = incremental;
    Scanner scanner(options);
    std::uint64_t processes = 0;
    if (!scanner.scan()) {
        state.SkipWithError("no /proc");
        return;
    }
    for (auto _ : state) {
        const auto snapshot = scanner.scan();
        processes = snapshot ? snapshot->tasks.processes : 0;
        benchmark::DoNotOptimize(processes);
    }
    state.counters["processes"] = static_cast<double>(processes);
}

void rescanSelf(benchmark::State& state)
{
    Scanner scanner;
    const auto snapshot = scanner.scan();
    if (!snapshot) {
        state.SkipWithError("no /proc");
        return;
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(scanner.rescanProcess(*snapshot, ::getpid()));
}

void parseStatLine(benchmark::State& state)
{
    const std::string_view text =
        "4711 (a name) S 1 4711 4711 0 -1 4194560 1234 0 1 0 2 3 0 0 20 0 1 0 123456 10485760 512 18446744073709551615\n";
    for (auto _ : state)
        benchmark::DoNotOptimize(parseStat(text));
}

void parseMountTable(benchmark::State& state)
{
    std::string text = "1 1 0:1 / / rw - ext4 x rw\n";
    for (int i = 2; i < 1000; ++i)
        text += std::to_string(i) + " 1 0:4 net:[" + std::to_string(4026532000 + i) + "] /run/netns/n" + std::to_string(i) +
                " rw - nsfs nsfs rw\n";
    for (auto _ : state) {
        auto rows = parseMountInfo(text);
        markCovered(rows);
        benchmark::DoNotOptimize(rows.data());
    }
}

} // namespace

BENCHMARK_CAPTURE(scanHost, tasks_full, ScanDepth::Tasks, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scanHost, tasks_again, ScanDepth::Tasks, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scanHost, everything_full, ScanDepth::Everything, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scanHost, everything_again, ScanDepth::Everything, true)->Unit(benchmark::kMillisecond);
BENCHMARK(rescanSelf)->Unit(benchmark::kMicrosecond);
BENCHMARK(parseStatLine);
BENCHMARK(parseMountTable)->Unit(benchmark::kMicrosecond);
