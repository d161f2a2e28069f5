// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline shows of nothing, of one life, of very many, and how often it repaints.
#include "tests/ui/qt_tests.h"
#include "tests/ui/timeline/shown_timeline.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace nsscope;
using namespace nsscope::ui;

class TestTimelineStates : public ShownTimeline
{
    Q_OBJECT
private slots:
    void init() { show(); }
    void cleanup() { hide(); }
    void emptyStates();
    void oneLife();
    void tenThousandLives();
    void deepInAGapThereIsOnlyTheArc();
    void repaintsAreLimited();
};

void TestTimelineStates::emptyStates()
{
    TimelineView fresh(m_selection.get(), m_theme.get());
    QVERIFY(fresh.scene().empty.startsWith(QLatin1String("No recording yet.")));
    QTest::keyClick(&fresh, Qt::Key_W);
    QTest::keyClick(&fresh, Qt::Key_Period);
    QTest::keyClick(&fresh, Qt::Key_1);
    QTest::keyClick(&fresh, Qt::Key_Down);
    QTest::mouseClick(&fresh, Qt::LeftButton, {}, {200, 100});
    QTest::mouseDClick(&fresh, Qt::LeftButton, {}, {200, 100});
    fresh.setFrame(std::make_shared<Frame>());
    fresh.replotNow();
    QVERIFY(fresh.scene().empty.startsWith(QLatin1String("No namespace has been seen")));
    fresh.setFrame(sampleHostFrame());
    fresh.replotNow();
    QVERIFY(fresh.scene().empty.contains(QLatin1String("20 numbers")));
    fresh.resize(800, 400);
    QTest::mouseClick(&fresh, Qt::LeftButton, {}, {200, 100}); // on no moment that could be seen
    QTest::mouseClick(&fresh, Qt::LeftButton, {}, {400, 390});
    QVERIFY(!m_selection->cursor());
    fresh.setRowChoice(RowChoice::All);
    QVERIFY(fresh.scene().empty.isEmpty());
    fresh.setRowChoice(RowChoice::Fitting);
    fresh.setFrame(sampleTrashFrame(0));
    fresh.replotNow();
    QVERIFY(fresh.scene().empty.startsWith(QLatin1String("The experiment is ready.")));
}

void TestTimelineStates::oneLife()
{
    m_panel->setFrame(manyLives(1, 1));
    view().replotNow();
    QCOMPARE(scene().rows.bars.size(), 1u);
    QTest::mouseClick(&view(), Qt::LeftButton, {}, barPoint(static_cast<LifeId>(1)));
    QCOMPARE(m_selection->life(), static_cast<LifeId>(1));
}

void TestTimelineStates::tenThousandLives()
{
    m_panel->setFrame(manyLives(10'000, 5));
    view().replotNow();
    QCOMPARE(scene().rows.rows.size(), 5u);
    // Merged columns still show the type's colour.
    const QPoint p = at({static_cast<double>(scene().layout.rows.center().x()), scene().barBox(2).center().y()});
    QVERIFY(colourAt(p) != m_theme->current().panel);
    QTest::keyClick(&view(), Qt::Key_Home);
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(&view(), Qt::Key_W);
    view().replotNow();
    m_panel->setFrame(m_frame);
    view().replotNow();
    QCOMPARE(scene().rows.rows.size(), 6u);
}

void TestTimelineStates::deepInAGapThereIsOnlyTheArc()
{
    m_panel->setFrame(manyLives(10'000, 5));
    view().replotNow();
    const Instant gap{10'029 * ms}; // between the end of one life and the birth of the next, on whichever number
    for (int i = 0; i < 20; ++i)
        view().zoomAt(scene().px(gap), 0.5);
    view().replotNow();
    QVERIFY(scene().at(scene().layout.rows.left()).ns > 10'028 * ms);
    QVERIFY(scene().at(scene().layout.rows.right()).ns < 10'030 * ms);
    const QImage picture = view().plot()->grab().toImage();
    const auto colourIn = [&](const QColor& colour, const QRectF& where) {
        const qreal ratio = picture.devicePixelRatio();
        for (int y = qRound(where.top() * ratio); y < where.bottom() * ratio; ++y) {
            for (int x = qRound(where.left() * ratio); x < where.right() * ratio; ++x) {
                if (picture.pixelColor(x, y) == colour)
                    return true;
            }
        }
        return false;
    };
    const QRectF box = scene().barBox(1);
    const QColor ground = picture.pixelColor((box.center() * picture.devicePixelRatio()).toPoint());
    for (double x = box.left(); x < box.right() - 1; ++x)
        QCOMPARE(picture.pixelColor((QPointF(x, box.center().y() + 2) * picture.devicePixelRatio()).toPoint()), ground);
    QVERIFY(colourIn(m_theme->current().reuse, box.adjusted(0, -scene().layout.rowHeight / 2.0, 0, 0)));
}

void TestTimelineStates::repaintsAreLimited()
{
    QSignalSpy changed(&view(), &TimelineView::contentChanged);
    QElapsedTimer clock;
    clock.start();
    int sent = 0;
    while (clock.elapsed() < 300) {
        m_panel->setFrame(sampleTrashFrame(3 + sent++ % 6));
        QCoreApplication::processEvents();
    }
    m_panel->setFrame(m_frame);
    QTRY_COMPARE(scene().frame, m_frame);
    QVERIFY2(changed.count() <= 300 / 33 + 3, qPrintable(QString::number(changed.count())));
    QVERIFY(changed.count() < sent);
}

NSSCOPE_QT_TEST(TestTimelineStates)
#include "test_timeline_states.moc"
