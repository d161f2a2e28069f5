// SPDX-License-Identifier: GPL-3.0-or-later
// The map of the whole recording, and rows in groups, in the shown panel.
#include "tests/ui/qt_tests.h"
#include "tests/ui/timeline/shown_timeline.h"
#include "ui/models/life_text.h"
#include "ui/timeline/row_groups.h"
#include "ui/timeline/timeline_map.h"

#include <QMenu>
#include <QPushButton>
#include <algorithm>
#include <numeric>

using namespace nsscope;
using namespace nsscope::ui;

class TestTimelineMap : public ShownTimeline
{
    Q_OBJECT
private slots:
    void init() { show(); }
    void cleanup() { hide(); }

    void countsLivesInEachColumn();
    void pressMovesTheTimelineThere();
    void groupsHaveHeadingsThatAreNoLives();
    void headingsTellWhatTheyAre();
};

void TestTimelineMap::countsLivesInEachColumn()
{
    const FramePtr frame = manyLives(100, 10);
    const LifeRows rows = LifeRowsBuilder().update(frame, RowChoice::All);
    const TimeScale scale = TimeScale::linear({{0}, frame->last});
    const std::vector<int> all = livesByColumn(rows, scale, frame->last, 1);
    QCOMPARE(all, std::vector<int>{100});
    const std::vector<int> fine = livesByColumn(rows, scale, frame->last, 1000);
    QCOMPARE(fine.size(), std::size_t(1000));
    QCOMPARE(*std::max_element(fine.begin(), fine.end()), 1); // one life after the other, with pauses between
    QCOMPARE(*std::min_element(fine.begin(), fine.end()), 0);
    QVERIFY(livesByColumn(rows, scale, frame->last, 0).empty());
}

void TestTimelineMap::pressMovesTheTimelineThere()
{
    auto* map = m_panel->findChild<TimelineMap*>();
    m_panel->resize(1300, 420);
    QVERIFY(map->isVisible());
    view().zoomAt(scene().layout.rows.center().x(), 0.1);
    const double width = scene().window.width();
    for (const double share : {0.25, 0.75}) {
        QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(qRound(share * map->width()), map->height() / 2));
        const TimeScale& scale = scene().window.scale();
        const double middle = (scene().window.from() + scene().window.to()) / 2;
        QVERIFY(qAbs(middle - (scale.xBegin() + share * (scale.xEnd() - scale.xBegin()))) < 0.01 * (scale.xEnd() - scale.xBegin()));
        QVERIFY(qAbs(scene().window.width() - width) < 1e-9);
    }
    const QImage picture = map->grab().toImage();
    QVERIFY(picture.pixelColor(qRound(0.75 * map->width()), 1) != picture.pixelColor(2, map->height() / 2));
}

void TestTimelineMap::groupsHaveHeadingsThatAreNoLives()
{
    const std::size_t before = scene().rows.rows.size();
    auto* button = m_panel->findChildren<QPushButton*>().value(1);
    for (QPushButton* each : m_panel->findChildren<QPushButton*>())
        button = each->menu() ? each : button;
    QVERIFY(button->menu());
    button->menu()->actions()[static_cast<int>(RowGrouping::Run)]->trigger();
    QCOMPARE(button->text(), groupingText(RowGrouping::Run));
    QCOMPARE(scene().rows.rows.size(), before + 1);
    QVERIFY(scene().rows.rows.front().heading());
    view().replotNow();
    const QPoint heading = at(scene().barBox(0).center());
    QTest::mouseClick(&view(), Qt::LeftButton, {}, heading);
    QCOMPARE(m_selection->life(), LifeId::None);
    view().setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(&view(), Qt::Key_Up);
    const Bar* bar = scene().rows.find(m_selection->life());
    QVERIFY(bar);
    QCOMPARE(scene().rows.rowOf(*bar), std::size_t(1));
    view().setRowGrouping(RowGrouping::None);
    QCOMPARE(scene().rows.rows.size(), before);
}

void TestTimelineMap::headingsTellWhatTheyAre()
{
    view().setRowGrouping(RowGrouping::Type);
    view().replotNow();
    QCOMPARE(view().storyAt(scene().barBox(0).center().toPoint()), typeText(static_cast<NsType>(scene().rows.rows[0].group)));
    QCOMPARE(groupTitle(*m_frame, RowGrouping::Owner, 0), QStringLiteral("Owner not seen"));
    QCOMPARE(groupTitle(*m_frame, RowGrouping::Run, -1), QStringLiteral("Of no experiment"));
    QVERIFY(!groupTitle(*m_frame, RowGrouping::Run, 0).isEmpty());
    QVERIFY(!groupTitle(*m_frame, RowGrouping::Owner, 1).isEmpty());
}

NSSCOPE_QT_TEST(TestTimelineMap)
#include "test_timeline_map.moc"
