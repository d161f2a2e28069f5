// SPDX-License-Identifier: Apache-2.0
// The kernel's own walk of tasks and files (core/bpf) beside the scan of /proc, in one run: only their ratio means
// something. Neither is made for the other's work: a scan also names, sorts and relates what it found.
#include "core/bpf/kernel_tasks.h"
#include "core/bpf/reference_walk.h"
#include "core/bpf/task_walk.h"
#include "core/scan/scanner.h"

#include <array>
#include <benchmark/benchmark.h>
#include <csignal>
#include <memory>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

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

/// Processes that wake up when told, and sleep again as they were: what most of a host does between two scans.
class Wakers
{
public:
    explicit Wakers(int count)
    {
        for (int i = 0; i < count; ++i) {
            Waker& waker = m_all.emplace_back();
            std::array<int, 2> ends{};
            if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) < 0)
                continue;
            waker.fd = ends[0];
            waker.pid = ::fork();
            if (waker.pid == 0) {
                ::prctl(PR_SET_PDEATHSIG, SIGKILL);
                for (char byte = 0; ::read(ends[1], &byte, 1) == 1 && ::write(ends[1], &byte, 1) == 1;)
                    ;
                ::_exit(0);
            }
            ::close(ends[1]);
        }
    }
    ~Wakers()
    {
        for (const Waker& waker : m_all) {
            ::kill(waker.pid, SIGKILL);
            ::waitpid(waker.pid, nullptr, 0);
            ::close(waker.fd);
        }
    }
    Wakers(const Wakers&) = delete;
    Wakers& operator=(const Wakers&) = delete;

    void wake() const
    {
        char byte = 0;
        for (const Waker& waker : m_all)
            benchmark::DoNotOptimize(::write(waker.fd, &byte, 1) == 1 && ::read(waker.fd, &byte, 1) == 1);
        ::usleep(2000); // until the last of them sleeps
    }

private:
    struct Waker
    {
        pid_t pid = -1;
        int fd = -1;
    };
    std::vector<Waker> m_all;
};

/// Scans after the first, where `awake` processes of our own have run since the last one.
void rescan(benchmark::State& state, bool byWalk, int awake)
{
    ScanOptions options;
    if (byWalk) {
        auto tasks = KernelTasks::load();
        if (!tasks) {
            state.SkipWithError(tasks.error().message().c_str());
            return;
        }
        options.tasks = std::move(*tasks);
    }
    const Wakers wakers(awake);
    Scanner scanner(options);
    std::uint64_t processes = 0;
    benchmark::DoNotOptimize(scanner.scan());
    for (auto _ : state) {
        state.PauseTiming();
        wakers.wake();
        state.ResumeTiming();
        const auto snapshot = scanner.scan();
        processes = snapshot ? snapshot->tasks.processes : 0;
    }
    state.counters["processes"] = static_cast<double>(processes);
}

void stampsOfWalk(benchmark::State& state)
{
    const auto tasks = KernelTasks::load();
    if (!tasks) {
        state.SkipWithError(tasks.error().message().c_str());
        return;
    }
    std::size_t rows = 0;
    for (auto _ : state)
        rows = (*tasks)->tasks()->size();
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
BENCHMARK_CAPTURE(rescan, proc_idle, false, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rescan, walk_idle, true, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rescan, proc_200_awake, false, 200)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rescan, walk_200_awake, true, 200)->Unit(benchmark::kMillisecond);
BENCHMARK(stampsOfWalk)->Unit(benchmark::kMillisecond);
BENCHMARK(walkOfReferences)->Unit(benchmark::kMillisecond);
BENCHMARK(loadOfWalk)->Unit(benchmark::kMillisecond);
