// SPDX-License-Identifier: GPL-3.0-or-later
// Data leaves the window through nsscope-cli: whole or not at all.
#include "tests/ui/qt_tests.h"
#include "tests/ui/window/recorded_run.h"
#include "ui/mainwindow/data_export.h"
#include "ui/mainwindow/main_window.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace nsscope;
using namespace nsscope::ui;

class TestDataExport : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void everyFormatIsWritten_data();
    void everyFormatIsWritten();
    void failureKeepsWhatWasThere();
    void cancelLeavesNothing();
    void programThatIsMissingIsSaid();

private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    QString write(const QString& name, const QByteArray& bytes);
    static QByteArray read(const QString& path);
    QTemporaryDir m_folder;
};

QString TestDataExport::write(const QString& name, const QByteArray& bytes)
{
    QFile file(at(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a test file");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

QByteArray TestDataExport::read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestDataExport::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test-export"));
    write(QStringLiteral("run.nsrec"), recordedRun());
}

void TestDataExport::everyFormatIsWritten_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("html") << QStringLiteral("html") << QByteArray("<html");
    QTest::newRow("csv") << QStringLiteral("csv") << QByteArray("4026532178");
    QTest::newRow("json") << QStringLiteral("json") << QByteArray("nsscope.lives/1");
    QTest::newRow("dot") << QStringLiteral("dot") << QByteArray("digraph");
    QTest::newRow("perfetto") << QStringLiteral("perfetto") << QByteArray("traceEvents");
    QCOMPARE(exportFormats().size(), qsizetype(5));
}

void TestDataExport::everyFormatIsWritten()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, says);
    ThemeSource theme;
    MainWindow window(&theme);
    window.show();
    window.openFile(at(QStringLiteral("run.nsrec")));
    QTRY_VERIFY(window.session()->frame() && window.session()->frame()->ended);
    const QString path = at(QStringLiteral("out.") + format);
    window.writeData(format, path);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20'000);
    QVERIFY2(read(path).contains(says), read(path).left(500).constData());
    QVERIFY(!QFile::exists(path + QStringLiteral(".part")));
}

void TestDataExport::failureKeepsWhatWasThere()
{
    const QString program = write(QStringLiteral("failing"), "#!/bin/sh\necho half > \"$6\"\necho 'disk full' >&2\nexit 1\n");
    const QString path = write(QStringLiteral("kept.csv"), "before");
    DataExport work;
    QSignalSpy finished(&work, &DataExport::finished);
    work.start(program, at(QStringLiteral("run.nsrec")), QStringLiteral("csv"), path);
    QVERIFY(finished.wait(5000));
    QCOMPARE(finished[0][0].toString(), QStringLiteral("disk full"));
    QCOMPARE(read(path), QByteArray("before"));
    QVERIFY(!QFile::exists(path + QStringLiteral(".part")));
}

void TestDataExport::cancelLeavesNothing()
{
    const QString program = write(QStringLiteral("slow"), "#!/bin/sh\necho half > \"$6\"\nexec sleep 600\n");
    const QString path = at(QStringLiteral("cancelled.csv"));
    DataExport work;
    QSignalSpy finished(&work, &DataExport::finished);
    work.start(program, at(QStringLiteral("run.nsrec")), QStringLiteral("csv"), path);
    QTRY_VERIFY(QFile::exists(path + QStringLiteral(".part")));
    work.cancel();
    QVERIFY(!work.running());
    QVERIFY(!QFile::exists(path));
    QVERIFY(!QFile::exists(path + QStringLiteral(".part")));
    QCOMPARE(finished.count(), 0);
}

void TestDataExport::programThatIsMissingIsSaid()
{
    DataExport work;
    QSignalSpy finished(&work, &DataExport::finished);
    work.start(QStringLiteral("/nonexistent/nsscope-cli"), at(QStringLiteral("run.nsrec")), QStringLiteral("csv"), at(QStringLiteral("x.csv")));
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(finished[0][0].toString().contains(QLatin1String("could not be started")));
}

NSSCOPE_QT_TEST(TestDataExport)
#include "test_data_export.moc"
