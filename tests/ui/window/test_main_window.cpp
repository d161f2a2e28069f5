// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window offscreen on a recording: every control has a name, keys do what they say, text fields keep theirs,
// and small and large windows, both themes and large text hold together.
#include "tests/ui/qt_tests.h"
#include "tests/ui/window/recorded_run.h"
#include "ui/mainwindow/header_bar.h"
#include "ui/mainwindow/main_window.h"
#include "ui/lesson/lesson_list.h"
#include "ui/mainwindow/welcome_page.h"
#include "ui/mainwindow/workbench.h"
#include "ui/panels/inspector_view.h"
#include "ui/panels/lab_panel.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QFile>
#include <QLineEdit>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace nsscope;
using namespace nsscope::ui;

class TestMainWindow : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void everyFocusableWidgetHasAName();
    void keysStepThroughTheRecordedPast();
    void textFieldsKeepTheirLetters();
    void searchSelectsAndInspectorAnswers();
    void foldsAndUnfolds();
    void unreadableFileIsSaid();
    void droppedFileOpens();
    void lessonsByKey();
    void classModeAndBack();
    void welcomeIsShownOnce();

private:
    QTemporaryDir m_folder;
    QString m_recording;
};

namespace
{

struct Shown
{
    ThemeSource theme;
    MainWindow window{&theme};

    explicit Shown(const QString& recording)
    {
        window.resize(1440, 900);
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
        window.openFile(recording);
        if (!QTest::qWaitFor([this] { return window.session()->frame() && window.session()->frame()->ended; }))
            qFatal("the recording is not read");
    }
    template <class T> T* child() { return window.findChild<T*>(); }
};

} // namespace

void TestMainWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test"));
    m_recording = m_folder.filePath(QStringLiteral("run.nsrec"));
    QFile file(m_recording);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(recordedRun());
}

void TestMainWindow::everyFocusableWidgetHasAName()
{
    Shown shown(m_recording);
    shown.window.selection()->select(static_cast<LifeId>(1));
    int checked = 0;
    for (QWidget* widget : shown.window.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || qobject_cast<QMenuBar*>(widget) || widget->focusProxy())
            continue;
        if (auto* label = qobject_cast<QLabel*>(widget); label && label->text().isEmpty()) // hidden until it says something
            continue;
        if (widget->window() != &shown.window) // the list that a combo box opens is announced as the combo box
            continue;
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(accessible);
        QString path;
        for (QWidget* up = widget; up; up = up->parentWidget())
            path = QString::fromLatin1(up->metaObject()->className()) + QStringLiteral("/") + path;
        const QString inner = widget->parentWidget() ? widget->parentWidget()->accessibleName() : QString();
        QVERIFY2(!accessible->text(QAccessible::Name).isEmpty() || !inner.isEmpty(), qPrintable(path));
        ++checked;
    }
    QVERIFY(checked > 20);
}

void TestMainWindow::keysStepThroughTheRecordedPast()
{
    Shown shown(m_recording);
    Transport& transport = *shown.window.transport();
    QCOMPARE(transport.stepsDone(), 3);
    QTest::keyClick(&shown.window, Qt::Key_P);
    QCOMPARE(transport.stepsDone(), 2);
    QVERIFY(transport.past());
    QTest::keyClick(&shown.window, Qt::Key_P);
    QTest::keyClick(&shown.window, Qt::Key_N);
    QCOMPARE(transport.stepsDone(), 2);
    QTest::keyClick(&shown.window, Qt::Key_L);
    QVERIFY(!transport.past());
    QTest::keyClick(&shown.window, Qt::Key_Space);
    QVERIFY(transport.playing());
    QTest::keyClick(&shown.window, Qt::Key_Space);
    QVERIFY(!transport.playing());
}

void TestMainWindow::textFieldsKeepTheirLetters()
{
    Shown shown(m_recording);
    QTest::keyClick(&shown.window, Qt::Key_F, Qt::ControlModifier);
    QLineEdit* search = shown.child<HeaderBar>()->search();
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("p n l"));
    QCOMPARE(search->text(), QStringLiteral("p n l"));
    QVERIFY(!shown.window.transport()->past());
}

