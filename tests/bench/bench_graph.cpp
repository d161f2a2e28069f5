// SPDX-License-Identifier: GPL-3.0-or-later
// The graph with 20 000 namespaces: layout, repaint at several zooms, pan, a frame with 5 % changed. Offscreen, software
// rendering, 1600 x 1000.
#include "ui/graph/graph_view.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QApplication>
#include <QPainter>
#include <QScrollBar>
#include <benchmark/benchmark.h>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

constexpr QSize viewSize(1600, 1000);
constexpr int userCount = 200;
constexpr int ownedCount = 99;

/// 200 user namespaces with 99 others each, every one held by a process; `changed` of a hundred are obsolete.
std::shared_ptr<Frame> bigFrame(int changed)
{
    auto frame = std::make_shared<Frame>();
    frame->header.at = Instant{1};
    frame->last = Instant{10'000'000'000};
    constexpr NsType types[] = {NsType::Mnt, NsType::Uts, NsType::Ipc, NsType::Net, NsType::Pid};
    const auto add = [&](NsType type, LifeId above) {
        auto life = std::make_shared<Life>();
        const auto n = static_cast<unsigned>(frame->lives.size());
        life->id = static_cast<LifeId>(n + 1);
        life->ref = {type, 4, 4026532000u + n, 1000u + n};
        life->initial = n == 0;
        life->born = {{Instant{1}, Instant{2}}, "scan"};
        (type == NsType::User ? life->parentLife : life->ownerLife) = above;
        Holder holder;
        holder.kind = HolderKind::Process;
        holder.pid = static_cast<std::int32_t>(1000 + n);
        holder.comm = "worker";
        life->holders.push_back({holder, Instant{1}, std::nullopt});
        if (static_cast<int>(n % 100) < changed)
            life->obsolete = Moment{{Instant{5}, Instant{6}}, "handle"};
        frame->lives.push_back(life);
        return life->id;
    };
    const LifeId root = add(NsType::User, LifeId::None);
    for (int u = 0; u < userCount; ++u) {
        const LifeId user = add(NsType::User, root);
        for (int i = 0; i < ownedCount; ++i)
            add(types[i % 5], user);
    }
    return frame;
}

GraphContent bigContent(const FramePtr& frame)
{
    ContentOptions all;
    all.flat = true;
    all.cellCards = 1'000'000;
    return buildContent(frame, frame->last, all);
}

void content(benchmark::State& state)
{
    const FramePtr frame = bigFrame(0);
    for (auto _ : state)
        benchmark::DoNotOptimize(bigContent(frame).nodes.size());
}

void layoutTree(benchmark::State& state)
{
    const GraphContent all = bigContent(bigFrame(0));
    std::vector<TreeNode> nodes;
    for (const GraphNode& node : all.nodes)
        nodes.push_back({node.key, node.parent});
    for (auto _ : state)
        benchmark::DoNotOptimize(tidyCells(nodes).data());
    state.counters["nodes"] = static_cast<double>(nodes.size());
}

void layoutKeepingPlaces(benchmark::State& state)
{
    const GraphContent all = bigContent(bigFrame(0));
    std::vector<TreeNode> nodes;
    for (const GraphNode& node : all.nodes)
        nodes.push_back({node.key, node.parent});
    TreeSlots places;
    places.place(nodes);
    for (auto _ : state)
        benchmark::DoNotOptimize(places.place(nodes).data());
}

void scene(benchmark::State& state)
{
    const GraphContent all = bigContent(bigFrame(0));
    const GraphMetrics metrics = makeMetrics(makeTheme(false), false);
    TreeSlots places;
    for (auto _ : state)
        benchmark::DoNotOptimize(treeScene(all, metrics, places).boxes.data());
}

void repaint(benchmark::State& state)
{
    const Theme theme = makeTheme(false);
    const GraphMetrics metrics = makeMetrics(theme, false);
    TreeSlots places;
    const GraphScene big = treeScene(bigContent(bigFrame(5)), metrics, places);
    ScenePainter painter;
    painter.setTheme(theme, metrics);
    GraphCamera camera;
    camera.setBounds(big.bounds);
    camera.setViewport(viewSize);
    const qreal scale = static_cast<qreal>(state.range(0)) / 1000;
    if (scale == 0)
        camera.fit(viewSize, true);
    else
        camera.zoomTo(scale, QPointF(0, 0));
    camera.scrollTo(camera.scrollMax() / 2);
    QPixmap target(viewSize);
    for (auto _ : state) {
        QPainter p(&target);
        p.fillRect(target.rect(), theme.panel);
        painter.paint(p, big, camera.view(), {}, target.rect());
    }
}

struct Window
{
    Selection selection;
    ThemeSource theme;
    GraphView view{&selection, &theme};

    explicit Window(const FramePtr& frame)
    {
        view.setReducedMotion(true);
        view.setLayoutKind(GraphView::Layout::Lanes);
        view.resize(viewSize);
        view.setFrame(frame);
        view.show();
        QApplication::processEvents();
    }
};

void pan(benchmark::State& state)
{
    Window window(bigFrame(0));
    int way = 24;
    QScrollBar* bar = window.view.verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    QApplication::processEvents();
    for (auto _ : state) {
        bar->setValue(bar->value() + way);
        QApplication::processEvents();
        way = -way;
    }
}

void frameWithFivePercentChanged(benchmark::State& state)
{
    const auto calm = bigFrame(0);
    const auto next = bigFrame(5);
    for (std::size_t i = 0; i < calm->lives.size(); ++i) { // FrameBuilder shares lives that did not change
        if (!next->lives[i]->obsolete)
            next->lives[i] = calm->lives[i];
    }
    const FramePtr frames[] = {calm, next};
    Window window(frames[0]);
    int which = 1;
    for (auto _ : state) {
        window.view.setFrame(frames[which]);
        QApplication::processEvents();
        which = 1 - which;
    }
}

BENCHMARK(content)->Unit(benchmark::kMillisecond);
BENCHMARK(layoutTree)->Unit(benchmark::kMillisecond);
BENCHMARK(layoutKeepingPlaces)->Unit(benchmark::kMillisecond);
BENCHMARK(scene)->Unit(benchmark::kMillisecond);
BENCHMARK(repaint)->ArgName("permille")->Arg(0)->Arg(20)->Arg(100)->Arg(200)->Arg(500)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(pan)->Unit(benchmark::kMillisecond);
BENCHMARK(frameWithFivePercentChanged)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
