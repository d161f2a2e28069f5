// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/qt_tests.h"
#include "tests/ui/sample_frame.h"
#include "tests/units.h"
#include "ui/graph/content_update.h"
#include "ui/graph/node_text.h"

#include <algorithm>
#include <random>
#include <set>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

const GraphNode* numberRow(const GraphContent& content, std::uint64_t offset)
{
    for (const GraphNode& node : content.nodes) {
        if (node.numberRow && node.life && node.life->ref.inode == procDynamicFirst + offset)
            return &node;
    }
    return nullptr;
}

const GraphNode* ofKind(const GraphContent& content, NodeKind kind)
{
    const auto found = std::find_if(content.nodes.begin(), content.nodes.end(), [kind](const GraphNode& n) { return n.kind == kind; });
    return found == content.nodes.end() ? nullptr : &*found;
}

GraphContent at(const FramePtr& frame, Instant t) { return buildContent(frame, t, {}); }

/// A host whose one user namespace owns `count` uts namespaces, each held by a process.
FramePtr bigHost(int count)
{
    auto frame = std::make_shared<Frame>(*sampleHostFrame());
    const LifeId user = frame->lives[6]->id;
    for (int i = 0; i < count; ++i) {
        auto life = std::make_shared<Life>(*frame->lives[8]);
        life->id = static_cast<LifeId>(frame->lives.size() + 1);
        life->ref = {NsType::Uts, 4, 4026540000u + static_cast<unsigned>(i), 9000u + static_cast<unsigned>(i)};
        life->ownerLife = user;
        frame->lives.push_back(life);
    }
    return frame;
}

/// What is drawn of each node, as text, so that a difference can be read.
QStringList looks(const GraphContent& content)
{
    QStringList lines;
    for (const GraphNode& n : content.nodes) {
        lines << QStringLiteral("%1 %2 held %3 of %4, holders %5 first %6, life %7")
                     .arg(n.key, 0, 16)
                     .arg(static_cast<int>(n.state))
                     .arg(n.heldMembers)
                     .arg(n.count)
                     .arg(n.holders.count())
                     .arg(n.holders.first ? n.holders.first->pid : 0)
                     .arg(reinterpret_cast<quintptr>(n.life));
    }
    return lines;
}

/// The same host after `changes` of its lives lost or got a holder, became obsolete or were destroyed at `t`.
FramePtr changed(const FramePtr& frame, int changes, Instant t, std::mt19937& random)
{
    auto next = std::make_shared<Frame>(*frame);
    next->last = t;
    for (int i = 0; i < changes; ++i) {
        auto& slot = next->lives[random() % next->lives.size()];
        auto life = std::make_shared<Life>(*slot);
        Holder fd;
        fd.kind = HolderKind::Fd;
        fd.pid = static_cast<std::int32_t>(random() % 9999);
        switch (random() % 4) {
        case 0:
            life->holders.push_back({fd, t, std::nullopt});
            break;
        case 1:
            for (std::size_t h = 0; h < life->holders.size(); ++h)
                life->holders[h].to = std::min(t, life->holders[h].to.value_or(t));
            break;
        case 2:
            life->obsolete = Moment{{t, t}, "handle"};
            break;
        default:
            life->destroyed = Moment{{t, t}, "quota"};
            break;
        }
        slot = life;
    }
    return next;
}

} // namespace

class TestGraphContent : public QObject
{
    Q_OBJECT
private slots:
    void storyShowsWhatBelongsToIt()
    {
        const FramePtr frame = sampleTrashFrame(6);
        const GraphContent content = at(frame, frame->last);
        QCOMPARE(content.run, 0);
        std::set<LifeId> cards;
        for (const GraphNode& node : content.nodes) {
            if (node.life && node.present)
                cards.insert(node.life->id);
        }
        // Initial user namespace, the made one, the initial net namespace, and one card per number.
        QCOMPARE(cards.size(), std::size_t(5));
        const GraphNode* rest = ofKind(content, NodeKind::Rest);
        QVERIFY(rest);
        QCOMPARE(rest->count, 18u);
        QVERIFY(!rest->open);
    }

    void whatARunMadeWithoutAUserNamespaceStandsOnce()
    {
        auto frame = std::make_shared<Frame>(*sampleTrashFrame(6));
        for (auto& slot : frame->lives) {
            auto life = std::make_shared<Life>(*slot);
            if (life->labRun == 0 && life->ref.type == NsType::User)
                life->labRun = -1;
            slot = life;
        }
        const GraphContent content = at(frame, frame->last);
        QCOMPARE(content.run, 0);
        std::set<LifeId> cards;
        int rows = 0;
        for (const GraphNode& node : content.nodes) {
            if (!node.life || !node.present)
                continue;
            QVERIFY2(cards.insert(node.life->id).second, qPrintable(nodeTitle(node)));
            rows += node.numberRow;
        }
        QCOMPARE(rows, 2);
    }

