// SPDX-License-Identifier: GPL-3.0-or-later
// What Back, Step and Play mean, live and in a recording, and that back undoes forward exactly.
#include "tests/ui/qt_tests.h"
#include "tests/ui/sample_frame.h"
#include "ui/session/run_steps.h"
#include "ui/session/transport.h"

#include <QRandomGenerator>
#include <QSignalSpy>

using namespace nsscope;
using namespace nsscope::ui;

class TestTransport : public QObject
{
    Q_OBJECT
private slots:
    void stepsCommandTheKernelOnlyAtNow();
    void backNeverCommandsTheKernel();
    void forwardAndBackMeet();
    void everyStateOfARunIsThatOfItsMoment();
    void playMovesTheCursorOfARecording();
    void resetMeansTheKernelOnlyWhenLive();
    void speedGoesToTheAgent();
    void gateHoldsTheKernel();
    void gateHidesTheRecordedFuture();
    void runToAStep();
};

namespace
{

struct Bench
{
    Selection selection;
    Transport transport{&selection};
    std::vector<Command> commands;

    explicit Bench(FramePtr frame, bool live)
    {
        QObject::connect(&transport, &Transport::commandWanted, [this](const Command& command) { commands.push_back(command); });
        transport.setLive(live);
        transport.setFrame(std::move(frame));
    }
};

} // namespace

void TestTransport::stepsCommandTheKernelOnlyAtNow()
{
    Bench bench(sampleTrashFrame(4), true);
    QVERIFY(bench.transport.labRuns());
    bench.transport.step();
    QCOMPARE(bench.commands.size(), std::size_t(1));
    QCOMPARE(bench.commands[0].kind, Command::Kind::Step);
    bench.transport.back();
    bench.transport.step();
    QCOMPARE(bench.commands.size(), std::size_t(1));
    QVERIFY(bench.transport.past());
    QCOMPARE(bench.transport.stepsDone(), 4);
    bench.transport.step();
    QVERIFY(!bench.transport.past());
    bench.transport.step();
    QCOMPARE(bench.commands.size(), std::size_t(2));
}

void TestTransport::backNeverCommandsTheKernel()
{
    Bench bench(sampleTrashFrame(4), true);
    for (int i = 0; i < 6; ++i)
        bench.transport.back();
    QVERIFY(bench.commands.empty());
    QCOMPARE(bench.transport.stepsDone(), 0);
    QVERIFY(!bench.transport.canBack());
    bench.transport.toNow();
    QVERIFY(bench.selection.atNow());
}

void TestTransport::forwardAndBackMeet()
{
    Bench bench(sampleTrashFrame(), false);
    bench.transport.toStart();
    QRandomGenerator random(3);
    int at = 0;
    for (int i = 0; i < 200; ++i) {
        if (random.bounded(2) && at < bench.transport.stepsRecorded()) {
            bench.transport.step();
            ++at;
        } else if (at > 0) {
            bench.transport.back();
            --at;
        }
        QCOMPARE(bench.transport.stepsDone(), at);
        QCOMPARE(bench.selection.cursor()->ns, momentAfterSteps(*bench.transport.run(), at).ns);
    }
}

void TestTransport::everyStateOfARunIsThatOfItsMoment()
{
    const FramePtr frame = sampleTrashFrame();
    const LabRun& run = *frame->currentRun();
    for (int steps = 0; steps <= static_cast<int>(run.steps.size()); ++steps) {
        const Instant t = momentAfterSteps(run, steps);
        QCOMPARE(stepsDoneAt(run, t), steps);
        int born = 0;
        for (const auto& life : frame->lives)
            born += life->labRun == 0 && bornBy(*life, t);
        QCOMPARE(born, steps);
    }
}

void TestTransport::playMovesTheCursorOfARecording()
{
    Bench bench(sampleTrashFrame(), false);
    bench.transport.playPause();
    QVERIFY(bench.transport.playing());
    QVERIFY(bench.transport.past());
    const Instant begin = *bench.selection.cursor();
    QTRY_VERIFY(bench.selection.cursor() && *bench.selection.cursor() > begin);
    bench.transport.playPause();
    QVERIFY(!bench.transport.playing());
    bench.transport.setSpeed(0);
    bench.transport.playPause();
    QTRY_VERIFY(bench.selection.atNow());
    QVERIFY(!bench.transport.playing());
    QVERIFY(bench.commands.empty());
}

