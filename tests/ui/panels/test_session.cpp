// SPDX-License-Identifier: GPL-3.0-or-later
// The session from files (whole, torn, damaged, foreign) and from agents (one that answers, one that dies, none).
#include "core/stream/fact_codec.h"
#include "tests/ui/qt_tests.h"
#include "ui/session/session.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <array>

using namespace nsscope;
using namespace nsscope::ui;

class TestSession : public QObject
{
    Q_OBJECT
private slots:
    void readsAWholeRecording();
    void everyPrefixOpens();
    void refusesWhatIsNoRecordingAndKeepsWhatWasOpen();
    void agentAnswersAndIsSavedByteForByte();
    void agentThatDiesLeavesWhatWasSeen();
    void agentThatCannotStart();
    void closingEndsTheAgent();

private:
    QString write(const QString& name, const QByteArray& bytes);
    QTemporaryDir m_folder;
};

namespace
{

constexpr std::int64_t second = 1'000'000'000;

QByteArray line(const Fact& fact) { return QByteArray::fromStdString(encodeFact(fact)) + '\n'; }

ScanFact scan(std::int64_t ns, int count)
{
    ScanFact fact;
    fact.start = {ns};
    fact.first = true;
    for (int i = 0; i < count; ++i) {
        NamespaceChange change;
        change.info.ref = {NsType::Uts, 4, 4026532000u + static_cast<unsigned>(i), 100u + static_cast<unsigned>(i)};
        Holder holder;
        holder.kind = HolderKind::Process;
        holder.pid = 10 + i;
        change.info.holders.push_back(holder);
        fact.changed.push_back(change);
    }
    return fact;
}

QByteArray stream(int namespaces = 3)
{
    Header header;
    header.program = "test";
    header.host.kernel = "6.18.0";
    header.host.uid = 1000;
    header.at = {second};
    return line(header) + line(scan(second, namespaces)) + line(StreamEnd{{2 * second}});
}

/// A shell as agent: prints a file, then does `rest`.
AgentSource agent(const QString& file, const QString& rest)
{
    return ownAgent({QStringLiteral("/bin/sh"), QStringLiteral("-c"), QStringLiteral("cat \"$0\"; ") + rest, file});
}

} // namespace

QString TestSession::write(const QString& name, const QByteArray& bytes)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a test file");
    return file.fileName();
}

void TestSession::readsAWholeRecording()
{
    Session session;
    QSignalSpy loaded(&session, &Session::loaded);
    session.openRecording(write(QStringLiteral("a.nsrec"), stream()));
    QVERIFY(loaded.wait(5000));
    QTRY_VERIFY(session.frame() && session.frame()->ended);
    QCOMPARE(session.frame()->lives.size(), std::size_t(3));
    QCOMPARE(session.source(), Session::Source::Recording);
    QCOMPARE(session.title(), QStringLiteral("a.nsrec"));
    QVERIFY(!session.loading());
    QVERIFY(!session.unsaved());
    QVERIFY(!session.frame()->torn);
}

void TestSession::everyPrefixOpens()
{
    const QByteArray whole = stream(2);
    for (qsizetype cut = 11; cut < whole.size(); cut += 37) {
        Session session;
        QSignalSpy loaded(&session, &Session::loaded);
        session.openRecording(write(QStringLiteral("cut.nsrec"), whole.left(cut)));
        QVERIFY(loaded.wait(5000));
        QTRY_VERIFY(session.frame());
        const bool clean = whole.left(cut).endsWith('\n');
        QTRY_COMPARE(session.frame()->torn, !clean);
    }
}

void TestSession::refusesWhatIsNoRecordingAndKeepsWhatWasOpen()
{
    Session session;
    QSignalSpy failed(&session, &Session::failed);
    session.openRecording(write(QStringLiteral("a.nsrec"), stream()));
    QTRY_VERIFY(session.frame());
    session.openRecording(write(QStringLiteral("b.nsrec"), "hello\n"));
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(QLatin1String("not a recording")));
    session.openRecording(m_folder.filePath(QStringLiteral("none.nsrec")));
    QCOMPARE(failed.count(), 2);
    QVERIFY(session.frame());
    QCOMPARE(session.title(), QStringLiteral("a.nsrec"));
}

void TestSession::agentAnswersAndIsSavedByteForByte()
{
    const QByteArray bytes = stream();
    const QString log = m_folder.filePath(QStringLiteral("commands"));
    Session session;
    session.startLive(agent(write(QStringLiteral("s"), bytes), QStringLiteral("exec cat > '%1'").arg(log)));
    QVERIFY(session.connected());
    QTRY_VERIFY(session.frame() && session.frame()->ended);
    QCOMPARE(session.title(), QStringLiteral("This host · without root"));
    QVERIFY(session.unsaved());
    Command command;
    command.kind = Command::Kind::Step;
    session.send(command);
    const auto logged = [&] {
        QFile file(log);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_COMPARE(logged(), QByteArray::fromStdString(encodeCommand(command)) + '\n');
    const QString saved = m_folder.filePath(QStringLiteral("saved.nsrec"));
    QCOMPARE(session.saveAs(saved), QString());
    QFile file(saved);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QVERIFY(!session.unsaved());
    QVERIFY(!session.saveAs(QStringLiteral("/nonexistent/x.nsrec")).isEmpty());
}

void TestSession::agentThatDiesLeavesWhatWasSeen()
{
    Session session;
    QSignalSpy failed(&session, &Session::failed);
    session.startLive(agent(write(QStringLiteral("s"), stream().chopped(30)), QStringLiteral("echo no luck >&2; exit 3")));
    QVERIFY(failed.wait(5000));
    QVERIFY(failed[0][0].toString().contains(QLatin1String("status 3")));
    QVERIFY(failed[0][0].toString().contains(QLatin1String("no luck")));
    QTRY_VERIFY(session.frame() && session.frame()->torn);
    QCOMPARE(session.frame()->lives.size(), std::size_t(3));
    QVERIFY(!session.connected());
}

void TestSession::agentThatCannotStart()
{
    Session session;
    QSignalSpy failed(&session, &Session::failed);
    session.startLive(ownAgent({QStringLiteral("/nonexistent/agent")}));
    QVERIFY(failed.wait(5000));
    QCOMPARE(failed.count(), 1);
    QVERIFY(!session.connected());
    QVERIFY(!session.frame());
}

void TestSession::closingEndsTheAgent()
{
    const QString pidFile = m_folder.filePath(QStringLiteral("pid"));
    {
        Session session;
        session.startLive(agent(write(QStringLiteral("s"), stream()), QStringLiteral("echo $$ > '%1'; exec cat").arg(pidFile)));
        QTRY_VERIFY(QFile::exists(pidFile) && QFile(pidFile).size() > 1);
    }
    QFile file(pidFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!QFile::exists(QStringLiteral("/proc/%1").arg(file.readAll().trimmed().toInt())));
}

NSSCOPE_QT_TEST(TestSession)
#include "test_session.moc"
