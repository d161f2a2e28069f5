// SPDX-License-Identifier: GPL-3.0-or-later
// Where the window looks: pkexec and ssh are played by scripts on the path, which note how they were called.
#include "tests/ui/qt_tests.h"
#include "tests/ui/window/recorded_run.h"
#include "ui/mainwindow/connect_dialog.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/start_page.h"
#include "ui/panels/inspector_view.h"
#include "ui/panels/notice_banner.h"
#include "ui/panels/status_bar.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <algorithm>

using namespace nsscope;
using namespace nsscope::ui;

class TestAgents : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void rootNeedsNoQuestion();
    void withoutPkexecItIsSaid();
    void dismissedIsNoError();
    void refusedIsSaid();
    void elevatedAgentIsRunByPkexec();
    void remoteAgentIsRunBySsh();
    void lostConnectionKeepsWhatWasSeen();
    void hangingAgentCanBeGivenUp();
    void rateIsToldToEachAgent();
    void referencesAreCountedWhenAsked();
    void whatIsMissingToCountIsSaid();
    void olderAgentsCannotCount();
    void recordingsCannotBeCounted();
    void dialogChecksAndRemembers();

private:
    void script(const QString& name, const QByteArray& body);
    QStringList calls() const;
    void answer(const QByteArray& record);
    QTemporaryDir m_folder;
};

namespace
{

const QStringList ownCommand{QStringLiteral("/bin/sh"), QStringLiteral("agent")};

struct ShownEmpty
{
    ThemeSource theme;
    MainWindow window{&theme};

    ShownEmpty() { window.show(); }
    QAction* count()
    {
        const auto all = window.actions();
        const auto found = std::find_if(all.begin(), all.end(), [](const QAction* one) { return one->text() == QLatin1String("Count references"); });
        return found == all.end() ? nullptr : *found;
    }
    /// All that the inspector says.
    QString inspector()
    {
        QStringList words;
        for (const QLabel* label : window.findChild<InspectorView*>()->findChildren<QLabel*>()) {
            if (label->isVisible())
                words << label->text();
        }
        return words.join(QLatin1Char('|'));
    }
    /// Connected, and the newest life is chosen.
    void observeAndSelect()
    {
        window.observe(*remoteAgent(QStringLiteral("box")));
        QTRY_VERIFY(window.session()->frame() && !window.session()->frame()->lives.empty() && count()->isEnabled());
        auto* inspector = window.findChild<InspectorView*>(); // a host begins with its outline
        qobject_cast<QStackedWidget*>(inspector->parentWidget())->setCurrentWidget(inspector);
        window.selection()->select(living()->id);
    }
    /// The newest that has not gone.
    const Life* living()
    {
        const Frame& frame = *window.session()->frame();
        const auto lives = [&](const std::shared_ptr<const Life>& life) { return stateAt(*life, frame.last) < LifeState::Obsolete; };
        const auto found = std::find_if(frame.lives.rbegin(), frame.lives.rend(), lives);
        return found == frame.lives.rend() ? nullptr : found->get();
    }
    QString banner() { return window.findChild<NoticeBanner*>()->sentence(); }
    QPushButton* button(const QString& words)
    {
        const auto all = window.findChildren<QPushButton*>();
        const auto found = std::find_if(all.begin(), all.end(), [&](const QPushButton* b) { return b->text() == words && b->isVisible(); });
        return found == all.end() ? nullptr : *found;
    }
};

} // namespace

void TestAgents::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("nsscope-test-agents"));
    QSettings().clear();
    QFile stream(m_folder.filePath(QStringLiteral("stream")));
    QVERIFY(stream.open(QIODevice::WriteOnly));
    QByteArray bytes = recordedRun();
    bytes.truncate(bytes.lastIndexOf('\n', bytes.size() - 2) + 1); // an agent that lives has not said that it ends
    QVERIFY(stream.write(bytes) == bytes.size());
    qputenv("PATH", m_folder.path().toLocal8Bit() + ":/usr/bin:/bin");
}

