// SPDX-License-Identifier: Apache-2.0
// What a stream costs: spelling and reading a fact, a ledger of 10 000 lives, a frame of it when nothing or little
// changed.
#include "core/stream/fact_codec.h"
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"

#include <benchmark/benchmark.h>

namespace
{

using namespace nsscope;

constexpr std::size_t manyLives = 10'000;

NamespaceInfo namespaceNumber(std::size_t i)
{
    NamespaceInfo info;
    info.ref = {static_cast<NsType>(i % nsTypeCount), 4, procDynamicFirst + i, i + 1};
    Holder holder;
    holder.kind = HolderKind::Process;
    holder.pid = static_cast<std::int32_t>(i + 2);
    holder.startTicks = i;
    holder.comm = "container";
    holder.nsPids = {holder.pid, 1};
    info.holders = {holder};
    info.processes = 1;
    return info;
}

ScanFact firstScan(std::size_t count)
{
    ScanFact scan;
    scan.start = {1'000'000};
    scan.first = true;
    for (std::size_t i = 0; i < count; ++i)
        scan.changed.push_back({namespaceNumber(i), true, {}});
    return scan;
}

void encodeScan(benchmark::State& state)
{
    const Fact scan = firstScan(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(encodeFact(scan));
}
BENCHMARK(encodeScan)->Arg(1)->Arg(100)->Arg(manyLives)->Unit(benchmark::kMicrosecond);

void decodeScan(benchmark::State& state)
{
    const std::string line = encodeFact(firstScan(static_cast<std::size_t>(state.range(0))));
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeFact(line));
    state.SetBytesProcessed(static_cast<std::int64_t>(line.size()) * state.iterations());
}
BENCHMARK(decodeScan)->Arg(1)->Arg(100)->Arg(manyLives)->Unit(benchmark::kMicrosecond);

void ledgerOfManyLives(benchmark::State& state)
{
    const Fact scan = firstScan(manyLives);
    for (auto _ : state) {
        FrameBuilder builder;
        builder.add(scan);
        benchmark::DoNotOptimize(builder.frame());
    }
}
BENCHMARK(ledgerOfManyLives)->Unit(benchmark::kMillisecond);

void frameUnchanged(benchmark::State& state)
{
    FrameBuilder builder;
    builder.add(firstScan(manyLives));
    for (auto _ : state)
        benchmark::DoNotOptimize(builder.frame());
}
BENCHMARK(frameUnchanged)->Unit(benchmark::kMicrosecond);

/// Ten namespaces of 10 000 get and lose a holder, then a frame.
void scanWithFewChanges(benchmark::State& state)
{
    FrameBuilder builder;
    builder.add(firstScan(manyLives));
    FramePtr kept = builder.frame();
    std::int64_t at = 2'000'000;
    for (auto _ : state) {
        ScanFact scan;
        scan.start = {at += 1'000'000};
        for (std::size_t i = 0; i < 10; ++i) {
            NamespaceChange change{namespaceNumber(i * 7), false, {}};
            change.info.holders.edit(0).pid = static_cast<std::int32_t>(at / 1'000'000) + 100'000;
            change.goneHolders = {change.info.holders.front()};
            change.goneHolders[0].pid -= 1;
            scan.changed.push_back(std::move(change));
        }
        builder.add(scan);
        kept = builder.frame();
    }
}
BENCHMARK(scanWithFewChanges)->Unit(benchmark::kMicrosecond);

} // namespace
