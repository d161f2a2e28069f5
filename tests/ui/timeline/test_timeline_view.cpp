// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline offscreen, driven by mouse and keys as a user drives it.
#include "tests/ui/qt_tests.h"
#include "tests/ui/timeline/shown_timeline.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace nsscope;
using namespace nsscope::ui;

class TestTimelineView : public ShownTimeline
{
    Q_OBJECT

private slots:
    void init() { show(); }
    void cleanup() { hide(); }

    void clickSelects();
    void hoverTellsTheStory();
    void clickOnGroundMovesTheCursor();
    void dragOnRulerMovesTheCursorAndBackToNow();
    void dragSelectsARangeAndEnterZooms();
    void keysZoomPanAndFit();
    void wheelFollowsTheContract();
    void markers();
    void stepsThroughEvents();
    void arrowsSelect();
    void escapeUndoesOneThingAtATime();
    void liveFramesKeepZoomAndSelection();
    void panLeavesFollowAndLiveReturns();
    void themeSwitchRecolours();
    void selectionElsewhereScrollsTheRowIntoSight();
    void reachableByKeyboardAndNamed();

private:
    void wheel(QPoint p, int delta, Qt::KeyboardModifiers modifiers);
};

void TestTimelineView::wheel(QPoint p, int delta, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(p, view().mapToGlobal(p), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view(), &event);
}

void TestTimelineView::clickSelects()
{
    const LifeId life = scene().rows.bars[2].life;
    QTest::mouseClick(&view(), Qt::LeftButton, {}, barPoint(life));
    QCOMPARE(m_selection->life(), life);
    QVERIFY(m_selection->atNow());
    QVERIFY(view().accessibleDescription().contains(QLatin1String("net +338")));
}

