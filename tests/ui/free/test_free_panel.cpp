// SPDX-License-Identifier: GPL-3.0-or-later
// The free experiment's panel by keyboard: each press is one step in words, with names that are free.
#include "tests/core/answers/free_bench.h"
#include "tests/ui/qt_tests.h"
#include "ui/free/free_actions.h"
#include "ui/free/free_panel.h"
#include "ui/free/thing_list.h"
#include "ui/free/type_choice.h"
#include "ui/panels/notice_banner.h"
#include "ui/panels/script_view.h"

#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

using namespace nsscope;
using namespace nsscope::ui;

class TestFreePanel : public QObject
{
    Q_OBJECT
private slots:
    void beginsWithItsUserNamespace();
    void pressesAreSteps();
    void handsHaveTheirButtons();
    void waitsForTheAnswer();
    void thePastCanOnlyBeLookedAt();
    void refusalIsSaid();
    void theKeyboardStays();
    void narrowAndLargeNothingIsCut();
};

namespace
{

struct Desk
{
    Selection selection;
    Transport transport{&selection};
    ThemeSource theme;
    FreePanel panel{&transport, &selection, &theme};
    std::vector<Command> commands;
    std::vector<Notice> notices;

    Desk()
    {
        QObject::connect(&panel, &FreePanel::commandWanted, [this](const Command& command) { commands.push_back(command); });
        panel.resize(380, 900);
        panel.show();
        transport.setLive(true);
        panel.setLive(true);
    }
    FramePtr frame(const FreeSteps& steps, std::size_t done = SIZE_MAX) const
    {
        auto frame = std::make_shared<Frame>();
        frame->runs = {std::make_shared<LabRun>(freeRun(steps, done))};
        frame->notices = notices;
        frame->last = {9'000'000'000};
        return frame;
    }
    void show(const FreeSteps& steps)
    {
        transport.setFrame(frame(steps));
        panel.setFrame(frame(steps));
    }
    QPushButton* button(const QString& words) const
    {
        for (QPushButton* one : panel.findChildren<QPushButton*>()) {
            if (one->text() == words && one->isVisibleTo(&panel))
                return one;
        }
        return nullptr;
    }
    /// As with the space bar.
    bool press(const QString& words)
    {
        QPushButton* one = button(words);
        if (!one || !one->isEnabled())
            return false;
        one->setFocus();
        QTest::keyClick(one, Qt::Key_Space);
        return true;
    }
    QString lastStep() const { return commands.empty() ? QString() : QString::fromStdString(commands.back().step); }
};

} // namespace

void TestFreePanel::beginsWithItsUserNamespace()
{
    Desk desk;
    desk.show({});
    desk.panel.setFrame(std::make_shared<Frame>());
    QVERIFY(!desk.panel.findChild<FreeActions*>()->isEnabled());
    QVERIFY(desk.press(QStringLiteral("Begin")));
    QCOMPARE(desk.commands.size(), std::size_t(2));
    QCOMPARE(desk.commands[0].kind, Command::Kind::Start);
    QCOMPARE(desk.commands[0].experiment, std::string("free"));
    QCOMPARE(desk.commands[1].kind, Command::Kind::Play);
    QCOMPARE(desk.commands[1].number, 1.0);
}

void TestFreePanel::pressesAreSteps()
{
    Desk desk;
    FreeSteps steps;
    const auto pressed = [&](const QString& words, const QString& step) {
        desk.show(steps);
        QVERIFY2(desk.press(words), qPrintable(words));
        QCOMPARE(desk.lastStep(), step);
        steps.emplace_back(step.toStdString(), 0);
    };
    pressed(QStringLiteral("New process"), QStringLiteral("fork child=p1 actor=main"));
    pressed(QStringLiteral("Unshare net"), QStringLiteral("unshare types=net as=A actor=p1")); // the new one is chosen
    desk.panel.findChild<TypeChoice*>()->choose(NsType::Mnt);
    desk.show(steps);
    QVERIFY(!desk.button(QStringLiteral("Bind mount mnt"))->isEnabled());
    pressed(QStringLiteral("Unshare mnt"), QStringLiteral("unshare types=mnt as=B actor=p1"));
    desk.panel.findChild<TypeChoice*>()->choose(NsType::Net);
    pressed(QStringLiteral("Bind mount net"), QStringLiteral("bind types=net mount=m1 actor=p1"));
    pressed(QStringLiteral("Open net file"), QStringLiteral("open types=net fd=f1 actor=p1"));
    pressed(QStringLiteral("Open a socket"), QStringLiteral("socket fd=s1 actor=p1"));
    pressed(QStringLiteral("Process in new net"), QStringLiteral("clone child=p2 types=net as=C actor=p1"));
    desk.show(steps);
    desk.panel.findChild<QComboBox*>()->setCurrentText(QStringLiteral("p1"));
    pressed(QStringLiteral("Open net file"), QStringLiteral("open types=net fd=f2 of=p1 actor=p2"));
    pressed(QStringLiteral("New thread"), QStringLiteral("thread child=t1 actor=p2"));
    desk.show(steps);
    QVERIFY(!desk.button(QStringLiteral("Kill"))->isEnabled());
    pressed(QStringLiteral("Exit"), QStringLiteral("exit actor=t1"));
    desk.show(steps);
    QCOMPARE(desk.panel.findChild<QListWidget*>()->count(), 3);
    QCOMPARE(desk.panel.findChild<QListWidget*>()->item(1)->text(), QStringLiteral("p1 · mnt B · net A"));
    QVERIFY(desk.panel.findChild<ScriptView*>()->isVisible());
}

void TestFreePanel::handsHaveTheirButtons()
{
    Desk desk;
    FreeSteps steps{{"fork child=p1", 0}, {"open types=uts fd=f1", 0}};
    desk.show(steps);
    desk.panel.findChild<QListWidget*>()->setCurrentRow(0);
    QVERIFY(desk.press(QStringLiteral("Pass to p1")));
    QCOMPARE(desk.lastStep(), QStringLiteral("pass fd=f1 to=p1 to_fd=f2 actor=main"));
    steps.emplace_back(desk.lastStep().toStdString(), 0);
    desk.show(steps);
    QVERIFY(desk.press(QStringLiteral("Enter")));
    QCOMPARE(desk.lastStep(), QStringLiteral("setns fd=f1 actor=main"));
    Desk alone;
    alone.show({{"fork child=p1", 0}, {"open types=uts fd=f1", 0}, {"exit actor=p1", 0}});
    QVERIFY(!alone.button(QStringLiteral("Pass to p1")));
    QVERIFY(alone.press(QStringLiteral("Close")));
    QCOMPARE(alone.lastStep(), QStringLiteral("close fd=f1 actor=main"));
}

void TestFreePanel::waitsForTheAnswer()
{
    Desk desk;
    desk.show({{"fork child=p1", 0}});
    QVERIFY(desk.press(QStringLiteral("New process")));
    QVERIFY(desk.press(QStringLiteral("New process")));
    QCOMPARE(desk.commands.size(), std::size_t(1)); // the same name twice would be refused
    desk.show({{"fork child=p1", 0}, {"fork child=p2", 0}});
    QVERIFY(desk.press(QStringLiteral("New process")));
    QCOMPARE(desk.lastStep(), QStringLiteral("fork child=p3 actor=p2"));
}

void TestFreePanel::thePastCanOnlyBeLookedAt()
{
    Desk desk;
    const FreeSteps steps{{"fork child=p1", 0}, {"unshare types=net as=A actor=p1", 0}};
    desk.show(steps);
    desk.transport.back();
    QVERIFY(desk.transport.past());
    auto* list = desk.panel.findChild<QListWidget*>();
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(1)->text(), QStringLiteral("p1 · in namespaces of the host"));
    QVERIFY(!desk.panel.findChild<FreeActions*>()->isEnabled());
    desk.transport.toNow();
    QCOMPARE(list->item(1)->text(), QStringLiteral("p1 · net A"));
    QVERIFY(desk.panel.findChild<FreeActions*>()->isEnabled());
    desk.panel.setLive(false);
    QVERIFY(!desk.panel.findChild<FreeActions*>()->isEnabled());
}