    void livesOnOneNumberShareARow()
    {
        const FramePtr frame = sampleTrashFrame(6);
        const GraphContent content = at(frame, frame->last);
        const GraphNode* row = numberRow(content, 338);
        QVERIFY(row);
        QCOMPARE(row->ordinal, 3);
        QCOMPARE(row->ended, 2);
        QCOMPARE(row->state, LifeState::Held);
        QCOMPARE(nodeBadge(*row), QStringLiteral("3rd"));
        QCOMPARE(nodeTitle(*row), QStringLiteral("net …178 (+338)"));
        QCOMPARE(nodeSubtitle(*row, content.at), QStringLiteral("held · process 4711"));
        // Earlier lives lead to the same card.
        for (const auto& life : frame->lives) {
            if (life->ref.inode == row->life->ref.inode)
                QCOMPARE(content.nodeOf(life->id), content.nodeOf(row->life->id));
        }
    }

    void thePastShowsThePastState()
    {
        const FramePtr frame = sampleTrashFrame(9);
        const Instant early = frame->first + 700 * ms; // second life of the slow run, the first one is gone
        const GraphContent content = at(frame, early);
        const GraphNode* first = numberRow(content, 338);
        const GraphNode* second = numberRow(content, 407);
        QVERIFY(first && second);
        QCOMPARE(first->state, LifeState::Destroyed);
        QCOMPARE(first->ordinal, 1);
        QCOMPARE(first->ended, 0);
        QCOMPARE(second->state, LifeState::Held);
        const GraphNode* later = numberRow(content, 613);
        QVERIFY(later && !later->present);
    }

    void placesOfNumbersDoNotDependOnTheMoment()
    {
        const FramePtr frame = sampleTrashFrame(9);
        const GraphContent now = at(frame, frame->last);
        for (int steps = 0; steps <= 9; ++steps) {
            const FramePtr shorter = sampleTrashFrame(steps);
            const GraphContent then = at(shorter, shorter->last);
            for (std::size_t i = 0; i < std::min(now.nodes.size(), then.nodes.size()); ++i)
                QCOMPARE(then.nodes[i].key, now.nodes[i].key);
        }
    }

    void openRestShowsTheHost()
    {
        const FramePtr frame = sampleTrashFrame(6);
        ContentOptions options;
        options.open.insert(ofKind(at(frame, frame->last), NodeKind::Rest)->key);
        const GraphContent content = buildContent(frame, frame->last, options);
        QVERIFY(ofKind(content, NodeKind::Rest)->open);
        std::uint32_t below = 0;
        const auto rest = static_cast<std::int32_t>(ofKind(content, NodeKind::Rest) - content.nodes.data());
        for (const GraphNode& node : content.nodes) {
            if (node.parent == rest)
                below += node.kind == NodeKind::Group ? node.count : 1;
        }
        QCOMPARE(below, 18u);
    }

    void everyVisibleLifeLeadsToANode()
    {
        for (const FramePtr& frame : {sampleTrashFrame(9), sampleHostFrame(), bigHost(500)}) {
            for (bool flat : {false, true}) {
                ContentOptions options;
                options.flat = flat;
                const GraphContent content = buildContent(frame, frame->last, options);
                for (const auto& life : frame->lives) {
                    if (stateAt(*life, frame->last) == LifeState::Held)
                        QVERIFY(content.nodeOf(life->id) >= 0);
                }
                for (std::size_t i = 0; i < content.nodes.size(); ++i)
                    QVERIFY(content.nodes[i].parent < static_cast<std::int32_t>(i));
            }
        }
    }

    void largeGroupsAreCollapsed()
    {
        const FramePtr frame = bigHost(500);
        GraphContent content = at(frame, frame->last);
        QVERIFY(content.nodes.size() < 20);
        const auto uts = std::find_if(content.nodes.begin(), content.nodes.end(), [](const GraphNode& n) {
            return n.kind == NodeKind::Group && n.type == NsType::Uts;
        });
        QVERIFY(uts != content.nodes.end());
        QCOMPARE(uts->count, 504u);
        ContentOptions options;
        options.open.insert(uts->key);
        content = buildContent(frame, frame->last, options);
        QVERIFY(content.nodes.size() > 504);
    }

