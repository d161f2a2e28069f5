// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson worked through in its panel by keyboard alone, and the parts of the panel one by one.
#include "tests/ui/lesson/lesson_desk.h"
#include "tests/ui/qt_tests.h"
#include "ui/lesson/lesson_list.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/lesson/lesson_text.h"
#include "ui/lesson/question_card.h"
#include "ui/lesson/view_veil.h"
#include "ui/panels/notice_banner.h"
#include "ui/panels/script_view.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace nsscope;
using namespace nsscope::ui;

class TestLessonPanel : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void panelByKeyboardAlone();
    void aLostHelperIsSaidAndRunAgain();
    void anyWidthNothingIsCut();
    void orderMovesByKeys();
    void scriptRunsToALine();
    void textLoadsNothing();
    void veilTakesTheKeyboardAway();
    void lessonsModelKeepsResults();
};

void TestLessonPanel::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test"));
    QSettings().remove(QStringLiteral("lessons"));
}

void TestLessonPanel::panelByKeyboardAlone()
{
    LessonDesk desk(true);
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
    // So many Tabs lead from the answer to the confidence; Space presses the first.
    const auto sure = [&](int tabs = 1) {
        QCoreApplication::processEvents(); // a new question's rows are shown
        for (int i = 0; i < tabs; ++i)
            press(Qt::Key_Tab);
        const auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
        QVERIFY2(button && button->accessibleName().startsWith(QStringLiteral("How sure")),
                 qPrintable(QApplication::focusWidget()->accessibleName()));
        press(Qt::Key_Space);
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
    sure(3); // past Up and Down
    panel.goOn();
    QVERIFY(desk.attempt.locked(2));
    QCOMPARE(desk.attempt.answer(2).options, (std::vector<std::size_t>{1, 0}));
    show(5);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("3"));
    sure();
    panel.goOn();
    QCOMPARE(desk.attempt.answer(3).number, std::optional(3.0));
    press(Qt::Key_Space); // several: the first
    sure(2); // past the second option
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

void TestLessonPanel::aLostHelperIsSaidAndRunAgain()
{
    LessonDesk desk(true);
    ThemeSource theme;
    LessonPanel panel(&desk.attempt, &desk.transport, &desk.selection, &theme);
    QSignalSpy runs(&panel, &LessonPanel::runWanted);
    panel.resize(420, 900);
    panel.show();
    panel.setLive(true);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Live);
    auto frame = std::make_shared<Frame>(*benchFrame(3));
    auto cut = std::make_shared<LabRun>(*frame->runs.front());
    cut->end = LabEnd{frame->last, "lost", "nsscope-lab was killed by SIGKILL."};
    frame->runs = {cut};
    desk.transport.setFrame(frame);
    desk.attempt.setFrame(frame);
    panel.setFrame(frame);
    QVERIFY(panel.findChild<NoticeBanner*>()->sentence().contains(QStringLiteral("killed by SIGKILL")));
    desk.answerAll();
    panel.goOn();
    QCOMPARE(runs.count(), 1);
}

void TestLessonPanel::anyWidthNothingIsCut()
{
    LessonDesk desk(true);
    ThemeSource theme;
    LessonPanel panel(&desk.attempt, &desk.transport, &desk.selection, &theme);
    panel.show();
    panel.setLive(true);
    desk.attempt.begin(benchLesson(), LessonAttempt::Way::Live);
    const auto check = [&] {
        for (const double scale : {1.0, 1.5}) {
            theme.setTextScale(scale);
            for (const int width : {300, 340, 420, 700}) {
                panel.resize(static_cast<int>(width * scale), 500);
                QCoreApplication::processEvents();
                for (const auto* button : panel.findChildren<QPushButton*>()) {
                    if (!button->isVisibleTo(&panel))
                        continue;
                    QVERIFY2(button->fontMetrics().horizontalAdvance(button->text()) <= button->width(), qPrintable(button->text()));
                    const QRect place(button->mapTo(&panel, QPoint()), button->size());
                    QVERIFY2(place.left() >= 0 && place.right() <= panel.width(), qPrintable(button->text()));
                }
            }
        }
    };
    for (const int steps : {0, 3, 5}) {
        desk.show(steps);
        panel.setFrame(benchFrame(steps));
        while (!desk.attempt.due().empty()) {
            check();
            const std::size_t at = desk.attempt.due().front();
            desk.answer(at, at == 1 ? LessonAnswer{.relation = Relation::Less}
                            : at == 2 ? LessonAnswer{.options = {1, 0}}
                            : at == 3 ? LessonAnswer{.number = 3}
                                      : LessonAnswer{.options = {0}});
        }
        check();
    }
    desk.show(benchSteps);
    panel.setFrame(benchFrame(benchSteps));
    for (const Stage stage : {Stage::Observe, Stage::Explain, Stage::Modify, Stage::Check}) {
        desk.attempt.showStage(stage);
        check();
    }
}

void TestLessonPanel::orderMovesByKeys()
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

void TestLessonPanel::scriptRunsToALine()
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
    // A long line goes on in the next row, at blanks where there are some; nothing of it is lost, and it is one line.
    LabStart plan = benchFrame(2)->currentRun()->plan;
    plan.script[1] = "  one_word_that_is_wider_than_the_whole_of_a_narrow_panel and more words behind it";
    script.resize(200, 400);
    script.show(plan, 2);
    QVERIFY(script.lineRect(1).height() >= 3 * script.lineRect(0).height());
    QCOMPARE(script.heightForWidth(script.width()), script.lineRect(3).bottom() + 1 + grid);
    QVERIFY(script.heightForWidth(2000) < script.heightForWidth(200));
    QTest::mouseClick(&script, Qt::LeftButton, {}, script.lineRect(2).center());
    QVERIFY(script.accessibleDescription().contains(QStringLiteral("Line 2"))); // the marked one, where it has no keyboard
    script.show(benchFrame(5)->currentRun()->plan, 5);
    QCOMPARE(script.stepsUpTo(1), 1); // all are done: the first, to look back
}

void TestLessonPanel::textLoadsNothing()
{
    ThemeSource theme;
    LessonText text(&theme);
    text.resize(300, 100);
    text.showMarkdown(QStringLiteral("A <b>tag</b> <script>x</script> ![p](file:///etc/hostname) ![q](http://localhost/x.png) [l](javascript:x)"));
    QVERIFY(text.toPlainText().contains(QStringLiteral("<b>tag</b>")));
    QVERIFY(!text.document()->toHtml().contains(QStringLiteral("<img")));
}

void TestLessonPanel::veilTakesTheKeyboardAway()
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

void TestLessonPanel::lessonsModelKeepsResults()
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

NSSCOPE_QT_TEST(TestLessonPanel)
#include "test_lesson_panel.moc"