void TestFreePanel::refusalIsSaid()
{
    Desk desk;
    desk.show({{"fork child=p1", 0}});
    QVERIFY(desk.press(QStringLiteral("New process")));
    desk.notices = {{Instant{8'000'000'000}, Notice::Level::Error, "This step cannot be done: it is full.", {}}};
    desk.show({{"fork child=p1", 0}});
    QVERIFY(desk.panel.findChild<NoticeBanner*>()->sentence().contains(QStringLiteral("it is full")));
    QVERIFY(desk.press(QStringLiteral("New process")));
    QCOMPARE(desk.commands.size(), std::size_t(2)); // a refusal is an answer, too
}

void TestFreePanel::theKeyboardStays()
{
    Desk desk;
    QVERIFY(QTest::qWaitForWindowActive(&desk.panel));
    FreeSteps steps{{"open types=uts fd=f1", 0}, {"open types=uts fd=f2", 0}};
    desk.show(steps);
    QVERIFY(desk.press(QStringLiteral("Close")));
    steps.emplace_back("close fd=f1", 0);
    desk.show(steps);
    QCoreApplication::processEvents();
    QWidget* focused = QApplication::focusWidget();
    QVERIFY(focused && desk.panel.findChild<ThingList*>()->isAncestorOf(focused));
    QCOMPARE(focused->accessibleName(), QStringLiteral("Close f2: uts of the host"));
    steps.emplace_back("close fd=f2", 0);
    desk.show(steps);
    QCoreApplication::processEvents();
    QVERIFY(QApplication::focusWidget()); // somewhere in the panel, never lost
}

void TestFreePanel::narrowAndLargeNothingIsCut()
{
    Desk desk;
    desk.theme.setTextScale(1.5);
    FreeSteps steps;
    for (int i = 1; i < 9; ++i)
        steps.emplace_back("fork child=p" + std::to_string(i), 0);
    steps.emplace_back("open types=uts fd=f1", 0);
    desk.show(steps);
    desk.panel.findChild<QListWidget*>()->setCurrentRow(0);
    QCoreApplication::processEvents();
    for (QPushButton* one : desk.panel.findChildren<QPushButton*>()) {
        if (!one->isVisibleTo(&desk.panel) || one->property("link").toBool())
            continue;
        const int room = one->width() - 4;
        QVERIFY2(one->fontMetrics().horizontalAdvance(one->text()) <= room, qPrintable(one->text()));
    }
}

NSSCOPE_QT_TEST(TestFreePanel)
#include "test_free_panel.moc"