void TestTimelineView::hoverTellsTheStory()
{
    const LifeId life = scene().rows.bars[0].life;
    QTest::mouseMove(&view(), barPoint(life));
    QCOMPARE(m_selection->hovered(), life);
    QVERIFY(view().storyAt(barPoint(life) - view().plot()->pos()).startsWith(QLatin1String("net +338 (4026532178): born")));
    const TimelineLayout& layout = scene().layout;
    const int middle = layout.rows.top() + layout.rowHeight / 2;
    QCOMPARE(view().storyAt({10, middle}), QStringLiteral("Inode number 4026532178 = 4026531840 +338: 3 lives in this recording."));
    QVERIFY(view().storyAt(QPointF(xOf(560), layout.laneTop(0) + 8).toPoint()).startsWith(QLatin1String("cleanup_net of the kernel ran")));
    QVERIFY(view().storyAt(QPointF(xOf(2'600), layout.laneTop(1) + 8).toPoint()).startsWith(QLatin1String("2 waiting here")));
    QVERIFY(view().storyAt(QPointF(xOf(100), 5).toPoint()).startsWith(QLatin1String("slow, one every 500 ms: 4 lives on 2 numbers")));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&view(), &leave);
    QCOMPARE(m_selection->hovered(), LifeId::None);
}

void TestTimelineView::clickOnGroundMovesTheCursor()
{
    const int y = scene().layout.rowTop(3, 0) + 12;
    QTest::mouseClick(&view(), Qt::LeftButton, {}, at({xOf(1'300), static_cast<double>(y)}));
    QVERIFY(m_selection->cursor());
    QVERIFY(std::abs(*m_selection->cursor() - (m_frame->first + 1'300 * ms)) < 10 * ms);
}

void TestTimelineView::dragOnRulerMovesTheCursorAndBackToNow()
{
    const double y = scene().layout.ruler.center().y();
    QTest::mousePress(&view(), Qt::LeftButton, {}, at({xOf(300), y}));
    QVERIFY(m_selection->cursor());
    const Instant before = *m_selection->cursor();
    QTest::mouseMove(&view(), at({xOf(2'570), y}));
    QVERIFY(*m_selection->cursor() > before);
    QTest::mouseMove(&view(), at({static_cast<double>(view().width()), y}));
    QVERIFY(m_selection->atNow());
    QTest::mouseRelease(&view(), Qt::LeftButton, {}, at({static_cast<double>(view().width()), y}));
    QVERIFY(m_selection->atNow());
}

void TestTimelineView::dragSelectsARangeAndEnterZooms()
{
    const double y = scene().layout.rowTop(3, 0) + 12;
    QTest::mousePress(&view(), Qt::LeftButton, {}, at({xOf(600), y}));
    QTest::mouseMove(&view(), at({xOf(800), y}));
    QTest::mouseMove(&view(), at({xOf(1'000), y}));
    QTest::mouseRelease(&view(), Qt::LeftButton, {}, at({xOf(1'000), y}));
    QVERIFY(view().range());
    QVERIFY(m_selection->atNow());
    const Interval range = *view().range();
    QVERIFY(std::abs(range.to - range.from - 400 * ms) < 20 * ms);
    QTest::keyClick(&view(), Qt::Key_Return);
    QVERIFY(!view().range());
    QVERIFY(std::abs(scene().at(scene().layout.rows.left()) - range.from) < 2 * ms);
    QVERIFY(!view().following());
}

void TestTimelineView::keysZoomPanAndFit()
{
    const double whole = scene().window.width();
    QTest::keyClick(&view(), Qt::Key_W);
    QVERIFY(scene().window.width() < whole);
    QTest::keyClick(&view(), Qt::Key_S);
    QVERIFY(qFuzzyCompare(scene().window.width(), whole));
    QTest::keyClick(&view(), Qt::Key_Plus);
    const double from = scene().window.from();
    QTest::keyClick(&view(), Qt::Key_A);
    QVERIFY(scene().window.from() < from);
    QTest::keyClick(&view(), Qt::Key_Right);
    QVERIFY(qFuzzyCompare(scene().window.from(), from));
    QTest::keyClick(&view(), Qt::Key_Home);
    QCOMPARE(scene().window.from(), scene().window.scale().xBegin());
    QTest::keyClick(&view(), Qt::Key_End);
    QCOMPARE(scene().window.to(), scene().window.scale().xEnd());
    QTest::keyClick(&view(), Qt::Key_F);
    QVERIFY(qFuzzyCompare(scene().window.width(), whole));
    QVERIFY(view().following());
}

void TestTimelineView::wheelFollowsTheContract()
{
    const QPoint p = at({xOf(1'050), scene().layout.rows.top() + 40.0});
    const double whole = scene().window.width();
    wheel(p, 120, {});
    QVERIFY(qFuzzyCompare(scene().window.width(), whole));
    const Instant under = scene().at(p.x() - view().plot()->x());
    wheel(p, 240, Qt::ControlModifier);
    QVERIFY(scene().window.width() < whole);
    QVERIFY(std::abs(scene().at(p.x() - view().plot()->x()) - under) < ms);
    const double from = scene().window.from();
    wheel(p, -120, Qt::ShiftModifier);
    QVERIFY(scene().window.from() > from);
    QTest::mousePress(&view(), Qt::MiddleButton, {}, p);
    QTest::mouseMove(&view(), p + QPoint(60, 0));
    QTest::mouseRelease(&view(), Qt::MiddleButton, {}, p + QPoint(60, 0));
    QVERIFY(scene().window.from() < from + 0.2 * whole);
    QVERIFY(!view().range());
}

void TestTimelineView::markers()
{
    m_selection->lookAt(m_frame->first + 550 * ms);
    QTest::keyClick(&view(), Qt::Key_1);
    m_selection->lookAt(m_frame->first + 2'600 * ms);
    QTest::keyClick(&view(), Qt::Key_2);
    QCOMPARE(view().marker(TimelineView::Marker::A), m_frame->first + 550 * ms);
    QCOMPARE(view().marker(TimelineView::Marker::B), m_frame->first + 2'600 * ms);
    QStringList shown;
    for (const QLabel* label : m_panel->findChildren<QLabel*>())
        shown << (label->isVisible() ? label->text() : QString());
    QVERIFY2(shown.contains(QStringLiteral("A slow 500 ms   B fast 50.0 ms   Δ 2.05 s")), qPrintable(shown.join(QLatin1Char('|'))));
}

void TestTimelineView::stepsThroughEvents()
{
    m_selection->select(scene().rows.bars[0].life);
    QTest::keyClick(&view(), Qt::Key_Comma);
    QVERIFY(m_selection->cursor());
    const Instant last = *m_selection->cursor();
    QTest::keyClick(&view(), Qt::Key_Comma);
    QVERIFY(*m_selection->cursor() < last);
    QTest::keyClick(&view(), Qt::Key_Period);
    QCOMPARE(*m_selection->cursor(), last);
    QTest::keyClick(&view(), Qt::Key_Period);
    QVERIFY(m_selection->atNow());
}

void TestTimelineView::arrowsSelect()
{
    QTest::keyClick(&view(), Qt::Key_Down);
    QCOMPARE(m_selection->life(), scene().rows.bars[2].life); // the newest on the first number
    QTest::keyClick(&view(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(m_selection->life(), scene().rows.bars[1].life);
    QTest::keyClick(&view(), Qt::Key_Down);
    QCOMPARE(m_selection->life(), scene().rows.bars[3].life);
    QTest::keyClick(&view(), Qt::Key_Up);
    QTest::keyClick(&view(), Qt::Key_Up);
    QTest::keyClick(&view(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(m_selection->life(), scene().rows.bars[0].life);
}

void TestTimelineView::escapeUndoesOneThingAtATime()
{
    m_selection->select(scene().rows.bars[0].life);
    view().setMarker(TimelineView::Marker::A, m_frame->last);
    view().setRange(Interval{m_frame->first, m_frame->last});
    QTest::keyClick(&view(), Qt::Key_Escape);
    QVERIFY(!view().range());
    QVERIFY(view().marker(TimelineView::Marker::A));
    QTest::keyClick(&view(), Qt::Key_Escape);
    QVERIFY(!view().marker(TimelineView::Marker::A));
    QVERIFY(m_selection->life() != LifeId::None);
    QTest::keyClick(&view(), Qt::Key_Escape);
    QCOMPARE(m_selection->life(), LifeId::None);
}

void TestTimelineView::liveFramesKeepZoomAndSelection()
{
    m_panel->setFrame(sampleTrashFrame(3));
    view().replotNow();
    const LifeId life = scene().rows.bars[0].life;
    m_selection->select(life);
    view().showSpan({m_frame->first + 100 * ms, m_frame->first + 400 * ms});
    for (int steps = 4; steps <= 9; ++steps) {
        m_panel->setFrame(sampleTrashFrame(steps));
        view().replotNow();
        const QRect& rows = scene().layout.rows;
        QVERIFY(std::abs(scene().at(rows.left()) - (m_frame->first + 100 * ms)) < 10'000);
        QVERIFY(std::abs(scene().at(rows.left() + rows.width()) - (m_frame->first + 400 * ms)) < 10'000);
        QCOMPARE(m_selection->life(), life);
        QCOMPARE(scene().selected, life);
    }
}

void TestTimelineView::panLeavesFollowAndLiveReturns()
{
    QPushButton* live = nullptr;
    for (QPushButton* button : m_panel->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Live ▸"))
            live = button;
    }
    QVERIFY(live && !live->isVisible());
    QTest::keyClick(&view(), Qt::Key_W);
    QTest::keyClick(&view(), Qt::Key_A);
    QVERIFY(!view().following());
    QVERIFY(live->isVisible());
    m_selection->lookAt(m_frame->first + 600 * ms);
    QTest::mouseClick(live, Qt::LeftButton);
    QVERIFY(view().following());
    QVERIFY(!live->isVisible());
    QVERIFY(m_selection->atNow());
    QVERIFY(scene().window.contains(m_frame->last));
}

void TestTimelineView::themeSwitchRecolours()
{
    const QPoint corner(6, view().height() - 6);
    QCOMPARE(colourAt(corner), m_theme->current().panel);
    m_theme->choose(ThemeSource::Choice::Dark);
    view().replotNow();
    QCOMPARE(colourAt(corner), m_theme->current().panel);
    QVERIFY(colourAt(corner).lightness() < 60);
    m_theme->choose(ThemeSource::Choice::Light);
}

void TestTimelineView::selectionElsewhereScrollsTheRowIntoSight()
{
    m_panel->setFrame(manyLives(400, 100));
    view().replotNow();
    QVERIFY(scene().layout.maxScroll() > 0);
    const Bar& last = scene().rows.bars.back();
    m_selection->select(last.life);
    const QRectF box = scene().barRect(last);
    QVERIFY(box.top() >= scene().layout.rows.top() && box.bottom() <= scene().layout.rows.bottom());
    view().showSpan({{0}, {10 * ms}});
    m_selection->select(scene().rows.bars[3].life);
    QVERIFY(scene().window.contains({scene().rows.bars[3].from}));
}

void TestTimelineView::reachableByKeyboardAndNamed()
{
    QCOMPARE(view().focusPolicy(), Qt::StrongFocus);
    QVERIFY(!view().accessibleName().isEmpty());
    view().clearFocus();
    view().setFocus(Qt::TabFocusReason);
    QVERIFY(view().hasFocus());
    QCOMPARE(colourAt({view().width() / 2, 1}).hue(), m_theme->current().accent.hue());
    for (const QPushButton* button : m_panel->findChildren<QPushButton*>())
        QVERIFY(!button->text().isEmpty() && !button->toolTip().isEmpty());
}

NSSCOPE_QT_TEST(TestTimelineView)
#include "test_timeline_view.moc"
