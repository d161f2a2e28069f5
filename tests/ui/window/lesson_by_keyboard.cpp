// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons done by keyboard alone on the running kernel, from the list to the saved answers: keys are pressed in the X
// server (xdotool), this program only waits for what they lead to. Right is what the reference recording says.
#include "tests/core/lesson/right_answers.h"
#include "tests/core/lesson/shipped_lessons.h"
#include "tests/ui/qt_tests.h"
#include "ui/lesson/lesson_list.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/mainwindow/lesson_desk.h"
#include "ui/mainwindow/main_window.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListWidget>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>

using namespace nsscope;
using namespace nsscope::ui;

class LessonByKeyboard : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void fromTheListToTheSavedAnswers_data();
    void fromTheListToTheSavedAnswers();
};

namespace
{

constexpr int patienceMs = 60'000;

/// Pressed one after the other; true once the X server has them.
bool keys(const QStringList& names)
{
    QProcess xdotool;
    xdotool.start(QStringLiteral("xdotool"), QStringList{QStringLiteral("key"), QStringLiteral("--clearmodifiers")} + names);
    return QTest::qWaitFor([&] { return xdotool.state() == QProcess::NotRunning; }, patienceMs) && xdotool.exitCode() == 0;
}
bool key(const char* name) { return keys({QString::fromLatin1(name)}); }

QString focusedName()
{
    const QWidget* focused = QApplication::focusWidget();
    const auto* button = qobject_cast<const QAbstractButton*>(focused);
    return !focused ? QString() : button && focused->accessibleName().isEmpty() ? button->text() : focused->accessibleName();
}

/// Tab until something of this name has the keyboard.
bool tabTo(const QString& name)
{
    for (int i = 0; i < 80; ++i) {
        if (focusedName().startsWith(name))
            return true;
        const QWidget* before = QApplication::focusWidget();
        if (!key("Tab") || !QTest::qWaitFor([&] { return QApplication::focusWidget() != before; }, 2000))
            return false;
    }
    return false;
}

struct Desk
{
    ThemeSource theme;
    MainWindow window{&theme};
    FramePtr recorded;

    LessonAttempt& attempt() { return *window.lessons()->attempt(); }

    bool answer(std::size_t index);
    bool answerDue();
};

/// Radio buttons are one stop of Tab; the arrows walk within, and choose.
bool saySure()
{
    if (!tabTo(QStringLiteral("How sure")))
        return false;
    for (int i = 0; i < 3 && focusedName() != QStringLiteral("How sure: Sure"); ++i) {
        const QString before = focusedName();
        if (!key("Right") || !QTest::qWaitFor([&] { return focusedName() != before; }, 2000))
            return false;
    }
    return key("space");
}

/// In the input of the question that has the keyboard.
bool enterAnswer(const LessonQuestion& question, const LessonAnswer& right)
{
    using Kind = LessonQuestion::Kind;
    const auto times = [](const char* name, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            if (!key(name))
                return false;
        }
        return true;
    };
    switch (question.kind) {
    case Kind::Choice:
        return key("space") && times("Down", right.options.front()) && key("space");
    case Kind::Relation:
        return key("space") && times("Right", static_cast<std::size_t>(*right.relation)) && key("space");
    case Kind::Number:
        return keys(QString::number(*right.number).split(QString(), Qt::SkipEmptyParts));
    case Kind::Several:
        for (std::size_t i = 0; i < question.options.size(); ++i) {
            const bool wanted = std::find(right.options.begin(), right.options.end(), i) != right.options.end();
            if ((wanted && !key("space")) || (i + 1 < question.options.size() && !key("Tab")))
                return false;
        }
        return true;
    case Kind::Order:
        break; // none in these lessons
    }
    return false;
}

bool Desk::answer(std::size_t index)
{
    const LessonQuestion& question = attempt().question(index);
    const auto right = rightAnswer(question, *recorded);
    QCoreApplication::processEvents();
    if (!right || !enterAnswer(question, *right) || !saySure() || !key("ctrl+Return"))
        return false;
    return QTest::qWaitFor([&] { return attempt().locked(index); }, 5000);
}

bool Desk::answerDue()
{
    while (!attempt().due().empty()) {
        const std::size_t index = attempt().due().front();
        if (!answer(index)) {
            qWarning("question %s, keyboard at %s", attempt().question(index).id.c_str(), qPrintable(focusedName()));
            return false;
        }
    }
    return true;
}

} // namespace

