// SPDX-License-Identifier: GPL-3.0-or-later
// Looking back shows what was, in every view model.
#include "tests/ui/lesson/lesson_bench.h"
#include "tests/ui/qt_tests.h"
#include "ui/models/lives_model.h"
#include "ui/models/outline_model.h"
#include "ui/panels/script_view.h"
#include "ui/session/run_steps.h"
#include "ui/session/transport.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

QStringList namesBelow(const OutlineModel& model, const QModelIndex& parent)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        names << index.data().toString() << index.siblingAtColumn(1).data().toString() << namesBelow(model, index);
    }
    return names;
}

QStringList cells(const LivesModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            all << model.index(row, column).data().toString();
    }
    return all;
}

} // namespace

class TestPastSteps : public QObject
{
    Q_OBJECT
private slots:
    void stepsBackShowWhatWas_data();
    void stepsBackShowWhatWas();
};

void TestPastSteps::stepsBackShowWhatWas_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

/// n steps forward and m back show exactly the state after n - m, in every view model.
void TestPastSteps::stepsBackShowWhatWas()
{
    QFETCH(int, seed);
    QRandomGenerator random(static_cast<quint32>(seed));
    const FramePtr frame = benchFrame(benchSteps);
    Selection selection;
    Transport transport(&selection);
    transport.setFrame(frame);
    transport.toStart();
    OutlineModel outline;
    LivesModel lives;
    ScriptView script(new ThemeSource(this));
    const QAbstractItemModelTester outlineTester(&outline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester livesTester(&lives, QAbstractItemModelTester::FailureReportingMode::QtTest);
    int at = 0;
    for (int i = 0; i < 40; ++i) {
        const int forward = random.bounded(benchSteps - at + 1);
        const int back = random.bounded(at + forward + 1);
        for (int k = 0; k < forward; ++k)
            transport.step();
        for (int k = 0; k < back; ++k)
            transport.back();
        at += forward - back;
        QCOMPARE(transport.stepsDone(), at);
        const Instant moment = momentAfterSteps(*frame->currentRun(), at);
        QCOMPARE(selection.cursor()->ns, moment.ns);
        outline.show(frame, selection.cursor());
        lives.showRun(frame, 0, selection.cursor());
        script.show(frame->currentRun()->plan, transport.stepsDone());
        OutlineModel freshOutline;
        LivesModel freshLives;
        freshOutline.show(frame, moment);
        freshLives.showRun(frame, 0, moment);
        QCOMPARE(namesBelow(outline, {}), namesBelow(freshOutline, {}));
        QCOMPARE(cells(lives), cells(freshLives));
        QCOMPARE(script.markedLine(), at <= 3 ? 1 : 3);
    }
}

NSSCOPE_QT_TEST(TestPastSteps)
#include "test_past_steps.moc"
