// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/qt_tests.h"
#include "tests/ui/sample_frame.h"
#include "tests/units.h"
#include "ui/graph/graph_panel.h"
#include "ui/session/selection.h"
#include "ui/theme/theme_source.h"

#include <QAccessible>
#include <QAction>
#include <QPaintEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

struct Stage
{
    Selection selection;
    ThemeSource theme;
    GraphPanel panel{&selection, &theme};
    GraphView* view = panel.view();

    explicit Stage(FramePtr frame, QSize size = {1100, 600})
    {
        theme.choose(ThemeSource::Choice::Light);
        view->setReducedMotion(true);
        panel.resize(size);
        panel.setFrame(std::move(frame));
        panel.show();
        view->scene();
    }
    QPoint centre(LifeId life) { return view->cardRect(life).center().toPoint(); }
    void moveTo(QPoint at, Qt::MouseButtons buttons = {})
    {
        QMouseEvent move(QEvent::MouseMove, at, view->viewport()->mapToGlobal(QPointF(at)), Qt::NoButton, buttons, {});
        QCoreApplication::sendEvent(view->viewport(), &move);
    }
    void key(Qt::Key k) { QTest::keyClick(view, k); }
    std::uint64_t restKey()
    {
        for (const GraphNode& node : view->scene().content.nodes) {
            if (node.kind == NodeKind::Rest)
                return node.key;
        }
        return 0;
    }
};