    void hostForgetsWhatEndedLongAgo()
    {
        auto frame = std::make_shared<Frame>(*sampleHostFrame());
        auto life = std::make_shared<Life>(*frame->lives[9]);
        life->numberFree = Moment{{frame->first + 100 * ms, frame->first + 101 * ms}, "allocator"};
        frame->lives[9] = life;
        const GraphContent soon = at(frame, frame->first + 200 * ms);
        QVERIFY(soon.nodeOf(life->id) >= 0);
        const GraphContent late = at(frame, frame->first + 3900 * ms);
        QCOMPARE(late.nodeOf(life->id), -1);
    }

    void loopsInARecordingEnd()
    {
        auto frame = std::make_shared<Frame>(*sampleHostFrame());
        auto a = std::make_shared<Life>(*frame->lives[6]);
        a->parentLife = static_cast<LifeId>(frame->lives.size() + 1);
        auto b = std::make_shared<Life>(*frame->lives[6]);
        b->id = a->parentLife;
        b->parentLife = a->id;
        frame->lives[6] = a;
        frame->lives.push_back(b);
        for (bool flat : {false, true}) {
            ContentOptions options;
            options.flat = flat;
            const GraphContent content = buildContent(frame, frame->last, options);
            QVERIFY(content.nodes.size() <= frame->lives.size() + 2);
        }
    }

    void updatedContentEqualsContentBuiltAnew_data()
    {
        QTest::addColumn<bool>("flat");
        QTest::addColumn<bool>("open");
        QTest::newRow("tree, collapsed") << false << false;
        QTest::newRow("tree, open") << false << true;
        QTest::newRow("lanes, collapsed") << true << false;
        QTest::newRow("lanes, open") << true << true;
    }

    void updatedContentEqualsContentBuiltAnew()
    {
        QFETCH(bool, flat);
        QFETCH(bool, open);
        ContentOptions options;
        options.flat = flat;
        std::mt19937 random(7);
        FramePtr frame = bigHost(60);
        Instant now = frame->last;
        GraphContent content = buildContent(frame, now, options);
        if (open) {
            for (const GraphNode& node : content.nodes) {
                if (node.expandable())
                    options.open.insert(node.key);
            }
            content = buildContent(frame, now, options);
        }
        int updated = 0;
        for (int round = 0; round < 400; ++round) {
            Instant at = now;
            if (random() % 4 == 0) { // look back
                at = now + -static_cast<std::int64_t>(random() % 4000) * ms;
            } else {
                now = now + static_cast<std::int64_t>(1 + random() % 200) * ms;
                at = now;
                frame = round % 60 == 59 ? bigHost(60) : changed(frame, static_cast<int>(random() % 3), now, random);
            }
            const GraphContent anew = buildContent(frame, at, options);
            const auto nodes = updateContent(content, frame, at, options);
            updated += nodes ? 1 : 0;
            if (!nodes)
                content = anew;
            QCOMPARE(looks(content), looks(anew));
            QCOMPARE(content.at, at);
        }
        QVERIFY2(updated > 100, qPrintable(QString::number(updated)));
    }

    void unchangedFrameChangesNoNode()
    {
        const FramePtr frame = bigHost(60);
        GraphContent content = at(frame, frame->last);
        auto next = std::make_shared<Frame>(*frame);
        next->last = frame->last + ms;
        const auto nodes = updateContent(content, next, next->last, {});
        QVERIFY(nodes);
        QVERIFY(nodes->empty());
    }

    void ordinalsInEnglish()
    {
        QCOMPARE(ordinalText(1), QStringLiteral("1st"));
        QCOMPARE(ordinalText(2), QStringLiteral("2nd"));
        QCOMPARE(ordinalText(11), QStringLiteral("11th"));
        QCOMPARE(ordinalText(23), QStringLiteral("23rd"));
    }

    void namesOfStrangersAreSafe()
    {
        GraphNode node;
        Life life;
        life.ref = {NsType::Net, 4, 4026532200u, 5};
        life.names = {"<b>\x1b[31m\xff"};
        node.life = &life;
        node.type = NsType::Net;
        QVERIFY(!nodeTitle(node).contains(QChar(0x1b)));
        node.state = LifeState::Pinned;
        Holder mount;
        mount.kind = HolderKind::BindMount;
        mount.path = "/run/<script>";
        life.holders = {{mount, Instant{0}, std::nullopt}};
        node.holders = holderSummaryAt(life, Instant{1});
        QVERIFY(!nodeTooltip(node, Instant{1}).contains(QStringLiteral("<script>")));
    }
};

NSSCOPE_QT_TEST(TestGraphContent)
#include "test_graph_content.moc"
