// SPDX-License-Identifier: GPL-3.0-or-later
// A seeded monkey: every action once, then random keys, clicks, wheels, sizes, themes, lessons, recordings opened and
// agents lost.
// NSSCOPE_MONKEY_STEPS (default 400) and NSSCOPE_MONKEY_SEED choose how long and which; the seed is printed.
#include "tests/ui/qt_tests.h"
#include "tests/ui/window/recorded_run.h"
#include "ui/mainwindow/lesson_desk.h"
#include "ui/mainwindow/main_window.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QWheelEvent>
#include <cstdio>
#include <random>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

/// Dialogs and menus that the monkey opens wait for an answer: none is given.
class Dismisser : public QObject
{
public:
    Dismisser()
    {
        m_timer.setInterval(5);
        connect(&m_timer, &QTimer::timeout, this, [] {
            if (QWidget* popup = QApplication::activePopupWidget())
                popup->close();
            if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
                dialog->reject();
        });
        m_timer.start();
    }

private:
    QTimer m_timer;
};

} // namespace

class TestMonkey : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("nsscope-monkey"));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        m_recording = m_folder.filePath(QStringLiteral("run.nsrec"));
        QFile file(m_recording);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(recordedRun());
        m_torn = m_folder.filePath(QStringLiteral("torn.nsrec"));
        QFile torn(m_torn);
        QVERIFY(torn.open(QIODevice::WriteOnly));
        torn.write(recordedRun().chopped(recordedRun().size() / 3));
    }

    void survives()
    {
        const int steps = qEnvironmentVariableIsSet("NSSCOPE_MONKEY_STEPS") ? qEnvironmentVariableIntValue("NSSCOPE_MONKEY_STEPS") : 400;
        const auto seed = static_cast<unsigned>(qEnvironmentVariableIntValue("NSSCOPE_MONKEY_SEED"));
        qInfo("seed %u, %d steps", seed, steps);
        m_random.seed(seed);
        const Dismisser dismisser;
        ThemeSource theme;
        MainWindow window(&theme);
        window.resize(1200, 800);
        window.show();
        window.openFile(m_recording);
        QVERIFY(QTest::qWaitFor([&] { return window.session()->frame() != nullptr; }));
        for (QAction* action : window.actions()) {
            if (allowed(*action))
                action->trigger();
            QCoreApplication::processEvents();
        }
        for (int i = 0; i < steps; ++i) {
            step(window, theme);
            QCoreApplication::processEvents();
            if ((i + 1) % 500 == 0) // Qt Test passes on no more than 2000 messages
                std::fprintf(stderr, "%d steps\n", i + 1);
        }
        QVERIFY(window.isVisible());
        window.openFile(m_recording);
        QVERIFY(QTest::qWaitFor([&] { return window.session()->frame() && window.session()->frame()->ended; }));
        QVERIFY(!window.grab().isNull());
    }

