// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of inspector, lab panel and status bar at chosen moments of the sample run.
#include "tests/ui/qt_tests.h"
#include "tests/ui/sample_frame.h"
#include "tests/units.h"
#include "ui/panels/life_story.h"
#include "ui/panels/moment_rows.h"
#include "ui/panels/moment_story.h"
#include "ui/panels/reference_story.h"
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
    void referencesAreToldAsTheyWereCountedLast();
    void referencesThatCannotBeCountedSayWhy();
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

namespace
{

Life bornAt(NsType type, Instant t)
{
    Life life;
    life.ref = {type, 4, 4026532300, 9};
    life.born = {{t, t}, "lab"};
    return life;
}

} // namespace

void TestPanelText::referencesAreToldAsTheyWereCountedLast()
{
    Frame frame;
    Life life = bornAt(NsType::Net, {5 * ms});
    const auto told = [&](std::int64_t at, bool live = false) { return referenceStory(frame, life, {at}, live); };
    QVERIFY(told(100 * ms).isEmpty());
    QCOMPARE(told(100 * ms, true).head, QStringLiteral("Not counted yet."));
    QVERIFY(told(4 * ms, true).isEmpty());
    life.counted = {{{1000 * ms}, NsReferences{7, {{ReferenceKind::Tasks, 1}, {ReferenceKind::File, 1}, {ReferenceKind::Sockets, 5}}}, {}},
                    {{3000 * ms}, NsReferences{3, {{ReferenceKind::Tasks, 2}}}, {}}};
    QCOMPARE(told(999 * ms).head, QStringLiteral("Not counted up to this moment."));
    QCOMPARE(told(1000 * ms).head, QStringLiteral("7 references, 7 explained, counted just now."));
    const ReferenceStory first = told(1412 * ms);
    QCOMPARE(first.head, QStringLiteral("7 references, 7 explained, counted 412 ms ago."));
    QCOMPARE(first.parts, (QStringList{QStringLiteral("1 set of namespaces that tasks share"),
                                       QStringLiteral("1 for its file, however many descriptors and mounts there are"), QStringLiteral("5 sockets")}));
    QVERIFY(first.meaning.contains(QLatin1String("nothing hidden")));
    QVERIFY(first.trouble.isEmpty());
    const ReferenceStory second = told(3000 * ms);
    QCOMPARE(second.head, QStringLiteral("3 references, 1 unexplained, counted just now."));
    QVERIFY2(second.meaning.startsWith(QLatin1String("Unexplained means: the kernel counts 1 more than was found")), qPrintable(second.meaning));
    QVERIFY(second.meaning.contains(QLatin1String("socket")));
    life.ref.type = NsType::User;
    QVERIFY(told(3000 * ms).meaning.contains(QLatin1String("more places than can be walked")));
    life.initial = true;
    QVERIFY(told(3000 * ms).meaning.contains(QLatin1String("initial")));
    life.obsolete = Moment{{{3500 * ms}, {3500 * ms}}, "handle"};
    QCOMPARE(told(4000 * ms).head, QStringLiteral("It had 3 references, 1 unexplained, counted 1.00 s ago."));
    QVERIFY(told(4000 * ms).meaning.isEmpty());
}

void TestPanelText::referencesThatCannotBeCountedSayWhy()
{
    Frame frame;
    Life life = bornAt(NsType::Uts, {5 * ms});
    frame.uncounted = {{{1000 * ms}, {}, {}, "load BPF \x1biterators", "root"}};
    const auto told = [&](std::int64_t at, bool live = true) { return referenceStory(frame, life, {at}, live); };
    QVERIFY(told(999 * ms).trouble.isEmpty());
    QVERIFY(told(2000 * ms, false).isEmpty());
    QCOMPARE(told(2000 * ms).head, QStringLiteral("Not counted yet."));
    QVERIFY2(told(2000 * ms).trouble.startsWith(QLatin1String("They cannot be counted: load BPF ")), qPrintable(told(2000 * ms).trouble));
    QVERIFY(told(2000 * ms).trouble.endsWith(QLatin1String("It takes root.")));
    QVERIFY(!told(2000 * ms).trouble.contains(QLatin1Char('\x1b')));
    life.counted = {{{3000 * ms}, NsReferences{1, {{ReferenceKind::Tasks, 1}}}, {}}};
    QVERIFY(told(3000 * ms).trouble.isEmpty());
    life.counted.push_back({{4000 * ms}, std::nullopt, "it changed"});
    QCOMPARE(told(5000 * ms).head, QStringLiteral("1 reference, 1 explained, counted 2.00 s ago."));
    QCOMPARE(told(5000 * ms).trouble, QStringLiteral("They could not be counted (1.00 s ago): it changed."));
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
