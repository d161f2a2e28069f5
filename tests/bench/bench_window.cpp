// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window, offscreen: made and painted for the first time, a recording of a million facts opened, up to its first
// picture and up to its last fact, and the moment looked at moved about in it. NSSCOPE_BENCH_FACTS: another number of facts.
#include "ui/mainwindow/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <random>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

constexpr std::int64_t begin = 1'000'000'000'000;
constexpr std::int64_t betweenBirths = 2'000'000;

/// Lives of network namespaces on 200 numbers, five facts each: seen, obsolete, a clean-up run, destroyed, seen no more.
void writeRecording(QFile& file, int facts)
{
    const auto add = [&](const std::string& line) { file.write(line.data(), static_cast<qint64>(line.size())); };
    const std::string user = R"({"type":"user","dev":4,"inode":4026531837,"id":4099})";
    add(fmt::format(R"({{"nsscope":1,"program":"bench","at_ns":{},"at_utc":"2026-11-30T00:00:00.000Z","utc_ns":1795996800000000000,"host":{{"kernel":"6.18.0","boot_id":"00000000-0000-4000-8000-000000000000","initial_pid_ns":true,"initial_user_ns":true,"uid":0}}}})"
                    "\n",
                    begin));
    add(fmt::format(R"({{"fact":"scan","start_ns":{},"duration_ns":700000,"first":true,"processes":100,"threads":100,"changed":[{{"ns":{},"initial":true,"owner_uid":0,"owner_user":"root","processes":100,"holders":[{{"kind":"process","pid":1,"start":1,"comm":"init","ns_pids":[1]}}]}}]}})"
                    "\n",
                    begin, user));
    std::mt19937 random(1);
    std::int64_t t = begin;
    for (int n = 2; n < facts; n += 5) {
        t += betweenBirths;
        const std::string ns = fmt::format(R"({{"type":"net","dev":4,"inode":{},"id":{}}})", 4026532180u + random() % 200 * 3, 5000 + n);
        add(fmt::format(R"({{"fact":"scan","start_ns":{},"duration_ns":700000,"processes":100,"threads":100,"changed":[{{"ns":{},"owner":{},"owner_uid":0,"owner_user":"root","processes":1,"holders":[{{"kind":"process","pid":{},"start":{},"comm":"web","ns_pids":[{}]}}]}}]}})"
                        "\n",
                        t, ns, user, 1000 + n % 30'000, n, 1000 + n % 30'000));
        add(fmt::format(R"({{"fact":"evidence","kind":"obsolete","ns":{},"from_ns":{},"to_ns":{},"witness":"handle"}})"
                        "\n",
                        ns, t + 1'000'000, t + 1'200'000));
        add(fmt::format(R"({{"fact":"cleanup","function":"cleanup_net","queued_ns":{},"start_ns":{},"end_ns":{}}})"
                        "\n",
                        t + 1'200'000, t + 1'250'000, t + 1'900'000));
        add(fmt::format(R"({{"fact":"evidence","kind":"destroyed","ns":{},"from_ns":{},"to_ns":{},"witness":"workqueue"}})"
                        "\n",
                        ns, t + 1'250'000, t + 1'900'000));
        add(fmt::format(R"({{"fact":"scan","start_ns":{},"duration_ns":700000,"processes":100,"threads":100,"gone":[{}]}})"
                        "\n",
                        t + 1'950'000, ns));
    }
}

QString recording()
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("many.nsrec"));
    if (!QFile::exists(path)) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            writeRecording(file, qEnvironmentVariableIsSet("NSSCOPE_BENCH_FACTS") ? qEnvironmentVariableIntValue("NSSCOPE_BENCH_FACTS") : 1'000'000);
    }
    return path;
}

struct Shown
{
    ThemeSource theme;
    MainWindow window{&theme};

    Shown()
    {
        window.resize(1400, 900);
        window.show();
        paint();
    }
    void paint()
    {
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    bool ended() { return window.session()->frame() && window.session()->frame()->lives.size() > 1 && !window.session()->loading(); }
};

void firstPaint(benchmark::State& state)
{
    for (auto _ : state)
        Shown shown;
}
BENCHMARK(firstPaint)->Unit(benchmark::kMillisecond);

/// From asking for the file until `there`, painted.
template <class There> void opens(benchmark::State& state, There there)
{
    const QString path = recording();
    for (auto _ : state) {
        Shown shown;
        QElapsedTimer timer;
        timer.start();
        shown.window.openFile(path);
        while (!there(shown))
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        shown.paint();
        state.SetIterationTime(static_cast<double>(timer.nsecsElapsed()) / 1e9);
    }
}
BENCHMARK_CAPTURE(opens, toFirstPicture, [](Shown& s) { return s.window.session()->frame() && s.window.session()->frame()->lives.size() > 1; })
    ->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK_CAPTURE(opens, toTheEnd, [](Shown& s) { return s.ended(); })->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(1);

/// From asking for a moment anywhere until graph and timeline show it.
void seeks(benchmark::State& state)
{
    Shown shown;
    shown.window.openFile(recording());
    while (!shown.ended())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    shown.paint();
    const FramePtr frame = shown.window.session()->frame();
    std::mt19937 random(7);
    for (auto _ : state) {
        shown.window.selection()->lookAt(frame->first + static_cast<std::int64_t>(random() % 1000) * ((frame->last - frame->first) / 1000));
        shown.window.grab();
        QCoreApplication::processEvents();
    }
}
BENCHMARK(seeks)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