private:
    /// It stays in the window and writes no file; the agents that it starts are its own.
    static bool allowed(const QAction& action)
    {
        static const QStringList outside{QStringLiteral("Quit"), QStringLiteral("Observe"), QStringLiteral("Full screen"), QStringLiteral("Run"),
                                         QStringLiteral("Get ready")};
        return action.isEnabled() &&
               std::none_of(outside.begin(), outside.end(), [&](const QString& word) { return action.text().startsWith(word); });
    }
    int below(int n) { return static_cast<int>(m_random() % static_cast<unsigned>(n)); }

    void step(MainWindow& window, ThemeSource& theme)
    {
        const QPoint at(below(window.width()), below(window.height()));
        QWidget* target = window.childAt(at);
        target = target ? target : &window;
        const QPoint inside = target->mapFrom(&window, at);
        switch (below(12)) {
        case 0: {
            const QList<QAction*> actions = window.actions();
            QAction* action = actions.at(below(static_cast<int>(actions.size())));
            if (allowed(*action))
                action->trigger();
            break;
        }
        case 1:
        case 2:
            QTest::mouseClick(target, below(5) == 0 ? Qt::MiddleButton : Qt::LeftButton, {}, inside);
            break;
        case 3:
            QTest::mousePress(target, Qt::LeftButton, {}, inside);
            QTest::mouseMove(target, inside + QPoint(below(200) - 100, below(80) - 40));
            QTest::mouseRelease(target, Qt::LeftButton, {}, inside);
            break;
        case 4:
        case 5: {
            static const QList<int> keys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End, Qt::Key_Plus,
                                         Qt::Key_Minus, Qt::Key_0, Qt::Key_1, Qt::Key_2, Qt::Key_Comma, Qt::Key_Period, Qt::Key_Return,
                                         Qt::Key_Escape, Qt::Key_Tab, Qt::Key_Space, Qt::Key_N, Qt::Key_P, Qt::Key_L, Qt::Key_A};
            QWidget* focus = window.focusWidget();
            QTest::keyClick(focus ? focus : &window, static_cast<Qt::Key>(keys.at(below(static_cast<int>(keys.size())))));
            break;
        }
        case 6: {
            QWheelEvent wheel(QPointF(inside), QPointF(target->mapToGlobal(inside)), {}, QPoint(0, below(2) == 0 ? 120 : -120), Qt::NoButton,
                              below(2) == 0 ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(target, &wheel);
            break;
        }
        case 7:
            window.resize(700 + below(1200), 450 + below(700));
            break;
        case 8:
            theme.choose(below(2) == 0 ? ThemeSource::Choice::Dark : ThemeSource::Choice::Light);
            theme.setTextScale(0.75 + 0.25 * below(6));
            break;
        case 9: {
            const FramePtr frame = window.session()->frame();
            if (frame && !frame->lives.empty())
                window.selection()->select(frame->lives[static_cast<std::size_t>(below(static_cast<int>(frame->lives.size())))]->id);
            Arrangement& arrangement = *window.selection()->arrangement();
            static const QStringList filters{{}, QStringLiteral("type==net"), QStringLiteral("holders==0"), QStringLiteral("typ=="), QStringLiteral("!initial && age>1s")};
            arrangement.setFilter(filters.at(below(static_cast<int>(filters.size()))));
            arrangement.setFocus(below(3) == 0 ? window.selection()->life() : LifeId::None);
            break;
        }
        case 10: {
            const FramePtr frame = window.session()->frame();
            if (frame)
                window.selection()->lookAt(frame->first + static_cast<std::int64_t>(m_random() % 600) * 1'000'000);
            break;
        }
        default:
            changeSource(window);
            break;
        }
    }

    void changeSource(MainWindow& window)
    {
        // Agents that live, die at once or later, hang, talk nonsense, cannot be started.
        static const QStringList agents{QStringLiteral("cat \"$0\"; exec cat > /dev/null"), QStringLiteral("cat \"$0\"; exit 3"),
                                        QStringLiteral("cat \"$0\"; sleep 0.05; kill -9 $$"), QStringLiteral("exec sleep 5"),
                                        QStringLiteral("head -c 300 \"$0\"; echo '{\"}]'; cat \"$0\""), QStringLiteral("exit 127")};
        switch (below(12)) {
        case 0:
            window.openFile(below(2) == 0 ? m_recording : m_torn);
            break;
        case 1:
            window.session()->cancelLoading();
            break;
        case 2:
            window.observe(ownAgent({QStringLiteral("/bin/sh"), QStringLiteral("-c"), agents.at(below(static_cast<int>(agents.size()))), m_recording}));
            break;
        case 3:
            window.observe(ownAgent({QStringLiteral("/nonexistent/agent")}));
            break;
        case 4: {
            const LessonsModel& lessons = *window.lessons()->lessons();
            if (lessons.rowCount() > 0)
                window.lessons()->open(lessons.lesson(lessons.index(below(lessons.rowCount()), 0)), below(3) == 0);
            break;
        }
        default:
            break;
        }
    }

    std::mt19937 m_random;
    QTemporaryDir m_folder;
    QString m_recording;
    QString m_torn;
};

NSSCOPE_QT_TEST(TestMonkey)
#include "test_monkey.moc"
