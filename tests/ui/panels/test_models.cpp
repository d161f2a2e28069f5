// SPDX-License-Identifier: GPL-3.0-or-later
// The models under Qt's own checker while frames and cursors come in any order, and what they show.
#include "tests/ui/qt_tests.h"
#include "tests/ui/sample_frame.h"
#include "ui/models/life_search.h"
#include "ui/models/life_text.h"
#include "ui/models/lives_model.h"
#include "ui/models/outline_model.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace nsscope;
using namespace nsscope::ui;

class TestModels : public QObject
{
    Q_OBJECT
private slots:
    void outlineSurvivesAnyOrderOfFrames();
    void outlineNeverResetsAndKeepsIndexes();
    void outlineFollowsTheCursor();
    void livesTableSurvivesAnyOrderOfFrames();
    void destroyedSaysNoMoreThanIsKnown();
    void searchFindsByEveryWord_data();
    void searchFindsByEveryWord();
};

namespace
{

using Tester = QAbstractItemModelTester;

QStringList namesBelow(const OutlineModel& model, const QModelIndex& parent)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        names << index.data().toString() << namesBelow(model, index);
    }
    return names;
}

const Life& lifeNamed(const Frame& frame, unsigned offset, int nth)
{
    for (const auto& life : frame.lives) {
        if (life->ref.type == NsType::Net && life->ref.inode == procDynamicFirst + offset && --nth == 0)
            return *life;
    }
    qFatal("the sample has no such life");
}

} // namespace

void TestModels::outlineSurvivesAnyOrderOfFrames()
{
    OutlineModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    QRandomGenerator random(7);
    for (int i = 0; i < 300; ++i) {
        const FramePtr frame = random.bounded(20) == 0 ? FramePtr() : sampleTrashFrame(random.bounded(10));
        std::optional<Instant> cursor;
        if (frame && random.bounded(2))
            cursor = frame->first + random.bounded(2'700) * 1'000'000LL;
        model.show(frame, cursor);
        OutlineModel fresh;
        fresh.show(frame, cursor);
        QCOMPARE(namesBelow(model, {}), namesBelow(fresh, {}));
    }
}

void TestModels::outlineNeverResetsAndKeepsIndexes()
{
    OutlineModel model;
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.show(sampleTrashFrame(2), std::nullopt);
    const LifeId net = lifeNamed(*sampleTrashFrame(2), 338, 1).id;
    const QPersistentModelIndex kept = model.indexOf(net);
    QVERIFY(kept.isValid());
    for (int steps = 3; steps <= 9; ++steps)
        model.show(sampleTrashFrame(steps), std::nullopt);
    QVERIFY(kept.isValid());
    QCOMPARE(OutlineModel::lifeOf(kept), net);
    QCOMPARE(resets.count(), 0);
}

void TestModels::outlineFollowsTheCursor()
{
    OutlineModel model;
    const FramePtr frame = sampleTrashFrame();
    const LifeId second = lifeNamed(*frame, 407, 1).id;
    model.show(frame, frame->first + 100'000'000);
    QVERIFY(!model.indexOf(second).isValid());
    model.show(frame, frame->first + 800'000'000);
    QVERIFY(model.indexOf(second).isValid());
    // A namespace hangs below the user namespace that owns it, and its holder below it.
    QCOMPARE(OutlineModel::lifeOf(model.indexOf(second).parent()), lifeNamed(*frame, 407, 1).ownerLife);
    QVERIFY(model.index(0, 0, model.indexOf(second)).data(OutlineModel::IsHolderRole).toBool());
}

void TestModels::livesTableSurvivesAnyOrderOfFrames()
{
    LivesModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    QRandomGenerator random(11);
    for (int i = 0; i < 300; ++i) {
        const FramePtr frame = random.bounded(20) == 0 ? FramePtr() : sampleTrashFrame(random.bounded(10));
        if (random.bounded(2))
            model.showRun(frame, random.bounded(2) - 1, std::nullopt);
        else
            model.showNumber(frame, static_cast<LifeId>(random.bounded(30)), std::nullopt);
    }
    const FramePtr frame = sampleTrashFrame();
    model.showNumber(frame, lifeNamed(*frame, 338, 2).id, std::nullopt);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1, LivesModel::Phase).data().toString(), QStringLiteral("slow"));
    QCOMPARE(model.index(2, LivesModel::Phase).data().toString(), QStringLiteral("fast"));
    QCOMPARE(model.rowOf(lifeNamed(*frame, 338, 3).id), 2);
}

void TestModels::destroyedSaysNoMoreThanIsKnown()
{
    Life life;
    const auto left = [](std::int64_t ms) { return Instant{1'000'000'000 + ms * 1'000'000}; };
    life.left = Moment{{left(0), left(0)}, "lab"};
    life.destroyed = Moment{{left(38), left(40)}, "quota"};
    QCOMPARE(destroyedText(life), QStringLiteral("destroyed after 40.0 ms"));
    life.destroyed = Moment{{left(0), left(40)}, "owner"};
    QCOMPARE(destroyedText(life), QStringLiteral("destroyed within 40.0 ms"));
    life.destroyed = Moment{{left(0), left(0)}, "quota"};
    QCOMPARE(destroyedText(life), QStringLiteral("destroyed"));
}

void TestModels::searchFindsByEveryWord_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("count");
    QTest::newRow("number") << QStringLiteral("4026532178") << 3;
    QTest::newRow("offset") << QStringLiteral("+338") << 3;
    QTest::newRow("id") << QStringLiteral("#4161") << 1;
    QTest::newRow("link") << QStringLiteral("net:[4026532178]") << 3;
    QTest::newRow("link of another type") << QStringLiteral("uts:[4026532178]") << 0;
    QTest::newRow("link by id") << QStringLiteral("net:#4161") << 1;
    QTest::newRow("type and offset") << QStringLiteral("net +407") << 2;
    QTest::newRow("name") << QStringLiteral("blue") << 1;
    QTest::newRow("holder") << QStringLiteral("nsscope-lab") << 9;
    QTest::newRow("nothing") << QStringLiteral("no-such-thing") << 0;
    QTest::newRow("blank") << QStringLiteral("   ") << 0;
}

void TestModels::searchFindsByEveryWord()
{
    QFETCH(QString, words);
    QFETCH(int, count);
    const FramePtr frame = sampleTrashFrame();
    QCOMPARE(static_cast<int>(findLives(*frame, frame->last, words).size()), count);
}

NSSCOPE_QT_TEST(TestModels)
#include "test_models.moc"
