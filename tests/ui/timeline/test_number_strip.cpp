// SPDX-License-Identifier: GPL-3.0-or-later
// The strip of numbers under the timeline: when it is there, what mouse and keys do in it, what it says.
#include "tests/ui/qt_tests.h"
#include "tests/ui/timeline/shown_timeline.h"
#include "ui/timeline/number_strip.h"

using namespace nsscope;
using namespace nsscope::ui;

class TestNumberStrip : public ShownTimeline
{
    Q_OBJECT
private slots:
    void init() { show(); }
    void cleanup() { hide(); }
    void onlyWhereNumbersAreKnown();
    void givesWayWhereThereIsLittleRoom();
    void followsTheCursor();
    void mouseSelectsAndTells();
    void keysWalkFromNumberToNumber();
    void marksAndBlocksArePainted();

private:
    NumberStrip& strip() { return *m_panel->numbers(); }
    QPoint pointOf(unsigned offset)
    {
        const NumberScale& scale = strip().scene().scale;
        return {qRound(scale.x(procDynamicFirst + offset) + scale.unit() / 2), qRound(scale.box.center().y())};
    }
    const ShownTaker* taker(unsigned offset)
    {
        for (const ShownTaker& one : strip().scene().shown) {
            if (one.taker->own == procDynamicFirst + offset)
                return &one;
        }
        return nullptr;
    }
};

void TestNumberStrip::onlyWhereNumbersAreKnown()
{
    QVERIFY(strip().isVisible());
    m_panel->setFrame(sampleHostFrame());
    view().replotNow();
    QVERIFY(!strip().isVisible());
    QVERIFY(strip().storyAt({200, 20}).isEmpty());
    m_panel->setFrame(m_frame);
    view().replotNow();
    QVERIFY(strip().isVisible());
}

void TestNumberStrip::givesWayWhereThereIsLittleRoom()
{
    QVERIFY(!strip().scene().caption.isEmpty());
    m_panel->resize(900, 300);
    QVERIFY(strip().isVisible());
    QVERIFY(strip().scene().caption.isEmpty());
    m_panel->resize(900, 240);
    QVERIFY(!strip().isVisible());
    m_panel->resize(420, 420);
    QVERIFY(strip().isVisible());
    QVERIFY(strip().scene().scale.box.right() <= strip().width());
}

void TestNumberStrip::followsTheCursor()
{
    QCOMPARE(taker(613)->state, LifeState::Held);
    QVERIFY(strip().accessibleDescription().startsWith("One network namespace has 69 numbers."));
    m_selection->lookAt(m_frame->first + 560 * ms);
    QCOMPARE(taker(613), nullptr);
    QCOMPARE(taker(407)->state, LifeState::Held);
    QCOMPARE(taker(338)->state, LifeState::Obsolete);
    QVERIFY(strip().accessibleDescription().startsWith("2 network namespaces have 136 numbers."));
    m_selection->lookAtNow();
    QVERIFY(taker(613));
}

void TestNumberStrip::mouseSelectsAndTells()
{
    m_selection->lookAt(m_frame->first + 2'575 * ms);
    QTest::mouseClick(&strip(), Qt::LeftButton, {}, pointOf(500));
    QCOMPARE(m_selection->life(), taker(475)->taker->life);
    QVERIFY(strip().scene().caption.contains("lies 69 higher"));
    QVERIFY(strip().storyAt(pointOf(500)).startsWith("+476 to +543: entries of /proc/net of net +475"));
    QVERIFY(strip().storyAt(pointOf(475)).startsWith("net +475 (4026532315)"));
    QVERIFY(strip().storyAt({4, pointOf(500).y()}).contains("from one allocator, the lowest free one first"));
    QTest::mouseClick(&strip(), Qt::LeftButton, {}, pointOf(660));
    QCOMPARE(m_selection->life(), taker(475)->taker->life); // nobody is there
    QTest::mouseMove(&strip(), pointOf(420));
    QTRY_COMPARE(m_selection->hovered(), taker(407)->taker->life);
}

void TestNumberStrip::keysWalkFromNumberToNumber()
{
    m_selection->clear();
    QTest::keyClick(&strip(), Qt::Key_Right);
    QCOMPARE(m_selection->life(), taker(338)->taker->life);
    QTest::keyClick(&strip(), Qt::Key_Right);
    QCOMPARE(m_selection->life(), taker(339)->taker->life);
    QTest::keyClick(&strip(), Qt::Key_End);
    QCOMPARE(m_selection->life(), taker(613)->taker->life);
    QTest::keyClick(&strip(), Qt::Key_Right);
    QCOMPARE(m_selection->life(), taker(613)->taker->life);
    QTest::keyClick(&strip(), Qt::Key_Left);
    QCOMPARE(m_selection->life(), taker(544)->taker->life);
    QTest::keyClick(&strip(), Qt::Key_Home);
    QCOMPARE(m_selection->life(), taker(338)->taker->life);
    QTest::keyClick(&strip(), Qt::Key_Escape);
    QCOMPARE(m_selection->life(), LifeId::None);
}

void TestNumberStrip::marksAndBlocksArePainted()
{
    for (const auto choice : {ThemeSource::Choice::Light, ThemeSource::Choice::Dark}) {
        m_theme->choose(choice);
        const QImage picture = strip().grab().toImage();
        const auto colourAt = [&](unsigned offset) { return picture.pixelColor(pointOf(offset) * picture.devicePixelRatio()); };
        QCOMPARE(colourAt(613), m_theme->current().of(NsType::Net).badge);
        QCOMPARE(colourAt(620), m_theme->current().of(NsType::Net).fill);
        m_selection->lookAt(m_frame->first + 560 * ms);
        const QImage past = strip().grab().toImage();
        QCOMPARE(past.pixelColor(pointOf(620) * past.devicePixelRatio()), m_theme->current().sunken);
        m_selection->lookAtNow();
    }
}

NSSCOPE_QT_TEST(TestNumberStrip)
#include "test_number_strip.moc"
