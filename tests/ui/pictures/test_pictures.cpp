// SPDX-License-Identifier: GPL-3.0-or-later
// The main states of the window as pictures, held against those that were looked at and kept beside this file at half
// size. NSSCOPE_KEEP_PICTURES=1 keeps what is shown now; look at them before you commit them. The device pixel ratio is
// the process's (QT_SCALE_FACTOR), so ctest runs this once for each.
#include "tests/ui/pictures/picture_compare.h"
#include "tests/ui/qt_tests.h"
#include "tests/ui/recorded_host.h"
#include "ui/graph/graph_panel.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/lesson/lessons_model.h"
#include "ui/mainwindow/lesson_desk.h"
#include "ui/mainwindow/main_window.h"

#include <QAction>
#include <QFile>
#include <QPainter>
#include <QStandardPaths>
#include <QStyleFactory>
#include <QTemporaryDir>

using namespace nsscope;
using namespace nsscope::ui;

class TestPictures : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void mainStates_data();
    void mainStates();
    void aChangeIsSeen();

private:
    QTemporaryDir m_folder;
    QString m_reference;
    QString m_torn;
    QString m_host;
};

namespace
{

QString shared(const char* name) { return QStringLiteral(NSSCOPE_SOURCE "/resources/") + QLatin1String(name); }

void openWhole(MainWindow& window, const QString& path)
{
    window.openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(window.session()->frame() && !window.session()->loading(), 20'000);
}

void trigger(MainWindow& window, const QString& text)
{
    for (QAction* action : window.actions()) {
        if (action->text() == text)
            return action->trigger();
    }
    QFAIL(qPrintable(QStringLiteral("no action \"%1\"").arg(text)));
}

void selectNewest(MainWindow& window)
{
    const FramePtr frame = window.session()->frame();
    for (auto life = frame->lives.rbegin(); life != frame->lives.rend(); ++life) {
        if ((*life)->labPhase >= 0)
            return window.selection()->select((*life)->id);
    }
}

/// What moves by itself has come to rest.
QImage settled(MainWindow& window)
{
    QImage last;
    int alike = 0;
    for (int i = 0; i < 100 && alike < 4; ++i) {
        QTest::qWait(50);
        const QImage now = window.grab().toImage();
        alike = now == last ? alike + 1 : 0;
        last = now;
    }
    return last;
}

} // namespace

void TestPictures::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test-pictures"));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setCursorFlashTime(0);
    m_reference = shared("recordings/nsgarbage-net.nsrec");
    QFile whole(m_reference);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    m_torn = m_folder.filePath(QStringLiteral("torn.nsrec"));
    QFile torn(m_torn);
    QVERIFY(torn.open(QIODevice::WriteOnly));
    QVERIFY(torn.write(bytes.left(bytes.size() * 2 / 3)) > 0);
    m_host = m_folder.filePath(QStringLiteral("host.nsrec"));
    QFile host(m_host);
    QVERIFY(host.open(QIODevice::WriteOnly));
    QVERIFY(host.write(recordedHost(30)) > 0);
}

void TestPictures::mainStates_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    const bool fine = qFuzzyCompare(qApp->devicePixelRatio(), 2.0);
    for (const char* state : {"start", "run", "past", "torn", "outline", "compare", "lanes", "host", "lesson", "class"}) {
        const auto row = [&](bool dark, QSize size) {
            const QString name = QStringLiteral("%1-%2-%3x%4%5").arg(QLatin1String(state), dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                     .arg(size.width()).arg(size.height()).arg(fine ? QStringLiteral("-200") : QString());
            QTest::newRow(qPrintable(name)) << QString::fromLatin1(state) << dark << size;
        };
        if (fine) {
            row(true, {1280, 800});
            continue;
        }
        row(false, {1280, 800});
        row(true, {1920, 1080});
    }
}

void TestPictures::mainStates()
{
    QFETCH(QString, state);
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    ThemeSource theme;
    theme.choose(dark ? ThemeSource::Choice::Dark : ThemeSource::Choice::Light);
    MainWindow window(&theme);
    window.resize(size);
    window.findChild<GraphPanel*>()->view()->setReducedMotion(true);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    if (state == QLatin1String("lesson")) {
        const LessonsModel& lessons = *window.lessons()->lessons();
        const LessonPtr lesson = lessons.lesson(lessons.index(3, 0));
        QVERIFY(lesson);
        window.lessons()->attempt()->begin(lesson, LessonAttempt::Way::Replay);
        emit window.lessons()->panel()->replayWanted();
        QTRY_VERIFY_WITH_TIMEOUT(window.session()->frame() && !window.session()->loading(), 20'000);
        emit window.lessons()->opened();
    } else if (state != QLatin1String("start")) {
        openWhole(window, state == QLatin1String("torn") ? m_torn : state == QLatin1String("host") ? m_host : m_reference);
    }
    const FramePtr frame = window.session()->frame();
    if (state == QLatin1String("run") || state == QLatin1String("past")) {
        settled(window); // what is selected is scrolled into sight, from where all else has come to rest
        selectNewest(window);
    }
    if (state == QLatin1String("past"))
        window.selection()->lookAt(frame->first + (frame->last - frame->first) / 3);
    if (state == QLatin1String("outline"))
        trigger(window, QStringLiteral("Outline"));
    if (state == QLatin1String("compare"))
        trigger(window, QStringLiteral("Compare phases"));
    if (state == QLatin1String("lanes"))
        window.findChild<GraphPanel*>()->view()->setLayoutKind(GraphView::Layout::Lanes);
    if (state == QLatin1String("class"))
        trigger(window, QStringLiteral("Class mode: large type, little else"));

    QImage picture = settled(window);
    picture.setDevicePixelRatio(1);
    picture = picture.scaled(picture.size() / (2 * qApp->devicePixelRatio()), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QString name = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
    const QString kept = QStringLiteral(NSSCOPE_SOURCE "/tests/ui/pictures/kept/") + name;
    if (qEnvironmentVariableIsSet("NSSCOPE_KEEP_PICTURES")) {
        QVERIFY(picture.save(kept));
        return;
    }
    const PictureDifference difference = comparePictures(QImage(kept), picture);
    if (difference.acceptable())
        return;
    const QString shown = QStringLiteral(NSSCOPE_BIN "/../picture-") + name;
    picture.save(shown);
    QFAIL(qPrintable(QStringLiteral("%1 looks different: %2 % of it, most around %3,%4 (half size); see %5. If it is meant, run this test with "
                                    "NSSCOPE_KEEP_PICTURES=1 and look at what it keeps.")
                         .arg(name).arg(100 * difference.changed, 0, 'f', 1).arg(difference.worst.x()).arg(difference.worst.y()).arg(shown)));
}

void TestPictures::aChangeIsSeen()
{
    QImage kept(400, 300, QImage::Format_RGB32);
    kept.fill(Qt::white);
    QImage moved = kept;
    QPainter painter(&moved);
    painter.fillRect(QRect(40, 40, 100, 60), QColor(QStringLiteral("#2d7dd2")));
    painter.end();
    QVERIFY(comparePictures(kept, kept).acceptable());
    QVERIFY(!comparePictures(kept, moved).acceptable());
    QVERIFY(!comparePictures(QImage(), kept).acceptable());
    QImage slight = kept;
    slight.setPixelColor(10, 10, Qt::gray);
    QVERIFY(comparePictures(kept, slight).acceptable());
}

NSSCOPE_QT_TEST(TestPictures)
#include "test_pictures.moc"
