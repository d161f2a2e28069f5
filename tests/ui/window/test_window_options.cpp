// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of the window: what it means, and the status of what is wrong.
#include "app/window/window_options.h"
#include "tests/ui/qt_tests.h"

#include <QTemporaryFile>

using namespace nsscope;
using namespace nsscope::ui;

class TestWindowOptions : public QObject
{
    Q_OBJECT
private slots:
    void readsEverything();
    void faults_data();
    void faults();
    void helpAndVersionNeedNothing();
};

void TestWindowOptions::readsEverything()
{
    const WindowCall call = parseWindowOptions({"--experiment", "nsgarbage", "--set", "type=uts", "--set", "count=2", "--autoplay",
                                                "--screenshot", "a.png", "--size", "1024x640", "--theme", "dark", "--quit"});
    QVERIFY2(!call.exitStatus, qPrintable(call.fault));
    QCOMPARE(call.options.experiment, QString("nsgarbage"));
    QCOMPARE(call.options.parameters.size(), std::size_t(2));
    QCOMPARE(call.options.size, QSize(1024, 640));
    QCOMPARE(call.options.theme, ThemeSource::Choice::Dark);
    QVERIFY(call.options.autoplay && call.options.quit);
    QCOMPARE(parseWindowOptions({"--host", "a@b"}).options.agent->command.mid(6), QStringList({"--", "a@b", "nsscope-cli agent"}));
    QCOMPARE(parseWindowOptions({"--agent", "a \"b c\" d"}).options.agent->command, QStringList({"a", "b c", "d"}));
    QTemporaryFile file;
    QVERIFY(file.open());
    const WindowCall opened = parseWindowOptions({file.fileName(), "--at", "+12.5ms"});
    QVERIFY2(!opened.exitStatus, qPrintable(opened.fault));
    QCOMPARE(opened.options.at->ns, 12'500'000);
}

void TestWindowOptions::faults_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown option") << QStringList{"--nonsense"} << 2;
    QTest::newRow("unknown experiment") << QStringList{"--experiment", "nothing"} << 2;
    QTest::newRow("unknown parameter") << QStringList{"--experiment", "nsgarbage", "--set", "speed=3"} << 2;
    QTest::newRow("parameter out of range") << QStringList{"--experiment", "nsgarbage", "--set", "count=0"} << 2;
    QTest::newRow("setting without experiment") << QStringList{"--set", "count=2"} << 2;
    QTest::newRow("size") << QStringList{"--size", "big"} << 2;
    QTest::newRow("tiny size") << QStringList{"--size", "10x10"} << 2;
    QTest::newRow("host that is an option") << QStringList{"--host", "-oProxyCommand=id"} << 2;
    QTest::newRow("host with blanks") << QStringList{"--host", "a b"} << 2;
    QTest::newRow("empty agent") << QStringList{"--agent", " "} << 2;
    QTest::newRow("host and agent") << QStringList{"--host", "a", "--agent", "b"} << 2;
    QTest::newRow("agent and recording") << QStringList{"--agent", "b", "a.nsrec"} << 2;
    QTest::newRow("theme") << QStringList{"--theme", "blue"} << 2;
    QTest::newRow("two files") << QStringList{"a", "b"} << 2;
    QTest::newRow("moment without recording") << QStringList{"--at", "1"} << 2;
    QTest::newRow("missing file") << QStringList{"/nonexistent/a.nsrec"} << 1;
}

void TestWindowOptions::faults()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    const WindowCall call = parseWindowOptions(arguments);
    QCOMPARE(call.exitStatus.value_or(-1), status);
    QVERIFY(!call.fault.isEmpty());
    QVERIFY(call.output.isEmpty());
}

void TestWindowOptions::helpAndVersionNeedNothing()
{
    QCOMPARE(parseWindowOptions({"--help"}).exitStatus.value_or(-1), 0);
    for (const char* option : {"--experiment", "--autoplay", "--at", "--screenshot", "--size", "--theme", "--quit", "--set"})
        QVERIFY(parseWindowOptions({"--help"}).output.contains(QString(option)));
    QVERIFY(parseWindowOptions({"--version"}).output.startsWith(QString("nsscope ")));
}

NSSCOPE_QT_TEST(TestWindowOptions)
#include "test_window_options.moc"