void LessonByKeyboard::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test"));
}

void LessonByKeyboard::fromTheListToTheSavedAnswers_data()
{
    QTest::addColumn<QString>("id");
    QTest::addRow("L02") << QStringLiteral("L02");
    QTest::addRow("L09") << QStringLiteral("L09");
}

void LessonByKeyboard::fromTheListToTheSavedAnswers()
{
    QFETCH(QString, id);
    Desk desk;
    desk.window.resize(1280, 900);
    desk.window.show();
    desk.window.observe();
    QVERIFY(QTest::qWaitForWindowActive(&desk.window, patienceMs));
    QVERIFY(QTest::qWaitFor([&] { return desk.window.session()->frame() != nullptr; }, patienceMs));

    QVERIFY(key("F8"));
    auto* list = desk.window.lessons()->list()->findChild<QListView*>();
    QVERIFY(QTest::qWaitFor([&] { return list->hasFocus(); }, 5000));
    QVERIFY(key("Home"));
    const int row = desk.window.lessons()->lessons()->indexOf(id.toStdString()).row();
    QVERIFY(row >= 0);
    for (int i = 0; i < row; ++i)
        QVERIFY(key("Down"));
    QVERIFY(QTest::qWaitFor([&] { return list->currentIndex().row() == row; }, 5000));
    QVERIFY(key("Return"));
    LessonAttempt& attempt = desk.attempt();
    QVERIFY(QTest::qWaitFor([&] { return attempt.lesson() && attempt.run(); }, patienceMs));
    desk.recorded = frameOfRecording(attempt.lesson()->recording);
    QVERIFY(desk.recorded);

    while (attempt.anyOpen()) {
        QVERIFY(desk.answerDue());
        if (!attempt.anyOpen())
            break;
        QVERIFY(tabTo(QStringLiteral("Play")));
        QVERIFY(key("space"));
        QVERIFY(QTest::qWaitFor([&] { return !attempt.due().empty(); }, patienceMs));
    }
    QVERIFY(tabTo(QStringLiteral("Play")));
    QVERIFY(key("space"));
    QVERIFY(QTest::qWaitFor([&] { return attempt.finished(); }, patienceMs));
    for (std::size_t i = 0; i < attempt.questionCount(); ++i)
        QVERIFY2(attempt.judgement(i).verdict != Verdict::Wrong, attempt.question(i).id.c_str());

    const auto goTo = [&](Stage stage) { return key("ctrl+Return") && QTest::qWaitFor([&] { return attempt.stage() == stage; }, 5000); };
    QVERIFY(goTo(Stage::Explain));
    QVERIFY(keys({QStringLiteral("s"), QStringLiteral("o")}));
    QVERIFY(QTest::qWaitFor([&] { return attempt.sheet().explanation == "so"; }, 5000));
    QVERIFY(key("ctrl+Return")); // shows the explanation
    QVERIFY(goTo(Stage::Modify));
    QVERIFY(tabTo(QStringLiteral("On to the check")));
    QVERIFY(key("space"));
    QVERIFY(QTest::qWaitFor([&] { return attempt.stage() == Stage::Check; }, 5000));

    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("answers.json"));
    QTimer typing; // the dialog has a loop of its own
    connect(&typing, &QTimer::timeout, this, [&] {
        if (!qobject_cast<QFileDialog*>(QApplication::activeModalWidget()) || !QApplication::focusWidget())
            return;
        typing.stop();
        QProcess::startDetached(QStringLiteral("xdotool"), {QStringLiteral("type"), QStringLiteral("--args"), QStringLiteral("1"), file, QStringLiteral("key"), QStringLiteral("Return")});
    });
    typing.start(50);
    QVERIFY(tabTo(QStringLiteral("Save answers")));
    QVERIFY(key("space"));
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(file); }, patienceMs));
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const QJsonObject sheet = QJsonDocument::fromJson(saved.readAll()).object();
    QCOMPARE(static_cast<std::size_t>(sheet[QStringLiteral("questions")].toArray().size()), attempt.questionCount());
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("answers.nsrec"))));
}

NSSCOPE_QT_TEST(LessonByKeyboard)
#include "lesson_by_keyboard.moc"