void TestTransport::resetMeansTheKernelOnlyWhenLive()
{
    Bench recording(sampleTrashFrame(), false);
    recording.transport.reset();
    QVERIFY(recording.commands.empty());
    QCOMPARE(recording.transport.stepsDone(), 0);
    Bench live(sampleTrashFrame(5), true);
    live.transport.back();
    live.transport.reset();
    QCOMPARE(live.commands.size(), std::size_t(1));
    QCOMPARE(live.commands[0].kind, Command::Kind::Reset);
    QVERIFY(live.selection.atNow());
}

void TestTransport::speedGoesToTheAgent()
{
    Bench bench(sampleTrashFrame(4), true);
    bench.transport.setSpeed(0.5);
    QCOMPARE(bench.commands.size(), std::size_t(1));
    QCOMPARE(bench.commands[0].kind, Command::Kind::Speed);
    QCOMPARE(bench.commands[0].number, 0.5);
}

void TestTransport::gateHoldsTheKernel()
{
    Bench bench(sampleTrashFrame(4), true);
    bench.transport.setGate(6);
    bench.transport.playPause();
    QCOMPARE(bench.commands.size(), std::size_t(1));
    QCOMPARE(bench.commands[0].kind, Command::Kind::Play);
    QCOMPARE(bench.commands[0].number, 6.0);

    Bench steps(sampleTrashFrame(4), true);
    steps.transport.setGate(6);
    for (int i = 0; i < 5; ++i) // faster than their facts come
        steps.transport.step();
    QCOMPARE(steps.commands.size(), std::size_t(2));
    steps.transport.setFrame(sampleTrashFrame(6));
    QVERIFY(!steps.transport.canStep());
    QVERIFY(steps.transport.atGate());
    steps.transport.step();
    steps.transport.playPause();
    QCOMPARE(steps.commands.size(), std::size_t(2));
    steps.transport.setGate(std::nullopt);
    QVERIFY(steps.transport.canStep());
    steps.transport.step();
    QCOMPARE(steps.commands.size(), std::size_t(3));
    steps.transport.playPause();
    QCOMPARE(steps.commands.back().number, 0.0);
}

void TestTransport::gateHidesTheRecordedFuture()
{
    Bench bench(sampleTrashFrame(), false);
    bench.transport.setGate(3);
    QCOMPARE(bench.transport.stepsDone(), 3);
    bench.transport.step();
    QCOMPARE(bench.transport.stepsDone(), 3);
    bench.transport.toNow();
    QCOMPARE(bench.transport.stepsDone(), 3);
    bench.transport.back();
    QCOMPARE(bench.transport.stepsDone(), 2);
    bench.transport.setSpeed(0);
    bench.transport.playPause();
    QTRY_COMPARE(bench.transport.stepsDone(), 3);
    QTRY_VERIFY(!bench.transport.playing());
    QVERIFY(bench.transport.past());
    bench.transport.setGate(std::nullopt);
    bench.transport.toNow();
    QVERIFY(!bench.transport.past());
    QVERIFY(bench.commands.empty());
}

void TestTransport::runToAStep()
{
    Bench live(sampleTrashFrame(4), true);
    live.transport.runTo(7);
    QCOMPARE(live.commands.size(), std::size_t(1));
    QCOMPARE(live.commands[0].number, 7.0);
    live.transport.runTo(2); // done already: a look back
    QCOMPARE(live.commands.size(), std::size_t(1));
    QCOMPARE(live.transport.stepsDone(), 2);
    QVERIFY(live.transport.past());

    Bench recording(sampleTrashFrame(), false);
    recording.transport.runTo(5);
    QCOMPARE(recording.transport.stepsDone(), 5);
    recording.transport.toEnd();
    QVERIFY(!recording.transport.past());
    QVERIFY(recording.commands.empty());
}

NSSCOPE_QT_TEST(TestTransport)
#include "test_transport.moc"
