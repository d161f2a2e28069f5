// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of inspector, lab panel and status bar at chosen moments of the sample run.
#include "tests/ui/qt_tests.h"
#include "tests/ui/sample_frame.h"
#include "tests/units.h"
#include "ui/panels/life_story.h"
#include "ui/panels/moment_rows.h"
#include "ui/panels/moment_story.h"
#include "ui/panels/status_bar.h"
#include "ui/panels/transport_bar.h"
#include "ui/session/run_steps.h"


using namespace nsscope;
using namespace nsscope::ui;

class TestPanelText : public QObject
{
    Q_OBJECT
private slots:
    void whyFollowsTheState();
    void momentsAreNotYetBeforeTheyHappen();
    void intervalsSayTheUnitOnce();
    void storyExplainsReuseAndPilingUp();
    void aboutItTellsByType();
    void gapsAreCountedOnce();
    void speedSliderIsItsOwnInverse();
};

namespace
{

const Life& fastLife(const Frame& frame, int number)
{
    for (const auto& life : frame.lives) {
        if (life->labPhase == 1 && life->labNumber == number)
            return *life;
    }
    qFatal("the sample has no such life");
}

QString story(const FramePtr& frame, int steps)
{
    return momentStory(*frame, momentAfterSteps(*frame->currentRun(), steps));
}

} // namespace

void TestPanelText::whyFollowsTheState()
{
    const FramePtr frame = sampleTrashFrame();
    const Life& life = fastLife(*frame, 1);
    const auto why = [&](Instant t) { return whyAlive(*frame, life, t).join(QLatin1Char(' ')); };
    QVERIFY(why(frame->first).contains(QLatin1String("does not exist yet")));
    QVERIFY(why(life.born.when.to).contains(QLatin1String("nsscope-lab (PID 4711) runs in it")));
    QVERIFY(why(life.obsolete->when.to + ms).contains(QLatin1String("cleanup_net, is queued and has not begun")));
    const Instant running{(frame->cleanups[4].start.ns + frame->cleanups[4].end.ns) / 2};
    QVERIFY(why(running).contains(QLatin1String("cleanup_net has been running")));
    QVERIFY(why(frame->last).contains(QLatin1String("no longer counts it")));
    QVERIFY(letItGo(life, frame->last).isEmpty());
}

void TestPanelText::momentsAreNotYetBeforeTheyHappen()
{
    const FramePtr frame = sampleTrashFrame();
    const Life& life = fastLife(*frame, 1);
    const auto happened = [&](Instant t) {
        const auto rows = momentRows(*frame, life, t);
        return std::count_if(rows.begin(), rows.end(), [](const MomentRow& row) { return row.happened; });
    };
    QCOMPARE(happened(frame->first), 0);
    QCOMPARE(happened(life.born.when.to), 1);
    QCOMPARE(happened(frame->last), static_cast<std::ptrdiff_t>(momentRows(*frame, life, frame->last).size()));
    QCOMPARE(momentRows(*frame, life, life.born.when.to).back().time, QStringLiteral("not yet"));
}

void TestPanelText::intervalsSayTheUnitOnce()
{
    const Instant zero{1000};
    QCOMPARE(intervalText({zero + 10'420'000, zero + 10'500'000}, zero), QStringLiteral("+10.420 … 10.500 ms"));
    QCOMPARE(intervalText({zero + 10'420'000, zero + 10'421'000}, zero), QStringLiteral("+10.421 ms"));
    QCOMPARE(intervalText({zero + 900 * ms, zero + 1500 * ms}, zero), QStringLiteral("+900.000 ms … 1.500 s"));
}

void TestPanelText::storyExplainsReuseAndPilingUp()
{
    const FramePtr frame = sampleTrashFrame();
    QVERIFY(story(frame, 0).contains(QLatin1String("made nothing yet")));
    QVERIFY(story(frame, 1).contains(QLatin1String("none of this needs root")));
    QVERIFY(story(frame, 4).contains(QLatin1String("Same number, another namespace")));
    QVERIFY(story(frame, 7).contains(QLatin1String("cannot be handed out again")));
    QVERIFY(momentStory(*frame, std::nullopt).contains(QLatin1String("on 4 numbers")));
    QVERIFY(momentStory(*sampleHostFrame(), std::nullopt).contains(QLatin1String("run the experiment")));
}

void TestPanelText::aboutItTellsByType()
{
    const Frame frame;
    Life life;
    QVERIFY(aboutIt(frame, life).isEmpty());
    life.ref.type = NsType::User;
    life.traits.label = "web\x1b[31m";
    life.traits.uidMap = {{0, 1000, 1}};
    life.ownerUid = 1000;
    life.ownerUser = "alice";
    const QString text = aboutIt(frame, life).join(QLatin1Char('|'));
    QVERIFY2(text.contains(QLatin1String("uid 0 inside is 1000 outside.")), qPrintable(text));
    QVERIFY(text.contains(QLatin1String("User alice (1000) made it.")));
    QVERIFY(!text.contains(QLatin1Char('\x1b')));
    Life net;
    net.nsid = 3;
    QVERIFY(aboutIt(frame, net).value(0).contains(QLatin1String("its id is 3")));
}

void TestPanelText::gapsAreCountedOnce()
{
    QCOMPARE(gapsSentence({}, false), QString());
    QCOMPARE(gapsSentence({{"task", 12, "EACCES", "", ""}, {"fd", 12, "EACCES", "", ""}}, false),
             QStringLiteral("12 processes unreadable without root"));
    QCOMPARE(gapsSentence({{"task", 1, "ESRCH", "", ""}}, true), QStringLiteral("1 process could not be read"));
}

void TestPanelText::speedSliderIsItsOwnInverse()
{
    for (int position = -20; position <= 21; ++position)
        QCOMPARE(positionOf(speedAt(position)), position);
    QCOMPARE(speedAt(0), 1.0);
    QCOMPARE(speedAt(-20), 0.1);
    QCOMPARE(speedAt(20), 10.0);
    QCOMPARE(speedAt(21), 0.0);
}

NSSCOPE_QT_TEST(TestPanelText)
#include "test_panel_text.moc"