/// By text.
QPushButton* buttonOf(GraphPanel& panel, const QString& text)
{
    for (auto* button : panel.findChildren<QPushButton*>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

LifeId lifeOn(const Frame& frame, std::uint64_t offset, int which)
{
    for (const auto& life : frame.lives) {
        if (life->ref.inode == procDynamicFirst + offset && --which == 0)
            return life->id;
    }
    return LifeId::None;
}

} // namespace

class TestGraphView : public QObject
{
    Q_OBJECT
public:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent*>(event)->region();
        return false;
    }
    QRegion painted; ///< of the watched viewport

private slots:
    void lanesForAHostAndTheTreeForAStoryUntilOneChooses()
    {
        using Layout = GraphView::Layout;
        Stage stage(sampleHostFrame());
        QCOMPARE(stage.view->layoutKind(), Layout::Lanes);
        QVERIFY(buttonOf(stage.panel, QStringLiteral("Lanes"))->isChecked());
        stage.panel.setFrame(sampleTrashFrame());
        QCOMPARE(stage.view->layoutKind(), Layout::Tree);
        QVERIFY(buttonOf(stage.panel, QStringLiteral("Tree"))->isChecked());
        QTest::mouseClick(buttonOf(stage.panel, QStringLiteral("Lanes")), Qt::LeftButton);
        QCOMPARE(stage.view->layoutKind(), Layout::Lanes);
        stage.panel.setFrame(sampleHostFrame());
        QTest::mouseClick(buttonOf(stage.panel, QStringLiteral("Tree")), Qt::LeftButton);
        QCOMPARE(stage.view->layoutKind(), Layout::Tree);
        stage.panel.setFrame(sampleTrashFrame());
        QCOMPARE(stage.view->layoutKind(), Layout::Lanes);
        QCOMPARE(stage.panel.layouts().host, Layout::Tree);
    }

    void cardsNeverOverlap()
    {
        for (auto layout : {GraphView::Layout::Tree, GraphView::Layout::Lanes}) {
            for (const FramePtr& frame : {sampleTrashFrame(9), sampleHostFrame(), sampleTrashFrame(1)}) {
                Stage stage(frame);
                stage.view->setLayoutKind(layout);
                if (const std::uint64_t rest = stage.restKey())
                    stage.view->toggleGroup(rest);
                const std::vector<NodeBox>& boxes = stage.view->scene().boxes;
                std::vector<QRectF> all;
                for (const NodeBox& box : boxes) {
                    for (const QRectF& part : {box.card, box.ended, box.pill}) {
                        if (part.isNull())
                            continue;
                        for (const QRectF& other : all)
                            QVERIFY(!other.intersects(part));
                        all.push_back(part);
                    }
                }
            }
        }
    }

    void clickSelectsAndEmptyGroundClears()
    {
        const FramePtr frame = sampleTrashFrame(6);
        Stage stage(frame);
        const LifeId life = lifeOn(*frame, 338, 3);
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {}, stage.centre(life));
        QCOMPARE(stage.selection.life(), life);
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {}, QPoint(3, stage.view->viewport()->height() - 3));
        QCOMPARE(stage.selection.life(), LifeId::None);
    }

    void aMarkShowsAtOnce()
    {
        const FramePtr frame = sampleTrashFrame(6);
        Stage stage(frame);
        const LifeId life = lifeOn(*frame, 338, 3);
        QVERIFY(QTest::qWaitForWindowExposed(&stage.panel));
        QImage before = stage.panel.grab().toImage();
        for (const auto& change : {+[](Arrangement& a, LifeId id) { a.keep(id, true); }, +[](Arrangement& a, LifeId id) { a.setNote(id, QStringLiteral("n")); },
                                   +[](Arrangement& a, LifeId id) { a.setLabel(id, QStringLiteral("mine")); }}) {
            QCoreApplication::processEvents();
            const QPoint card = stage.centre(life); // asking later would bring the view up to date by another way
            painted = {};
            stage.view->viewport()->installEventFilter(this);
            change(*stage.selection.arrangement(), life);
            QTRY_VERIFY(painted.contains(card));
            stage.view->viewport()->removeEventFilter(this);
            const QImage after = stage.panel.grab().toImage();
            QVERIFY(after != before);
            before = after;
        }
    }

    void tombstoneSelectsTheLifeBefore()
    {
        const FramePtr frame = sampleTrashFrame(6);
        Stage stage(frame);
        const GraphScene& scene = stage.view->scene();
        const NodeBox& box = scene.box(scene.content.nodeOf(lifeOn(*frame, 338, 3)));
        const QPointF at = stage.view->camera().view().map(box.ended.center());
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {}, at.toPoint());
        QCOMPARE(stage.selection.life(), lifeOn(*frame, 338, 2));
    }

    void hoverHoversAndLeaves()
    {
        const FramePtr frame = sampleTrashFrame(6);
        Stage stage(frame);
        const LifeId life = lifeOn(*frame, 407, 2);
        stage.moveTo(stage.centre(life));
        QCOMPARE(stage.selection.hovered(), life);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(stage.view->viewport(), &leave);
        QCOMPARE(stage.selection.hovered(), LifeId::None);
    }

    void selectionElsewhereComesIntoSight()
    {
        const FramePtr frame = sampleTrashFrame(9);
        Stage stage(frame, {420, 260});
        const LifeId life = lifeOn(*frame, 613, 1);
        stage.selection.select(life);
        QVERIFY(QRectF(stage.view->viewport()->rect()).contains(stage.view->cardRect(life).center()));
    }

    void arrowsWalkTheTree()
    {
        const FramePtr frame = sampleTrashFrame(9);
        Stage stage(frame);
        stage.key(Qt::Key_Home);
        const LifeId root = stage.selection.life();
        QVERIFY(frame->find(root)->initial);
        stage.key(Qt::Key_Right);
        const LifeId made = stage.selection.life();
        QCOMPARE(frame->find(made)->labRun, 0);
        stage.key(Qt::Key_Right);
        QCOMPARE(frame->find(stage.selection.life())->ref.type, NsType::Net);
        QCOMPARE(stage.selection.life(), lifeOn(*frame, 338, 3));
        stage.key(Qt::Key_Down);
        QCOMPARE(stage.selection.life(), lifeOn(*frame, 407, 2));
        stage.key(Qt::Key_Up);
        stage.key(Qt::Key_Left);
        QCOMPARE(stage.selection.life(), made);
        stage.key(Qt::Key_Left);
        QCOMPARE(stage.selection.life(), root);
        stage.key(Qt::Key_Escape);
        QCOMPARE(stage.selection.life(), LifeId::None);
    }

    void groupsOpenByKeyAndMouse()
    {
        Stage stage(sampleTrashFrame(6));
        stage.key(Qt::Key_End);
        const std::size_t before = stage.view->scene().content.nodes.size();
        stage.key(Qt::Key_Return);
        QVERIFY(stage.view->scene().content.nodes.size() > before);
        stage.key(Qt::Key_Return);
        QCOMPARE(stage.view->scene().content.nodes.size(), before);
        const NodeBox& rest = stage.view->scene().box(stage.view->scene().nodeWithKey(stage.restKey()));
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, {},
                          stage.view->camera().view().map(rest.card.center()).toPoint());
        QVERIFY(stage.view->scene().content.nodes.size() > before);
    }

    void cursorInThePastShowsThePast()
    {
        const FramePtr frame = sampleTrashFrame(9);
        Stage stage(frame);
        const LifeId last = lifeOn(*frame, 613, 1);
        QVERIFY(!stage.view->cardRect(last).isNull());
        const QRectF place = stage.view->cardRect(lifeOn(*frame, 338, 3));
        stage.selection.lookAt(frame->first + 700 * ms);
        QVERIFY(stage.view->cardRect(last).isNull());
        // The first life on the number stands where the third one will.
        const GraphScene& scene = stage.view->scene();
        const std::int32_t node = scene.content.nodeOf(lifeOn(*frame, 338, 1));
        QCOMPARE(scene.node(node).state, LifeState::Destroyed);
        QCOMPARE(stage.view->cardRect(lifeOn(*frame, 338, 1)), place);
        QVERIFY(stage.panel.subtitle().contains(QStringLiteral("after step 3 of 9")));
        stage.selection.lookAtNow();
        QVERIFY(!stage.view->cardRect(last).isNull());
    }

    void controlWheelZoomsAtThePointer()
    {
        const FramePtr frame = sampleTrashFrame(9);
        Stage stage(frame, {420, 260});
        const QPointF at(100, 80);
        const QPointF world = stage.view->camera().view().unmap(at);
        QWheelEvent wheel(at, stage.view->viewport()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(stage.view->viewport(), &wheel);
        QVERIFY(stage.view->camera().scale() > 1);
        QVERIFY(QLineF(stage.view->camera().view().map(world), at).length() < 2);
        stage.key(Qt::Key_0);
        QVERIFY(stage.view->camera().scrollMax().manhattanLength() < 1);
    }

    void middleDragPans()
    {
        Stage stage(sampleTrashFrame(9), {420, 260});
        const int before = stage.view->horizontalScrollBar()->value();
        QTest::mousePress(stage.view->viewport(), Qt::MiddleButton, {}, QPoint(200, 100));
        stage.moveTo(QPoint(140, 100), Qt::MiddleButton);
        QCOMPARE(stage.view->horizontalScrollBar()->value(), before + 60);
        QTest::mouseRelease(stage.view->viewport(), Qt::MiddleButton, {}, QPoint(140, 100));
    }

    void tappedSpaceIsTheWindows()
    {
        Stage stage(sampleTrashFrame(9));
        QAction play(&stage.panel);
        play.setShortcut(Qt::Key_Space);
        QSignalSpy played(&play, &QAction::triggered);
        stage.key(Qt::Key_Space);
        QCOMPARE(played.count(), 1);
    }

    void assistiveTechnologyMeetsEveryCard()
    {
        const FramePtr frame = sampleTrashFrame(6);
        Stage stage(frame);
        QAccessibleInterface* tree = QAccessible::queryAccessibleInterface(stage.view);
        QVERIFY(tree);
        QCOMPARE(tree->role(), QAccessible::Tree);
        QVERIFY(!tree->text(QAccessible::Name).isEmpty());
        QCOMPARE(tree->childCount(), 6);
        const LifeId life = lifeOn(*frame, 338, 3);
        stage.selection.select(life);
        int selected = 0;
        for (int i = 0; i < tree->childCount(); ++i) {
            QAccessibleInterface* card = tree->child(i);
            QVERIFY(card && card->isValid());
            QVERIFY(!card->text(QAccessible::Name).isEmpty());
            QVERIFY(card->rect().isValid());
            QCOMPARE(tree->indexOfChild(card), i);
            QCOMPARE(card->parent(), tree);
            if (!card->state().selected)
                continue;
            ++selected;
            QCOMPARE(card->text(QAccessible::Name),
                     QStringLiteral("net …178 (+338), held · process 4711, 3rd life on this number"));
            const QPoint centre = card->rect().center();
            QCOMPARE(tree->childAt(centre.x(), centre.y()), card);
        }
        QCOMPARE(selected, 1);
    }

    void motionEndsByItselfWithinHalfASecond()
    {
        Stage stage(sampleTrashFrame(2));
        QVERIFY(QTest::qWaitForWindowExposed(&stage.panel));
        stage.view->setReducedMotion(false);
        QElapsedTimer clock;
        clock.start();
        stage.panel.setFrame(sampleTrashFrame(3));
        QTRY_VERIFY(stage.view->inMotion());
        QTRY_VERIFY(!stage.view->inMotion());
        QVERIFY(clock.elapsed() < 2000); // 0.46 s on a machine that has time
        stage.view->setReducedMotion(true);
        stage.panel.setFrame(sampleTrashFrame(4));
        QCoreApplication::processEvents();
        QVERIFY(!stage.view->inMotion());
    }

    void paintsInBothThemesAndWithoutAFrame()
    {
        Stage stage(nullptr);
        QVERIFY(!stage.panel.grab().isNull());
        stage.panel.setFrame(sampleTrashFrame(9));
        for (auto choice : {ThemeSource::Choice::Light, ThemeSource::Choice::Dark}) {
            stage.theme.choose(choice);
            const QColor ground = stage.theme.current().panel;
            const QImage picture = stage.view->viewport()->grab().toImage();
            QCOMPARE(picture.pixelColor(1, picture.height() - 2), ground);
            const QPoint card = stage.centre(LifeId(7)) + QPoint(0, -16);
            QVERIFY(picture.pixelColor(card) != ground);
        }
    }
};

NSSCOPE_QT_TEST(TestGraphView)
#include "test_graph_view.moc"
