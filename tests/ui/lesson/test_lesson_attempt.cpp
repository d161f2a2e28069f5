// SPDX-License-Identifier: GPL-3.0-or-later
// What of a lesson is locked, hidden and judged when.
#include "core/lesson/lesson_sections.h"
#include "tests/ui/lesson/lesson_desk.h"
#include "tests/ui/qt_tests.h"


using namespace nsscope;
using namespace nsscope::ui;

class TestLessonAttempt : public QObject
{
    Q_OBJECT
private slots:
    void questionsGateTheirSteps();
    void aReplayHidesWhatComesLater();
    void nothingIsJudgedBeforeTheEnd();
    void aLaterRunDoesNotChangeTheVerdict();
    void demonstrationsAskNothing();
    void resetAtAGateKeepsWhatIsLocked();
    void aHelperLostAtAGateIsNoEnd();
};

void TestLessonAttempt::questionsGateTheirSteps()
{
    LessonDesk desk(true);
    desk.show(0);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Live);
    desk.show(0);
    // The run before the lesson was opened does not count.
    QVERIFY(!desk.attempt.run());
    desk.transport.setFrame(nullptr);
    desk.attempt.setFrame(nullptr);
    desk.show(0);
    QCOMPARE(desk.attempt.due(), std::vector<std::size_t>{0});
    QCOMPARE(desk.attempt.stage(), Stage::Predict);
    QVERIFY(!desk.transport.canStep());
    desk.attempt.setAnswer(0, {.options = {0}});
    desk.attempt.lock(0); // without confidence
    QVERIFY(!desk.attempt.locked(0));
    desk.answer(0, {.options = {0}});
    QVERIFY(desk.attempt.locked(0));
    desk.attempt.setAnswer(0, {.options = {1}});
    QCOMPARE(desk.attempt.answer(0).options, std::vector<std::size_t>{0});
    QCOMPARE(desk.attempt.stage(), Stage::Run);
    desk.transport.playPause();
    QCOMPARE(desk.commands.back().number, 3.0);
    desk.show(3);
    QCOMPARE(desk.attempt.due(), (std::vector<std::size_t>{1, 2}));
    desk.answer(1, {.relation = Relation::Same});
    QVERIFY(!desk.transport.canStep());
    desk.answer(2, {.options = {0}}); // not whole
    QVERIFY(!desk.transport.canStep());
    desk.answer(2, {.options = {1, 0}});
    QVERIFY(desk.transport.canStep());
    desk.show(5);
    QCOMPARE(desk.attempt.due(), (std::vector<std::size_t>{3, 4}));
}

void TestLessonAttempt::aReplayHidesWhatComesLater()
{
    LessonDesk desk(false);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Replay);
    desk.show(benchSteps);
    QCOMPARE(desk.transport.stepsDone(), 0);
    desk.transport.step();
    desk.transport.toNow();
    QCOMPARE(desk.transport.stepsDone(), 0);
    desk.answer(0, {.options = {0}});
    desk.transport.toNow();
    QCOMPARE(desk.transport.stepsDone(), 3);
    desk.answerAll();
    QVERIFY(!desk.attempt.finished()); // not looked at to its end yet
    desk.transport.toNow();
    QVERIFY(desk.attempt.finished());
    QVERIFY(desk.commands.empty());
}

void TestLessonAttempt::nothingIsJudgedBeforeTheEnd()
{
    LessonDesk desk(true);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Live);
    desk.show(5);
    desk.answerAll();
    QSignalSpy judged(&desk.attempt, &LessonAttempt::judged);
    QVERIFY(!desk.attempt.finished());
    QVERIFY(!desk.attempt.reachable(Stage::Explain));
    desk.show(benchSteps);
    QCOMPARE(judged.count(), 1);
    QVERIFY(desk.attempt.finished());
    QCOMPARE(desk.attempt.stage(), Stage::Observe);
    QCOMPARE(desk.attempt.judgement(0).verdict, Verdict::Right);
    QCOMPARE(desk.attempt.judgement(1).verdict, Verdict::Right);
    QCOMPARE(desk.attempt.judgement(2).verdict, Verdict::Right);
    QCOMPARE(desk.attempt.judgement(3).verdict, Verdict::Wrong);
    QCOMPARE(desk.attempt.judgement(4).verdict, Verdict::Right);
    QCOMPARE(desk.attempt.check(0), Truth::True);
    QCOMPARE(desk.attempt.rightCount(), std::size_t(4));
    QCOMPARE(QString::fromStdString(desk.attempt.answeredRun().finished), QStringLiteral("finished"));
}

