// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline with many lives: one repaint at several zooms, taking a new frame, moving the cursor. Offscreen.
#include "ui/timeline/timeline_panel.h"

#include <QApplication>
#include <benchmark/benchmark.h>
#include <map>
#include <random>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

/// `count` lives of a few milliseconds each, one after the other on each of `numbers` inode numbers.
FramePtr manyLives(int count, int numbers)
{
    static std::map<std::pair<int, int>, FramePtr> made;
    FramePtr& known = made[{count, numbers}];
    if (known)
        return known;
    auto frame = std::make_shared<Frame>();
    std::mt19937 random(42);
    std::vector<std::int64_t> free(static_cast<std::size_t>(numbers), 0);
    frame->lives.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const auto number = static_cast<std::size_t>(i % numbers);
        auto life = std::make_shared<Life>();
        life->id = static_cast<LifeId>(i + 1);
        life->ref = {NsType::Net, 4, procDynamicFirst + number * 69, static_cast<std::uint64_t>(i + 1)};
        const std::int64_t born = free[number] + 1'000'000 + static_cast<int>(random() % 4'000'000);
        const std::int64_t left = born + 1'000'000 + static_cast<int>(random() % 9'000'000);
        const std::int64_t end = left + 1'000'000 + static_cast<int>(random() % 30'000'000);
        free[number] = end;
        life->born = {{{born}, {born}}, "lab"};
        life->left = Moment{{{left}, {left}}, "lab"};
        life->destroyed = Moment{{{end - 100'000}, {end}}, "quota"};
        frame->last.ns = std::max(frame->last.ns, end);
        frame->lives.push_back(std::move(life));
    }
    frame->ended = true;
    known = frame;
    return known;
}

struct Shown
{
    Selection selection;
    ThemeSource theme;
    TimelineView view{&selection, &theme};

    explicit Shown(const FramePtr& frame)
    {
        view.resize(1600, 1000);
        view.show();
        view.setFrame(frame);
        view.replotNow();
    }
};

void timelineReplot(benchmark::State& state)
{
    Shown shown(manyLives(static_cast<int>(state.range(0)), static_cast<int>(state.range(1))));
    TimelineView& view = shown.view;
    for (double width = 100; width > static_cast<double>(state.range(2)); width /= 2)
        view.zoomAt(view.scene().layout.rows.center().x(), 0.5);
    for (auto _ : state)
        view.replotNow();
}
BENCHMARK(timelineReplot)
    ->ArgNames({"lives", "numbers", "percent"})
    ->ArgsProduct({{10'000, 1'000'000}, {10, 200}, {100, 10, 1, 0}})
    ->Unit(benchmark::kMillisecond);

void timelineTakesFrame(benchmark::State& state)
{
    const FramePtr all = manyLives(static_cast<int>(state.range(0)), 200);
    auto next = std::make_shared<Frame>(*all);
    next->lives.back() = std::make_shared<Life>(*next->lives.back());
    const FramePtr frames[] = {all, next};
    LifeRowsBuilder builder;
    builder.update(all, RowChoice::Fitting);
    std::size_t i = 0;
    for (auto _ : state) {
        const LifeRows rows = builder.update(frames[++i % 2], RowChoice::Fitting);
        benchmark::DoNotOptimize(kernelLanes(*all, rows));
    }
}
BENCHMARK(timelineTakesFrame)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void timelineMovesCursor(benchmark::State& state)
{
    Shown shown(manyLives(1'000'000, 10));
    std::int64_t t = 0;
    for (auto _ : state)
        shown.selection.lookAt({t += 1'000'000});
}
BENCHMARK(timelineMovesCursor)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