/// `body` runs in the folder of this test; "note" keeps the call's arguments, "live" is an agent that lives until its input ends.
void TestAgents::script(const QString& name, const QByteArray& body)
{
    QFile::remove(m_folder.filePath(QStringLiteral("calls")));
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("#!/bin/sh\ncd '" + m_folder.path().toLocal8Bit() +
               "'\nnote() { for word; do echo \"$word\"; done > calls; }\nlive() { cat stream; cat > /dev/null; }\n" + body + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QStringList TestAgents::calls() const
{
    QFile file(m_folder.filePath(QStringLiteral("calls")));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts) : QStringList();
}

void TestAgents::rootNeedsNoQuestion()
{
    QVERIFY(elevatedAgent(ownCommand, true).error().contains(QLatin1String("already runs as root")));
}

void TestAgents::withoutPkexecItIsSaid()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", m_folder.path().toLocal8Bit());
    QFile::remove(m_folder.filePath(QStringLiteral("pkexec")));
    const AgentChoice choice = elevatedAgent(ownCommand, false);
    qputenv("PATH", path);
    QVERIFY(!choice);
    QVERIFY(choice.error().contains(QLatin1String("The package \"pkexec\" brings it")));
}

void TestAgents::dismissedIsNoError()
{
    script(QStringLiteral("pkexec"), "exit 126");
    ShownEmpty shown;
    QSignalSpy failed(shown.window.session(), &Session::failed);
    QSignalSpy dismissed(shown.window.session(), &Session::dismissed);
    shown.window.observe(*elevatedAgent(ownCommand, false));
    QVERIFY(dismissed.wait(5000));
    QCOMPARE(shown.window.session()->agent().kind, AgentSource::Kind::Own);
    QVERIFY2(shown.banner().contains(QLatin1String("observed without root")), qPrintable(shown.banner()));
    QCOMPARE(failed.count(), 0);
}

void TestAgents::refusedIsSaid()
{
    script(QStringLiteral("pkexec"), "echo 'Error executing command as another user: Not authorized' >&2; exit 127");
    ShownEmpty shown;
    QSignalSpy failed(shown.window.session(), &Session::failed);
    shown.window.observe(*elevatedAgent(ownCommand, false));
    QVERIFY(failed.wait(5000));
    QVERIFY(failed[0][0].toString().contains(QLatin1String("not allowed to start as root")));
}

void TestAgents::elevatedAgentIsRunByPkexec()
{
    script(QStringLiteral("pkexec"), "note \"$@\"; live");
    ShownEmpty shown;
    shown.window.observe(*elevatedAgent(ownCommand, false));
    QTRY_VERIFY(shown.window.session()->frame());
    QCOMPARE(calls(), ownCommand);
    QVERIFY(shown.window.session()->connected());
    // 127 of an agent that has spoken is the agent's own.
    script(QStringLiteral("pkexec"), "cat stream; exit 127");
    QSignalSpy failed(shown.window.session(), &Session::failed);
    shown.window.observe(*elevatedAgent(ownCommand, false));
    QVERIFY(failed.wait(5000));
    QVERIFY2(failed[0][0].toString().contains(QLatin1String("ended with status 127")), qPrintable(failed[0][0].toString()));
}

void TestAgents::remoteAgentIsRunBySsh()
{
    script(QStringLiteral("ssh"), "note \"$@\"; live");
    ShownEmpty shown;
    shown.window.observe(*remoteAgent(QStringLiteral(" alice@box ")));
    QTRY_VERIFY(shown.window.session()->frame());
    QCOMPARE(calls().mid(calls().indexOf(QLatin1String("--"))), QStringList({"--", "alice@box", "nsscope-cli agent"}));
    QVERIFY2(shown.window.windowTitle().startsWith(QStringLiteral("alice@box · ")), qPrintable(shown.window.windowTitle()));
    QVERIFY(!remoteAgent(QStringLiteral("-oProxyCommand=id")));
    QVERIFY(!remoteAgent(QStringLiteral("a\nb")));
    QVERIFY(!remoteAgent(QString(256, QLatin1Char('a'))));
}