void TestLessonAttempt::aLaterRunDoesNotChangeTheVerdict()
{
    LessonDesk desk(true);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Live);
    desk.show(5);
    desk.answerAll();
    desk.show(benchSteps);
    auto two = std::make_shared<Frame>(*benchFrame(benchSteps));
    two->runs.push_back(benchFrame(2)->runs.front());
    desk.transport.setFrame(two);
    desk.attempt.setFrame(two);
    QVERIFY(desk.attempt.finished());
    QCOMPARE(desk.attempt.rightCount(), std::size_t(4));
    QVERIFY(desk.transport.canStep());
}

void TestLessonAttempt::demonstrationsAskNothing()
{
    LessonDesk desk(true);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Demonstration);
    desk.show(0);
    QVERIFY(desk.attempt.due().empty());
    QVERIFY(desk.transport.canStep());
    QCOMPARE(desk.attempt.stage(), Stage::Run);
}

namespace
{

/// The run cut off after `steps`, and another one after it where `again` says how far that is.
FramePtr cutFrame(int steps, const char* reason, std::optional<int> again = {})
{
    auto frame = std::make_shared<Frame>(*benchFrame(steps));
    auto cut = std::make_shared<LabRun>(*frame->runs.front());
    cut->end = LabEnd{frame->last, reason, "nsscope-lab was killed by SIGKILL."};
    cut->control.state = LabControl::State::Ended;
    frame->runs = {cut};
    if (again)
        frame->runs.push_back(benchFrame(*again)->runs.front());
    return frame;
}

} // namespace

void TestLessonAttempt::resetAtAGateKeepsWhatIsLocked()
{
    LessonDesk desk(true);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Live);
    desk.show(3);
    desk.answer(0, {.options = {0}});
    QCOMPARE(desk.attempt.due(), (std::vector<std::size_t>{1, 2}));
    const auto show = [&](const FramePtr& frame) {
        desk.transport.setFrame(frame);
        desk.attempt.setFrame(frame);
    };
    show(cutFrame(3, "stopped", 0));
    QVERIFY(desk.attempt.due().empty()); // of the new run nothing is done yet
    QVERIFY(desk.attempt.locked(0));
    QCOMPARE(desk.transport.gate(), std::optional(3));
    QCOMPARE(desk.attempt.stage(), Stage::Run);
    show(cutFrame(3, "stopped", 3));
    QCOMPARE(desk.attempt.due(), (std::vector<std::size_t>{1, 2}));
    QVERIFY(!desk.transport.canStep());
    desk.answerAll();
    QVERIFY(!desk.attempt.finished());
    show(cutFrame(3, "stopped", benchSteps));
    QVERIFY(desk.attempt.finished());
}

void TestLessonAttempt::aHelperLostAtAGateIsNoEnd()
{
    LessonDesk desk(true);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Live);
    desk.show(3);
    desk.answerAll();
    const FramePtr cut = cutFrame(3, "lost");
    desk.transport.setFrame(cut);
    desk.attempt.setFrame(cut);
    QVERIFY(!desk.attempt.anyOpen());
    QVERIFY(!desk.attempt.finished()); // what was never played is not judged
    QVERIFY(!desk.transport.canStep());
    QCOMPARE(desk.attempt.stage(), Stage::Run);
}

NSSCOPE_QT_TEST(TestLessonAttempt)
#include "test_lesson_attempt.moc"
