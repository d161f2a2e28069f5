// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson worked through: what is locked when, by hand and by keyboard; and that looking back shows what was.
#include "core/lesson/lesson_sections.h"
#include "tests/ui/lesson/lesson_bench.h"
#include "ui/lesson/lesson_list.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/lesson/lesson_text.h"
#include "ui/lesson/question_card.h"
#include "ui/lesson/view_veil.h"
#include "ui/models/lives_model.h"
#include "ui/models/outline_model.h"
#include "ui/panels/script_view.h"
#include "ui/session/run_steps.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListWidget>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace nsscope;
using namespace nsscope::ui;

class TestLessonUi : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void questionsGateTheirSteps();
    void aReplayHidesWhatComesLater();
    void nothingIsJudgedBeforeTheEnd();
    void aLaterRunDoesNotChangeTheVerdict();
    void demonstrationsAskNothing();
    void panelByKeyboardAlone();
    void orderMovesByKeys();
    void scriptRunsToALine();
    void textLoadsNothing();
    void veilTakesTheKeyboardAway();
    void lessonsModelKeepsResults();
    void stepsBackShowWhatWas_data();
    void stepsBackShowWhatWas();
};

namespace
{

struct Desk
{
    Selection selection;
    Transport transport{&selection};
    LessonAttempt attempt{&transport, &selection};
    std::vector<Command> commands;

    explicit Desk(bool live)
    {
        QObject::connect(&transport, &Transport::commandWanted, [this](const Command& command) { commands.push_back(command); });
        transport.setLive(live);
    }
    void show(int steps)
    {
        transport.setFrame(benchFrame(steps));
        attempt.setFrame(benchFrame(steps));
    }
    void answer(std::size_t i, LessonAnswer answer)
    {
        answer.confidence = Confidence::Sure;
        attempt.setAnswer(i, answer);
        attempt.lock(i);
    }
    void answerAll()
    {
        answer(0, {.options = {0}});
        answer(1, {.relation = Relation::Less});
        answer(2, {.options = {1, 0}});
        answer(3, {.number = 7});
        answer(4, {.options = {0}});
    }
};

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

void TestLessonUi::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test"));
    QSettings().remove(QStringLiteral("lessons"));
}

void TestLessonUi::questionsGateTheirSteps()
{
    Desk desk(true);
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

void TestLessonUi::aReplayHidesWhatComesLater()
{
    Desk desk(false);
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

void TestLessonUi::nothingIsJudgedBeforeTheEnd()
{
    Desk desk(true);
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

void TestLessonUi::aLaterRunDoesNotChangeTheVerdict()
{
    Desk desk(true);
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

void TestLessonUi::demonstrationsAskNothing()
{
    Desk desk(true);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Demonstration);
    desk.show(0);
    QVERIFY(desk.attempt.due().empty());
    QVERIFY(desk.transport.canStep());
    QCOMPARE(desk.attempt.stage(), Stage::Run);
}

void TestLessonUi::panelByKeyboardAlone()
{
    Desk desk(true);
    ThemeSource theme;
    LessonPanel panel(&desk.attempt, &desk.transport, &desk.selection, &theme);
    QSignalSpy runs(&panel, &LessonPanel::runWanted);
    QSignalSpy next(&panel, &LessonPanel::nextWanted);
    panel.resize(420, 900);
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    panel.setLive(true);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Live);
    const auto show = [&](int steps) {
        desk.show(steps);
        panel.setFrame(benchFrame(steps));
    };
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QVERIFY(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), key, with);
    };
    const auto sure = [&] { // Tab from the answer to the confidence, and press the first
        for (int i = 0; i < 6; ++i) {
            press(Qt::Key_Tab);
            auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
            if (button && button->accessibleName().startsWith(QStringLiteral("How sure")))
                return press(Qt::Key_Space);
        }
        QFAIL("no way to the confidence");
    };
    show(0);
    auto* card = panel.findChild<QuestionCard*>();
    QVERIFY(card->isVisible());
    press(Qt::Key_Space); // choice: the first
    panel.goOn();
    QVERIFY(!desk.attempt.locked(0));
    sure();
    panel.goOn();
    QVERIFY(desk.attempt.locked(0));
    QVERIFY(!card->isVisible());
    panel.goOn(); // step
    QCOMPARE(desk.commands.back().kind, Command::Kind::Step);
    show(3);
    QVERIFY(card->isVisible());
    press(Qt::Key_Space); // relation: less
    sure();
    panel.goOn();
    QVERIFY(desk.attempt.locked(1));
    press(Qt::Key_Down); // order: the second row up
    press(Qt::Key_Up, Qt::AltModifier);
    sure();
    panel.goOn();
    QVERIFY(desk.attempt.locked(2));
    QCOMPARE(desk.attempt.answer(2).options, (std::vector<std::size_t>{1, 0}));
    show(5);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("3"));
    sure();
    panel.goOn();
    QCOMPARE(desk.attempt.answer(3).number, std::optional(3.0));
    press(Qt::Key_Space); // several: the first
    sure();
    panel.goOn();
    QVERIFY(!desk.attempt.anyOpen());
    show(benchSteps);
    QCOMPARE(desk.attempt.rightCount(), std::size_t(5));
    panel.goOn(); // explain
    QCOMPARE(desk.attempt.stage(), Stage::Explain);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("numbers"));
    QCOMPARE(QString::fromStdString(desk.attempt.sheet().explanation), QStringLiteral("numbers"));
    auto* text = panel.findChild<LessonText*>();
    QVERIFY(!text->isVisible());
    panel.goOn(); // shows the explanation
    QVERIFY(text->isVisible());
    QVERIFY(text->toPlainText().contains(QStringLiteral("Because it is so")));
    panel.goOn(); // modify
    panel.goOn();
    QCOMPARE(runs.count(), 1);
    QCOMPARE(panel.parameters().front().second, std::string("3"));
    desk.attempt.showStage(Stage::Check);
    panel.goOn();
    QCOMPARE(next.count(), 1);
}

