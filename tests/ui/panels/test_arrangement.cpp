// SPDX-License-Identifier: GPL-3.0-or-later
// What the user arranges: undone and redone as a whole, kept in a recording, and never mixed up between lives.
#include "tests/ui/qt_tests.h"
#include "tests/ui/sample_frame.h"
#include "ui/models/compare_model.h"
#include "ui/models/wanted_lives.h"
#include "ui/session/selection.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QUndoStack>
#include <random>

using namespace nsscope;
using namespace nsscope::ui;

class TestArrangement : public QObject
{
    Q_OBJECT
private slots:
    void undoGoesBackThroughEveryStep()
    {
        Arrangement arrangement;
        QUndoStack& stack = *arrangement.undoStack();
        std::mt19937 random(3);
        std::vector<Arranged> states{arrangement.now()};
        for (int i = 0; i < 300; ++i) {
            const auto life = static_cast<LifeId>(1 + random() % 5);
            switch (random() % 7) {
            case 0: arrangement.keep(life, random() % 2 == 0); break;
            case 1: arrangement.setLabel(life, QString::number(random() % 3)); break;
            case 2: arrangement.setNote(life, random() % 2 == 0 ? QString() : QStringLiteral("note %1").arg(i)); break;
            case 3: arrangement.setMomentNote({static_cast<std::int64_t>(random() % 4)}, QString::number(i)); break;
            case 4: arrangement.setMarker(static_cast<int>(random() % 2), Instant{i}); break;
            case 5: arrangement.setFilter(random() % 2 == 0 ? QStringLiteral("type==net") : QStringLiteral("holders==%1").arg(i)); break;
            default: arrangement.setFocus(life); break;
            }
            const auto step = static_cast<std::size_t>(stack.index());
            states.resize(std::min(states.size(), step));
            states.push_back(arrangement.now()); // steps in a row of one kind become one
        }
        QCOMPARE(static_cast<int>(states.size()), stack.count() + 1);
        for (std::size_t i = states.size(); i-- > 1;) {
            QVERIFY(arrangement.now() == states[i]);
            stack.undo();
        }
        QVERIFY(arrangement.now() == Arranged());
        QVERIFY(!arrangement.filter());
        for (std::size_t i = 1; i < states.size(); ++i) {
            stack.redo();
            QVERIFY(arrangement.now() == states[i]);
        }
    }

    void typingAFilterIsOneStep()
    {
        Arrangement arrangement;
        for (const char* text : {"t", "ty", "type==", "type==net"})
            arrangement.setFilter(QString::fromLatin1(text));
        QVERIFY(arrangement.filter());
        QCOMPARE(arrangement.undoStack()->count(), 1);
        arrangement.setFilter({});
        QVERIFY2(arrangement.undoStack()->count() == 0, "typed and taken back: nothing was done");
    }

    void aMistakeInAFilterIsSaidAndFiltersNothing()
    {
        Arrangement arrangement;
        arrangement.setFilter(QStringLiteral("typ==net"));
        QVERIFY(!arrangement.filter());
        QVERIFY(arrangement.filterError().contains(QStringLiteral("type")));
    }

    void remarksFindTheirLives()
    {
        const FramePtr frame = sampleTrashFrame();
        Arrangement written;
        for (const auto& life : frame->lives)
            written.setLabel(life->id, QStringLiteral("life %1").arg(static_cast<int>(life->id)));
        written.keep(frame->lives.back()->id, true);
        written.setNote(frame->lives.front()->id, QStringLiteral("first\nof all"));
        written.setMomentNote(frame->last, QStringLiteral("the end"));
        written.setMarker(1, frame->first);
        Arrangement read;
        read.setLabel(frame->lives.front()->id, QStringLiteral("from before"));
        read.read(written.remarks(*frame), *frame);
        QVERIFY2(read.now() == written.now(), "lives on one number are told apart");
        QVERIFY(!read.undoStack()->canUndo());
    }

    void remarksWithoutIdsMeanTheLifeBornThen()
    {
        auto frame = std::make_shared<Frame>(*sampleTrashFrame());
        for (auto& life : frame->lives) {
            auto nameless = std::make_shared<Life>(*life);
            nameless->ref.id = 0;
            life = nameless;
        }
        for (const auto& life : frame->lives)
            QCOMPARE(lifeMeant(*frame, {Remark::Kind::Label, life->ref, life->born.when.to, {}}), life->id);
    }

    void wantedLivesKeepTheirOwners()
    {
        const FramePtr frame = sampleHostFrame();
        const auto filter = Filter::parse("type==net");
        QVERIFY(filter);
        const std::vector<char> wanted = wantedLives(*frame, frame->last, *filter, LifeId::None);
        int nets = 0;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const Life& life = *frame->lives[i];
            nets += life.ref.type == NsType::Net && wanted[i] == 1 ? 1 : 0;
            if (wanted[i] && life.ownerLife != LifeId::None)
                QVERIFY(wanted[static_cast<std::size_t>(life.ownerLife) - 1]);
            if (life.ref.type == NsType::Uts)
                QVERIFY(!wanted[i]);
        }
        QVERIFY(nets > 0);
        QVERIFY(wantedLives(*frame, frame->last, std::nullopt, LifeId::None).empty());
    }

    void comparedTableChangesWithoutReset()
    {
        const FramePtr frame = sampleTrashFrame();
        CompareModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.show(compareFigures(figuresOfRun(*frame, 0, 0), figuresOfRun(*frame, 0, 1)));
        const int phases = model.rowCount();
        QVERIFY(phases > 5);
        model.show(compareMoments(*frame, frame->first, frame->last, frame->first));
        QVERIFY(model.rowCount() > 5);
        model.show({});
        QCOMPARE(model.rowCount(), 0);
        model.show(compareFigures(figuresOfRun(*frame, 0, 0), figuresOfRun(*frame, 0, 1)));
        QCOMPARE(model.rowCount(), phases);
        QCOMPARE(reset.count(), 0);
    }
};

NSSCOPE_QT_TEST(TestArrangement)
#include "test_arrangement.moc"
