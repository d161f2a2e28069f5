// SPDX-License-Identifier: GPL-3.0-or-later
// Every lesson in the whole window from its reference recording: right answers are judged right, and n steps forward and
// m back show what stood after n - m, in every view as it is told to those who do not see it.
#include "tests/core/lesson/right_answers.h"
#include "tests/core/lesson/shipped_lessons.h"
#include "tests/ui/qt_tests.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/mainwindow/lesson_desk.h"
#include "ui/mainwindow/main_window.h"
#include "ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <algorithm>

using namespace nsscope;
using namespace nsscope::ui;

class TestLessonReplay : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void rightAnswersAreRight_data();
    void rightAnswersAreRight();
    void wrongAnswersAreNot_data();
    void wrongAnswersAreNot();
    void thePastIsAsItWas_data();
    void thePastIsAsItWas();
};

namespace
{

void lessonRows()
{
    QTest::addColumn<QString>("folder");
    for (const LessonFolder& folder : shippedLessons())
        QTest::addRow("%s", folder.lesson().id.c_str()) << QString::fromStdString(folder.path);
}

struct ShownLessons
{
    ThemeSource theme;
    MainWindow window{&theme};
    std::shared_ptr<const LessonFolder> lesson;

    ShownLessons()
    {
        window.resize(1920, 1080); // all texts fit: which are cut short is no matter of time
        window.show();
    }
    void replay(const QString& folder)
    {
        lesson = std::make_shared<const LessonFolder>(*readLessonFolder(folder.toStdString()));
        attempt().begin(lesson, LessonAttempt::Way::Live);
        emit window.lessons()->panel()->replayWanted();
        QVERIFY(QTest::qWaitFor([this] { return window.session()->frame() && window.session()->frame()->ended; }, 30'000));
    }
    LessonAttempt& attempt() { return *window.lessons()->attempt(); }
    Transport& transport() { return *window.transport(); }
};

/// What is not asked as the frame has it: `right` false turns the answer into another one of the same form.
LessonAnswer answerTo(const LessonQuestion& question, const Frame& frame, bool right)
{
    LessonAnswer answer = rightAnswer(question, frame).value_or(LessonAnswer());
    answer.confidence = Confidence::Sure;
    if (right)
        return answer;
    using Kind = LessonQuestion::Kind;
    if (question.kind == Kind::Choice)
        answer.options = {(answer.options.front() + 1) % question.options.size()};
    if (question.kind == Kind::Several)
        answer.options = answer.options.size() == 1 ? std::vector<std::size_t>{0, 1} : std::vector<std::size_t>{0};
    if (question.kind == Kind::Order)
        std::reverse(answer.options.begin(), answer.options.end());
    if (question.kind == Kind::Number)
        answer.number = *answer.number + 1'000'000;
    if (question.kind == Kind::Relation)
        answer.relation = answer.relation == Relation::Less ? Relation::More : Relation::Less;
    return answer;
}

/// Steps on, answering what is due, to the end of the recording.
void workThrough(ShownLessons& shown, bool right)
{
    LessonAttempt& attempt = shown.attempt();
    const FramePtr frame = shown.window.session()->frame();
    for (int guard = 0; guard < 5000 && !attempt.finished(); ++guard) {
        for (const std::size_t question : attempt.due()) {
            QVERIFY2(!shown.transport().canStep(), "a question is open, and the next step can be seen");
            attempt.setAnswer(question, answerTo(attempt.question(question), *frame, right));
            attempt.lock(question);
            QVERIFY2(attempt.locked(question), attempt.question(question).id.c_str());
        }
        shown.transport().step();
    }
    QVERIFY(attempt.finished());
}

void tell(QAccessibleInterface* what, QStringList& all)
{
    if (!what || !what->isValid() || what->state().invisible)
        return;
    for (const QAccessible::Text text : {QAccessible::Name, QAccessible::Description, QAccessible::Value}) {
        if (const QString words = what->text(text); !words.isEmpty())
            all << words;
    }
    for (int i = 0; i < what->childCount(); ++i)
        tell(what->child(i), all);
}

/// All that the window says, as a screen reader would find it.
QStringList toldBy(MainWindow& window)
{
    window.findChild<TimelineView*>()->fit(); // how the user came here may have moved what is in sight
    QCoreApplication::processEvents();
    QStringList all;
    tell(QAccessible::queryAccessibleInterface(&window), all);
    return all;
}

} // namespace

void TestLessonReplay::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test"));
    QCOMPARE(shippedLessons().size(), std::size_t(14));
}

void TestLessonReplay::rightAnswersAreRight_data() { lessonRows(); }

void TestLessonReplay::rightAnswersAreRight()
{
    QFETCH(QString, folder);
    ShownLessons shown;
    shown.replay(folder);
    workThrough(shown, true);
    const LessonAttempt& attempt = shown.attempt();
    QVERIFY(attempt.questionCount() > 0);
    for (std::size_t i = 0; i < attempt.questionCount(); ++i)
        QVERIFY2(attempt.judgement(i).verdict == Verdict::Right, attempt.question(i).id.c_str());
    for (std::size_t i = 0; i < shown.lesson->lesson().checks.size(); ++i)
        QVERIFY2(attempt.check(i) == Truth::True, shown.lesson->lesson().checks[i].text.c_str());
    QCOMPARE(attempt.stage(), Stage::Observe);
}

void TestLessonReplay::wrongAnswersAreNot_data() { lessonRows(); }

void TestLessonReplay::wrongAnswersAreNot()
{
    QFETCH(QString, folder);
    ShownLessons shown;
    shown.replay(folder);
    workThrough(shown, false);
    for (std::size_t i = 0; i < shown.attempt().questionCount(); ++i)
        QVERIFY2(shown.attempt().judgement(i).verdict == Verdict::Wrong, shown.attempt().question(i).id.c_str());
    QCOMPARE(shown.attempt().rightCount(), std::size_t(0));
}

void TestLessonReplay::thePastIsAsItWas_data()
{
    lessonRows();
    QTest::addRow("nsgarbage") << QString();
}

void TestLessonReplay::thePastIsAsItWas()
{
    QFETCH(QString, folder);
    ShownLessons shown;
    shown.window.openFile(folder.isEmpty() ? QStringLiteral(NSSCOPE_FIXTURES "/streams/trash_net.nsrec") : folder + QStringLiteral("/recording.nsrec"));
    QVERIFY(QTest::qWaitFor([&] { return shown.window.session()->frame() && !shown.window.session()->loading(); }, 30'000));
    Transport& transport = shown.transport();
    const int steps = transport.stepsRecorded();
    QVERIFY(steps > 1);
    transport.toStart();
    std::vector<QStringList> seen{toldBy(shown.window)};
    QVERIFY(seen[0].size() > 50);
    for (int i = 1; i <= steps; ++i) {
        transport.step();
        QCOMPARE(transport.stepsDone(), i);
        seen.push_back(toldBy(shown.window));
    }
    int differing = 0;
    for (int i = 1; i <= steps; ++i)
        differing += seen[static_cast<std::size_t>(i)] != seen[static_cast<std::size_t>(i) - 1];
    QCOMPARE(differing, steps); // or nothing would be compared
    QRandomGenerator random(4711);
    int at = steps;
    for (int round = 0; round < 12; ++round) {
        const int forward = random.bounded(steps - at + 1);
        const int back = random.bounded(at + forward + 1);
        for (int i = 0; i < forward; ++i)
            transport.step();
        for (int i = 0; i < back; ++i)
            transport.back();
        at += forward - back;
        QCOMPARE(transport.stepsDone(), at);
        QCOMPARE(toldBy(shown.window), seen[static_cast<std::size_t>(at)]);
    }
}

NSSCOPE_QT_TEST(TestLessonReplay)
#include "test_lesson_replay.moc"