void TestAgents::lostConnectionKeepsWhatWasSeen()
{
    script(QStringLiteral("ssh"), "cat stream; echo 'Connection to box closed by remote host.' >&2; exit 255");
    ShownEmpty shown;
    QSignalSpy failed(shown.window.session(), &Session::failed);
    shown.window.observe(*remoteAgent(QStringLiteral("box")));
    QVERIFY(failed.wait(5000));
    QTRY_VERIFY(shown.window.session()->frame());
    QVERIFY(shown.window.session()->frame()->lives.size() >= 3);
    QVERIFY2(shown.banner().contains(QLatin1String("closed by remote host")), qPrintable(shown.banner()));
    script(QStringLiteral("ssh"), "note again; live");
    QPushButton* again = shown.button(QStringLiteral("Observe box again"));
    QVERIFY(again);
    again->click();
    QTRY_COMPARE(calls(), QStringList(QStringLiteral("again")));
}

void TestAgents::hangingAgentCanBeGivenUp()
{
    script(QStringLiteral("ssh"), "exec sleep 600");
    ShownEmpty shown;
    shown.window.observe(*remoteAgent(QStringLiteral("box")));
    QPushButton* cancel = shown.button(QStringLiteral("Cancel"));
    QVERIFY(cancel);
    cancel->click();
    QCOMPARE(shown.window.session()->source(), Session::Source::None);
    QVERIFY(shown.button(QStringLiteral("Observe this host")));
}

void TestAgents::rateIsToldToEachAgent()
{
    script(QStringLiteral("ssh"), "cat stream; exec cat > calls");
    ShownEmpty shown;
    auto* status = shown.window.findChild<StatusBar*>();
    shown.window.observe(*remoteAgent(QStringLiteral("box")));
    QTRY_COMPARE(calls().size(), qsizetype(1));
    QVERIFY(calls()[0].contains(QLatin1String("\"rate\"")));
    emit status->rateWanted(10);
    QTRY_COMPARE(calls().size(), qsizetype(2));
    QVERIFY(calls()[1].contains(QLatin1String("10")));
    script(QStringLiteral("ssh"), "cat stream; exec cat > calls");
    shown.window.observe(*remoteAgent(QStringLiteral("box")));
    QTRY_COMPARE(calls().size(), qsizetype(1));
    QVERIFY(calls()[0].contains(QLatin1String("10")));
    QCOMPARE(costSentence(3'000'000, 5), QStringLiteral("a look takes 3.00 ms · 1.5 % of a core"));
    QCOMPARE(costSentence(3'000'000, 0), QStringLiteral("a look takes 3.00 ms"));
}

namespace
{

/// Of an agent: tells the stream, and answers each wish to count by what the file "answer" holds.
const QByteArray answering = "cat stream; while read -r line; do case $line in *'\"count\"'*) cat answer;; esac; done";

} // namespace

/// What the agent says to the next wish to count.
void TestAgents::answer(const QByteArray& record)
{
    QFile file(m_folder.filePath(QStringLiteral("answer")));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(record + "\n");
}

void TestAgents::referencesAreCountedWhenAsked()
{
    script(QStringLiteral("ssh"), answering);
    ShownEmpty shown;
    shown.observeAndSelect();
    const FramePtr before = shown.window.session()->frame();
    const Life& life = *shown.living();
    QVERIFY2(shown.inspector().contains(QLatin1String("Not counted yet.")), qPrintable(shown.inspector()));
    answer(QByteArrayLiteral("{\"fact\":\"references\",\"at_ns\":") + QByteArray::number(static_cast<qlonglong>(before->last.ns + 1)) +
           ",\"ns\":{\"type\":\"" + std::string(nsTypeName(life.ref.type)).c_str() + "\",\"dev\":4,\"inode\":" + QByteArray::number(static_cast<qulonglong>(life.ref.inode)) +
           ",\"id\":" + QByteArray::number(static_cast<qulonglong>(life.ref.id)) + "},\"count\":7,\"explained\":5,\"by\":{\"tasks\":1,\"sockets\":4}}");
    QPushButton* button = shown.button(QStringLiteral("Count references"));
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(shown.inspector().contains(QLatin1String("7 references, 2 unexplained, counted just now.")));
    QVERIFY2(shown.inspector().contains(QLatin1String("4 sockets")), qPrintable(shown.inspector()));
    QVERIFY(shown.banner().isEmpty());
}