void TestLessonUi::orderMovesByKeys()
{
    ThemeSource theme;
    QuestionCard card(&theme);
    card.show(benchLesson()->lesson().questions[2], {}, QStringLiteral("Question"));
    QCOMPARE(card.answer().options, (std::vector<std::size_t>{0, 1}));
    auto* list = card.findChild<QListWidget*>();
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(card.answer().options, (std::vector<std::size_t>{1, 0}));
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier); // at the end already
    QCOMPARE(card.answer().options, (std::vector<std::size_t>{1, 0}));
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(card.answer().options, (std::vector<std::size_t>{0, 1}));
}

void TestLessonUi::scriptRunsToALine()
{
    ThemeSource theme;
    ScriptView script(&theme);
    script.show(benchFrame(2)->currentRun()->plan, 2);
    QSignalSpy wanted(&script, &ScriptView::runToWanted);
    QCOMPARE(script.stepsUpTo(1), 3); // the next round
    QCOMPARE(script.stepsUpTo(3), 4);
    QCOMPARE(script.stepsUpTo(0), 0); // no step stands there
    QTest::keyClick(&script, Qt::Key_Down);
    QTest::keyClick(&script, Qt::Key_Return); // line 2: none
    QCOMPARE(wanted.count(), 0);
    QTest::keyClick(&script, Qt::Key_Down);
    QTest::keyClick(&script, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].toInt(), 4);
    script.show(benchFrame(5)->currentRun()->plan, 5);
    QCOMPARE(script.stepsUpTo(1), 1); // all are done: the first, to look back
}

void TestLessonUi::textLoadsNothing()
{
    ThemeSource theme;
    LessonText text(&theme);
    text.resize(300, 100);
    text.showMarkdown(QStringLiteral("A <b>tag</b> <script>x</script> ![p](file:///etc/hostname) ![q](http://localhost/x.png) [l](javascript:x)"));
    QVERIFY(text.toPlainText().contains(QStringLiteral("<b>tag</b>")));
    QVERIFY(!text.document()->toHtml().contains(QStringLiteral("<img")));
}

void TestLessonUi::veilTakesTheKeyboardAway()
{
    ThemeSource theme;
    QWidget view;
    auto* field = new QLineEdit(&view);
    ViewVeil veil(&view, &theme);
    const Qt::FocusPolicy before = field->focusPolicy();
    veil.set(ViewVeil::Depth::Dim, QStringLiteral("first"));
    QCOMPARE(field->focusPolicy(), Qt::NoFocus);
    veil.set(ViewVeil::Depth::Hidden, QStringLiteral("later"));
    veil.set(ViewVeil::Depth::None, {});
    QCOMPARE(field->focusPolicy(), before);
    QVERIFY(veil.isHidden());
}

void TestLessonUi::lessonsModelKeepsResults()
{
    const auto folders = [] {
        std::vector<LessonFolder> all{*benchLesson(), *benchLesson(), *benchLesson()};
        all[1].reading.lesson.id = "second";
        all[2].reading.lesson.id = "broken";
        all[2].reading.errors.push_back({});
        return all;
    };
    LessonsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(!model.next().isValid());
    model.setLessons(folders());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.next().row(), 0);
    model.setResult("bench", 2, 5);
    QCOMPARE(model.next().row(), 1);
    QCOMPARE(model.index(0).data(LessonsModel::RightRole).toInt(), 2);
    model.setResult("unknown", 1, 1);
    LessonsModel again;
    again.setLessons(folders());
    QVERIFY(again.index(0).data(LessonsModel::DoneRole).toBool());
    QVERIFY(!again.index(1).data(LessonsModel::DoneRole).toBool());
    QSettings().remove(QStringLiteral("lessons"));
}

void TestLessonUi::stepsBackShowWhatWas_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

/// n steps forward and m back show exactly the state after n - m, in every view model.
void TestLessonUi::stepsBackShowWhatWas()
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

QTEST_MAIN(TestLessonUi)
#include "test_lesson_ui.moc"
