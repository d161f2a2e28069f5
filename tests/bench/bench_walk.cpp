// SPDX-License-Identifier: Apache-2.0
// The kernel's own walk of tasks and files (core/bpf) beside the scan of /proc, in one run: only their ratio means
// something. Neither is made for the other's work: a scan also names, sorts and relates what it found.
#include "core/bpf/reference_walk.h"
#include "core/bpf/task_walk.h"
#include "core/scan/scanner.h"

#include <benchmark/benchmark.h>

using namespace nsscope;

namespace
{

void scanOfProc(benchmark::State& state, ScanDepth depth)
{
    ScanOptions options;
    options.depth = depth;
    options.incremental = false;
    Scanner scanner(options);
    std::uint64_t processes = 0;
    for (auto _ : state) {
        const auto snapshot = scanner.scan();
        processes = snapshot ? snapshot->tasks.processes : 0;
    }
    state.counters["processes"] = static_cast<double>(processes);
}

void walkOfTasks(benchmark::State& state, bool files)
{
    const auto walk = TaskWalk::load();
    if (!walk) {
        state.SkipWithError(walk.error().message().c_str());
        return;
    }
    std::size_t rows = 0;
    for (auto _ : state)
        rows = walk->tasks()->size() + (files ? walk->files()->size() : 0);
    state.counters["rows"] = static_cast<double>(rows);
}

void walkOfReferences(benchmark::State& state)
{
    const auto walk = ReferenceWalk::load();
    if (!walk) {
        state.SkipWithError(walk.error().message().c_str());
        return;
    }
    std::size_t rows = 0;
    for (auto _ : state)
        rows = walk->rows(false)->size();
    state.counters["rows"] = static_cast<double>(rows);
}

void loadOfWalk(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(TaskWalk::load());
}

} // namespace

BENCHMARK_CAPTURE(scanOfProc, tasks, ScanDepth::Tasks)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scanOfProc, everything, ScanDepth::Everything)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(walkOfTasks, tasks, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(walkOfTasks, tasks_and_files, true)->Unit(benchmark::kMillisecond);
BENCHMARK(walkOfReferences)->Unit(benchmark::kMillisecond);
BENCHMARK(loadOfWalk)->Unit(benchmark::kMillisecond);