void TestAgents::whatIsMissingToCountIsSaid()
{
    script(QStringLiteral("ssh"), answering);
    ShownEmpty shown;
    shown.observeAndSelect();
    const auto refuse = [&] {
        answer(QByteArrayLiteral("{\"fact\":\"references\",\"at_ns\":") +
               QByteArray::number(static_cast<qlonglong>(shown.window.session()->frame()->last.ns + 1)) + ",\"reason\":\"not root\",\"remedy\":\"root\"}");
    };
    refuse();
    QTest::keyClick(&shown.window, Qt::Key_C);
    QTRY_VERIFY2(shown.inspector().contains(QLatin1String("They cannot be counted: not root. It takes root.")), qPrintable(shown.inspector()));
    QVERIFY(shown.banner().isEmpty());
    refuse();
    shown.window.selection()->clear();
    shown.count()->trigger();
    QTRY_COMPARE(shown.banner(), QStringLiteral("References cannot be counted: not root. It takes root."));
}

void TestAgents::olderAgentsCannotCount()
{
    script(QStringLiteral("ssh"), answering);
    ShownEmpty shown;
    shown.observeAndSelect();
    answer(QByteArrayLiteral("{\"fact\":\"notice\",\"at_ns\":") + QByteArray::number(static_cast<qlonglong>(shown.window.session()->frame()->last.ns + 1)) +
           ",\"level\":\"warning\",\"text\":\"Not a command: command: there is no \\\"count\\\"\"}");
    shown.count()->trigger();
    QTRY_COMPARE(shown.banner(), QStringLiteral("The agent is of an older version, which cannot count references."));
}

void TestAgents::recordingsCannotBeCounted()
{
    ShownEmpty shown;
    QVERIFY(!shown.count()->isEnabled());
    QVERIFY(shown.count()->toolTip().contains(QLatin1String("No agent observes now")));
    const QString path = m_folder.filePath(QStringLiteral("counted.nsrec"));
    QFile recording(path);
    QVERIFY(recording.open(QIODevice::WriteOnly));
    recording.write(recordedRun());
    recording.close();
    shown.window.openFile(path);
    QTRY_VERIFY(shown.window.session()->frame() && !shown.window.session()->loading());
    QVERIFY(!shown.count()->isEnabled());
    QVERIFY2(shown.count()->toolTip().startsWith(QLatin1String("A recording is open")), qPrintable(shown.count()->toolTip()));
    shown.window.selection()->select(shown.window.session()->frame()->lives.back()->id);
    QVERIFY(!shown.button(QStringLiteral("Count references")));
    QVERIFY(!shown.inspector().contains(QLatin1String("counted")));
}

void TestAgents::dialogChecksAndRemembers()
{
    ThemeSource theme;
    auto* dialog = new ConnectDialog(&theme, nullptr);
    QSignalSpy chosen(dialog, &ConnectDialog::chosen);
    dialog->show();
    auto* observe = dialog->findChildren<QPushButton*>().value(0);
    QVERIFY(observe);
    const auto fields = dialog->findChildren<QComboBox*>();
    QTest::keyClicks(fields[0]->lineEdit(), QStringLiteral("-bad"));
    QTest::keyClick(fields[0]->lineEdit(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 0);
    fields[0]->lineEdit()->clear();
    QTest::keyClicks(fields[0]->lineEdit(), QStringLiteral("alice@box"));
    QTest::keyClick(fields[0]->lineEdit(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(QSettings().value(QStringLiteral("hosts")).toStringList(), QStringList(QStringLiteral("alice@box")));

    dialog = new ConnectDialog(&theme, nullptr);
    QSignalSpy byCommand(dialog, &ConnectDialog::chosen);
    dialog->show();
    QCOMPARE(dialog->findChildren<QComboBox*>()[0]->itemText(0), QStringLiteral("alice@box"));
    dialog->findChildren<QRadioButton*>()[1]->click();
    QTest::keyClicks(dialog->findChildren<QComboBox*>()[1]->lineEdit(), QStringLiteral("my agent"));
    QTest::keyClick(dialog->findChildren<QComboBox*>()[1]->lineEdit(), Qt::Key_Return);
    QCOMPARE(byCommand.count(), 1);
}

NSSCOPE_QT_TEST(TestAgents)
#include "test_agents.moc"