void TestMainWindow::searchSelectsAndInspectorAnswers()
{
    Shown shown(m_recording);
    QTest::keyClick(&shown.window, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(shown.child<HeaderBar>()->search(), QStringLiteral("+407"));
    const LifeId found = shown.window.selection()->life();
    QCOMPARE(shown.window.session()->frame()->find(found)->ref.inode, procDynamicFirst + 407);
    QTest::keyClick(shown.child<HeaderBar>()->search(), Qt::Key_Escape);
    QVERIFY(!shown.child<HeaderBar>()->search()->hasFocus());
    QTest::keyClick(&shown.window, Qt::Key_Escape);
    QCOMPARE(shown.window.selection()->life(), LifeId::None);
}

void TestMainWindow::foldsAndUnfolds()
{
    Shown shown(m_recording);
    for (const QSize size : {QSize(900, 600), QSize(1440, 900), QSize(1024, 640), QSize(1920, 1080), QSize(900, 600)}) {
        // Wide panels have a wider minimum until they fold, so a big jump takes two resizes, as dragging gives many.
        QTRY_COMPARE((shown.window.resize(size), shown.window.size()), size);
        QTRY_COMPARE(shown.child<Workbench>()->narrow(), size.width() < 1100);
        QVERIFY(shown.child<LabPanel>()->isVisible());
        for (const ThemeSource::Choice choice : {ThemeSource::Choice::Dark, ThemeSource::Choice::Light}) {
            shown.theme.choose(choice);
            shown.theme.setTextScale(choice == ThemeSource::Choice::Dark ? 1.5 : 1);
            QVERIFY(!shown.window.grab().isNull());
        }
    }
}

void TestMainWindow::unreadableFileIsSaid()
{
    Shown shown(m_recording);
    QSignalSpy failed(shown.window.session(), &Session::failed);
    shown.window.openFile(m_folder.filePath(QStringLiteral("none.nsrec")));
    QCOMPARE(failed.count(), 1);
    QVERIFY(shown.window.session()->frame());
}

void TestMainWindow::droppedFileOpens()
{
    ThemeSource theme;
    MainWindow window(&theme);
    window.resize(1000, 700);
    window.show();
    const auto drop = [&window](const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(500, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(&window, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(QPointF(500, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &event);
        return true;
    };
    QVERIFY2(!drop(m_folder.path()), "a folder is not a recording");
    QVERIFY(drop(m_recording));
    QTRY_VERIFY(window.session()->frame() && window.session()->frame()->ended);
    QCOMPARE(window.session()->path(), m_recording);
    QCOMPARE(window.session()->frame()->lives.size(), std::size_t{3});
}

void TestMainWindow::lessonsByKey()
{
    Shown shown(m_recording);
    auto* list = shown.child<LessonList>();
    QVERIFY(!list->isVisible());
    QTest::keyClick(&shown.window, Qt::Key_F8);
    QVERIFY(list->isVisible());
    QVERIFY(!shown.child<LabPanel>()->isVisible());
    QVERIFY(list->isAncestorOf(QApplication::focusWidget()));
}

void TestMainWindow::classModeAndBack()
{
    Shown shown(m_recording);
    QTest::keyClick(&shown.window, Qt::Key_F11, Qt::ShiftModifier);
    QCOMPARE(shown.theme.textScale(), 1.5);
    QVERIFY(!shown.window.menuBar()->isVisible());
    QVERIFY(!shown.child<InspectorView>()->isVisible());
    QTest::keyClick(&shown.window, Qt::Key_F11, Qt::ShiftModifier);
    QCOMPARE(shown.theme.textScale(), 1.0);
    QVERIFY(shown.window.menuBar()->isVisible());
    QVERIFY(shown.child<InspectorView>()->isVisible());
}

void TestMainWindow::welcomeIsShownOnce()
{
    QSettings().remove(QStringLiteral("welcomed"));
    for (const bool first : {true, false}) {
        Shown shown(m_recording);
        shown.window.welcomeOnce();
        auto* page = shown.child<WelcomePage>();
        QCOMPARE(page->isVisible(), first);
        if (first) {
            QVERIFY(page->isAncestorOf(QApplication::focusWidget()));
            emit page->observeWanted();
        }
        QVERIFY(!page->isVisible());
        QVERIFY(shown.child<Workbench>()->isVisible());
    }
}

NSSCOPE_QT_TEST(TestMainWindow)
#include "test_main_window.moc"
