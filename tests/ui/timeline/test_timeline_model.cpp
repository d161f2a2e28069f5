// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample_frame.h"
#include "tests/units.h"
#include "ui/timeline/kernel_lanes.h"
#include "ui/timeline/life_events.h"
#include "ui/timeline/life_rows.h"
#include "ui/timeline/phase_bands.h"
#include "ui/timeline/state_spans.h"
#include "ui/timeline/timeline_layout.h"

#include <gmock/gmock.h>
#include <random>

using namespace nsscope;
using namespace nsscope::ui;
using testing::ElementsAre;

namespace
{

LifeRows rowsOf(const FramePtr& frame, RowChoice choice = RowChoice::Fitting)
{
    return LifeRowsBuilder().update(frame, choice);
}

std::vector<std::string> offsets(const LifeRows& rows)
{
    std::vector<std::string> all;
    for (const Row& row : rows.rows) {
        std::string text = offsetOf(row.inode) + ":";
        for (std::uint32_t i = 0; i < row.count; ++i)
            text += " " + std::to_string(rows.bars[row.first + i].number);
        all.push_back(text);
    }
    return all;
}

std::shared_ptr<Life> lifeFrom(std::int64_t bornMs)
{
    auto life = std::make_shared<Life>();
    life->id = static_cast<LifeId>(1);
    life->ref = {NsType::Net, 4, procDynamicFirst + 10, 1};
    life->born = {{{bornMs * ms}, {bornMs * ms}}, "lab"};
    return life;
}

} // namespace

TEST(LifeRows, numbersOfTheExperimentInOrder)
{
    EXPECT_THAT(offsets(rowsOf(sampleTrashFrame())),
                ElementsAre("+338: 1 3 5", "+339: 1", "+407: 2 4", "+475: 6", "+544: 7", "+613: 8"));
}

TEST(LifeRows, withoutAnExperimentOnlyWhatChanged)
{
    const LifeRows rows = rowsOf(sampleHostFrame());
    EXPECT_TRUE(rows.rows.empty());
    EXPECT_EQ(rows.hiddenRows, 20u);
    EXPECT_EQ(rowsOf(sampleHostFrame(), RowChoice::All).rows.size(), 20u);
}

TEST(LifeRows, ofAHostWithFewNumbersAll)
{
    auto frame = std::make_shared<Frame>(*sampleHostFrame());
    frame->lives.resize(13);
    EXPECT_TRUE(rowsOf(frame).rows.empty());
    frame->lives.resize(12);
    EXPECT_EQ(rowsOf(frame).rows.size(), 12u);
    EXPECT_EQ(rowsOf(frame).hiddenRows, 0u);
}

TEST(LifeRows, updatedStepByStepIsTheSameAsAtOnce)
{
    LifeRowsBuilder builder;
    for (int steps = 0; steps <= 9; ++steps) {
        const FramePtr frame = sampleTrashFrame(steps);
        const LifeRows grown = builder.update(frame, RowChoice::Fitting);
        const LifeRows fresh = rowsOf(frame);
        EXPECT_EQ(offsets(grown), offsets(fresh)) << steps;
        EXPECT_EQ(grown.usedBefore, fresh.usedBefore) << steps;
        EXPECT_EQ(grown.dyingBefore, fresh.dyingBefore) << steps;
    }
}

namespace
{

/// Rows as "group: offset offset", headings first.
std::vector<std::string> groups(const LifeRows& rows)
{
    std::vector<std::string> all;
    for (const Row& row : rows.rows) {
        if (row.heading())
            all.push_back(std::to_string(row.group) + ":");
        else
            all.back() += " " + offsetOf(row.inode) + "x" + std::to_string(row.count);
    }
    return all;
}

/// Number +10 is used by a net namespace, then by a uts namespace; each has an owner of its own.
FramePtr frameOfTwoTypes()
{
    auto frame = std::make_shared<Frame>();
    for (int i = 0; i < 4; ++i) {
        auto life = lifeFrom(10 + 20 * i);
        life->id = static_cast<LifeId>(i + 1);
        life->ref.type = i % 2 == 0 ? NsType::Net : NsType::Uts;
        life->ref.inode += i == 3 ? 1 : 0;
        life->ownerLife = i == 0 ? LifeId::None : static_cast<LifeId>(7 - i);
        life->labRun = i == 1 ? 0 : -1;
        frame->lives.push_back(life);
    }
    frame->last = {100 * ms};
    return frame;
}

} // namespace

TEST(LifeRows, groupedByTypeOwnerAndExperiment)
{
    const FramePtr frame = frameOfTwoTypes();
    const auto by = [&](RowGrouping grouping) { return LifeRowsBuilder().update(frame, RowChoice::All, {}, grouping); };
    const std::string net = std::to_string(static_cast<int>(NsType::Net));
    const std::string uts = std::to_string(static_cast<int>(NsType::Uts));
    EXPECT_THAT(groups(by(RowGrouping::Type)), testing::UnorderedElementsAre(net + ": +10x2", uts + ": +10x1 +11x1"));
    EXPECT_THAT(groups(by(RowGrouping::Owner)), ElementsAre("4: +11x1", "5: +10x1", "6: +10x1", "0: +10x1"));
    EXPECT_THAT(groups(by(RowGrouping::Run)), ElementsAre("0: +10x1", "-1: +10x2 +11x1"));
    const LifeRows rows = by(RowGrouping::Type);
    for (const Bar& bar : rows.bars)
        EXPECT_FALSE(rows.rows[rows.rowOf(bar)].heading());
    // The uts life is the second one on +10, though the only one in its row.
    EXPECT_EQ(rows.find(static_cast<LifeId>(2))->number, 2);
}

TEST(LifeRows, aLifeWhoseGroupBecomesKnownMovesThere)
{
    const FramePtr frame = frameOfTwoTypes();
    auto later = std::make_shared<Frame>(*frame);
    auto life = std::make_shared<Life>(*later->lives[0]);
    life->ownerLife = static_cast<LifeId>(4);
    later->lives[0] = life;
    LifeRowsBuilder builder;
    builder.update(frame, RowChoice::All, {}, RowGrouping::Owner);
    EXPECT_THAT(groups(builder.update(later, RowChoice::All, {}, RowGrouping::Owner)),
                ElementsAre("4: +10x1 +11x1", "5: +10x1", "6: +10x1"));
    EXPECT_THAT(offsets(builder.update(later, RowChoice::All)), ElementsAre("+10: 1 2 3", "+11: 1"));
}

TEST(LifeRows, findsBarsByLifeRowAndTime)
{
    const FramePtr frame = sampleTrashFrame();
    const LifeRows rows = rowsOf(frame);
    const Bar* third = rows.at(0, (frame->first + 1'100 * ms).ns);
    ASSERT_TRUE(third);
    EXPECT_EQ(third->number, 3);
    EXPECT_EQ(rows.rowOf(*third), 0u);
    EXPECT_EQ(rows.find(third->life), third);
    EXPECT_EQ(rows.at(0, frame->first.ns), nullptr);
    EXPECT_EQ(rows.find(static_cast<LifeId>(1)), nullptr);
}

TEST(LifeRows, aLifeWithoutKnownEndIsDrawnToItsSuccessor)
{
    auto frame = std::make_shared<Frame>();
    for (int i = 0; i < 2; ++i) {
        auto life = lifeFrom(10 + 20 * i);
        life->id = static_cast<LifeId>(i + 1);
        frame->lives.push_back(life);
    }
    frame->last = {100 * ms};
    const LifeRows rows = rowsOf(frame);
    ASSERT_EQ(rows.bars.size(), 2u);
    EXPECT_EQ(drawnEnd(rows, rows.bars[0], frame->last), 30 * ms);
    EXPECT_EQ(drawnEnd(rows, rows.bars[1], frame->last), 100 * ms);
}

TEST(StateSpans, tellWhatStateAtTells)
{
    std::mt19937 random(338);
    const auto moment = [&](int from, int to) {
        const std::int64_t at = from + static_cast<int>(random() % static_cast<unsigned>(to - from));
        return Moment{{{at}, {at + static_cast<int>(random() % 3)}}, "scan"};
    };
    for (int round = 0; round < 500; ++round) {
        auto life = lifeFrom(0);
        life->born.when = {{5}, {10}};
        std::vector<HolderSpan> holders;
        for (unsigned i = 0; i < random() % 5; ++i) {
            HolderSpan span;
            span.holder.kind = random() % 2 ? HolderKind::Process : HolderKind::Fd;
            span.from = {static_cast<int>(random() % 60)};
            if (random() % 3)
                span.to = span.from + static_cast<int>(random() % 40);
            holders.push_back(span);
        }
        std::sort(holders.begin(), holders.end(),
                  [](const HolderSpan& a, const HolderSpan& b) { return a.from < b.from; });
        for (const HolderSpan& span : holders)
            life->holders.push_back(span);
        if (random() % 2)
            life->obsolete = moment(20, 80);
        if (random() % 2)
            life->teardownStarted = moment(20, 90);
        if (random() % 2)
            life->destroyed = moment(50, 110);
        const std::vector<StateSpan> spans = stateSpans(*life, {100});
        for (int t = 0; t < 100; ++t) {
            const auto span = std::find_if(spans.begin(), spans.end(), [t](const StateSpan& s) {
                return s.from.ns <= t && t < s.to.ns;
            });
            const LifeState state = stateAt(*life, {t});
            if (state == LifeState::Unborn || state == LifeState::Destroyed)
                EXPECT_EQ(span, spans.end()) << "round " << round << " at " << t;
            else if (span == spans.end())
                ADD_FAILURE() << "round " << round << ": nothing at " << t;
            else
                EXPECT_EQ(span->state, state) << "round " << round << " at " << t;
        }
    }
}

TEST(PhaseBands, titlesAndCounts)
{
    const FramePtr frame = sampleTrashFrame();
    const auto bands = phaseBands(*frame, rowsOf(frame));
    ASSERT_EQ(bands.size(), 2u);
    EXPECT_EQ(bands[0].title, QStringLiteral("slow · 500 ms"));
    EXPECT_EQ(bands[0].detail, QStringLiteral("2 numbers, 2 reuses"));
    EXPECT_EQ(bands[1].title, QStringLiteral("fast · 10 ms"));
    EXPECT_EQ(bands[1].detail, QStringLiteral("4 numbers"));
    EXPECT_FALSE(bands[1].planned);
}

TEST(PhaseBands, whatIsPlannedHasItsRoomFromTheStart)
{
    const FramePtr frame = sampleTrashFrame(1);
    const auto bands = phaseBands(*frame, rowsOf(frame));
    ASSERT_EQ(bands.size(), 2u);
    EXPECT_TRUE(bands[0].planned);
    EXPECT_TRUE(bands[1].planned);
    EXPECT_EQ(bands[0].span.to - bands[0].span.from, 2'000 * ms);
    EXPECT_EQ(bands[1].span.to - bands[1].span.from, 40 * ms);
    EXPECT_EQ(bands[1].detail, QStringLiteral("not begun"));
}

TEST(PhaseBands, theScaleStaysWhileStepsFitThePlan)
{
    const auto scaleAt = [](int steps) {
        const FramePtr frame = sampleTrashFrame(steps);
        return scaleOf(*frame, phaseBands(*frame, rowsOf(frame)), ScaleKind::PerPhase).segments()[0].span;
    };
    EXPECT_EQ(scaleAt(3), scaleAt(2));
    EXPECT_EQ(scaleAt(4), scaleAt(2));
}

TEST(PhaseBands, withoutPhasesOneAxis)
{
    const FramePtr frame = sampleHostFrame();
    const TimeScale scale = scaleOf(*frame, {}, ScaleKind::PerPhase);
    EXPECT_EQ(scale.segments().size(), 1u);
    EXPECT_LE(scale.toX(frame->last), 1);
}

TEST(PhaseBands, momentsCountFromTheirPhase)
{
    const FramePtr frame = sampleTrashFrame();
    const auto bands = phaseBands(*frame, rowsOf(frame));
    const Instant t = frame->first + 2'574 * ms;
    EXPECT_EQ(momentTitle(*frame, bands, ScaleKind::PerPhase, t), QStringLiteral("fast 24.0 ms"));
    EXPECT_EQ(momentText(*frame, bands, ScaleKind::Common, t), QStringLiteral("+2.574 s"));
}

TEST(KernelLanes, batchesAndWaiting)
{
    const FramePtr frame = sampleTrashFrame();
    const KernelLanes lanes = kernelLanes(*frame, rowsOf(frame));
    ASSERT_EQ(lanes.cleanups.size(), 1u);
    EXPECT_EQ(lanes.cleanups[0].function, QStringLiteral("cleanup_net"));
    int lives = 0;
    int largest = 0;
    for (const CleanupRun& run : lanes.cleanups[0].runs) {
        lives += run.batch;
        largest = std::max(largest, run.batch);
    }
    EXPECT_EQ(lives, 7);
    EXPECT_EQ(largest, 2);
    EXPECT_EQ(lanes.waitingAt((frame->first + 570 * ms).ns), 1);
    EXPECT_EQ(lanes.waitingAt((frame->first + 600 * ms).ns), 0);
    EXPECT_EQ(lanes.waitingAt(frame->last.ns), 0);
    EXPECT_EQ(lanes.mostWaiting, 4);
    EXPECT_TRUE(lanes.missing.isEmpty());
}

TEST(KernelLanes, quotaIsFullFromTheFirstRefusalToTheLast)
{
    auto frame = std::make_shared<Frame>(*sampleTrashFrame());
    EXPECT_TRUE(kernelLanes(*frame, rowsOf(frame)).quota.empty());
    const int without = kernelLanes(*frame, rowsOf(frame)).laneCount();
    frame->quota = {{NsType::Net, {{10}, {20}}, 1, true},
                    {NsType::Net, {{80}, {90}}, 1, true},
                    {NsType::Net, {{95}, {99}}, 1, false},
                    {NsType::Net, {{200}, {210}}, 1, true}};
    const KernelLanes lanes = kernelLanes(*frame, rowsOf(frame));
    ASSERT_EQ(lanes.quota.size(), 2u);
    EXPECT_EQ(lanes.quota[0].from, 10);
    EXPECT_EQ(lanes.quota[0].to, 90);
    EXPECT_EQ(lanes.quota[0].back, 99);
    EXPECT_EQ(lanes.quota[1].back, openEnd) << "nobody saw it come back";
    EXPECT_EQ(lanes.laneCount(), without + 1);
}

TEST(KernelLanes, sayWhyNothingIsSeen)
{
    auto frame = std::make_shared<Frame>(*sampleTrashFrame());
    frame->cleanups.clear();
    const KernelLanes lanes = kernelLanes(*frame, rowsOf(frame));
    EXPECT_TRUE(lanes.cleanups.empty());
    EXPECT_EQ(lanes.missing, QStringLiteral("The kernel's clean-up runs cannot be seen: tracefs needs root"));
}

TEST(KernelLanes, noCurveWhereNoEndIsKnown)
{
    auto frame = std::make_shared<Frame>();
    auto life = lifeFrom(10);
    life->left = Moment{{{20 * ms}, {21 * ms}}, "lab"};
    frame->lives.push_back(life);
    frame->last = {100 * ms};
    EXPECT_FALSE(kernelLanes(*frame, rowsOf(frame)).hasCurve());
}

TEST(LifeEvents, stepsThroughOneLifeOrAll)
{
    const FramePtr frame = sampleTrashFrame();
    const LifeRows rows = rowsOf(frame);
    const LifeId first = rows.bars[0].life;
    const auto events = eventsOf(*frame->find(first));
    ASSERT_GE(events.size(), 5u);
    EXPECT_EQ(eventAfter(*frame, rows, first, events[0]), events[1]);
    EXPECT_EQ(eventBefore(*frame, rows, first, events[1]), events[0]);
    EXPECT_EQ(eventBefore(*frame, rows, first, events[0]), std::nullopt);
    EXPECT_EQ(eventAfter(*frame, rows, first, events.back()), std::nullopt);
    EXPECT_EQ(eventAfter(*frame, rows, LifeId::None, {0})->ns, rows.find(static_cast<LifeId>(21))->from);
}

TEST(TimelineLayout, roomIsSavedWhereRowsDoNotFit)
{
    const auto of = [](int height, int rows) { return timelineLayout({600, height}, 90, 14, rows, 3); };
    const TimelineLayout airy = of(252, 4);
    const TimelineLayout dense = of(252, 6);
    EXPECT_EQ(airy.maxScroll(), 0);
    EXPECT_EQ(dense.maxScroll(), 0);
    EXPECT_GT(dense.rows.height(), airy.rows.height());
    EXPECT_TRUE(dense.flags.intersects(dense.ruler)) << "the cursor's flag over the ruler";
    EXPECT_FALSE(airy.flags.intersects(airy.ruler));
    EXPECT_FALSE(of(400, 100).flags.intersects(of(400, 100).ruler)) << "there is enough room";
}

TEST(TimelineLayout, partsDoNotOverlap)
{
    for (const QSize size : {QSize(760, 300), QSize(520, 190), QSize(320, 160), QSize(1900, 900), QSize(100, 90)}) {
        for (const int rows : {0, 1, 6, 10'000}) {
            const TimelineLayout l = timelineLayout(size, 90, 14, rows, 3);
            EXPECT_LE(l.header.bottom(), l.rows.top());
            EXPECT_LE(l.rows.top() + l.rows.height(), l.lanes.top());
            EXPECT_LE(l.lanes.top() + l.lanes.height(), l.ruler.top());
            EXPECT_GE(l.rowHeight, 4);
            EXPECT_GE(l.maxScroll(), 0);
        }
    }
    const TimelineLayout l = timelineLayout({760, 300}, 90, 14, 10'000, 0);
    EXPECT_EQ(l.rowAt(l.rows.top() + 1, 50 * l.rowHeight), 50);
    EXPECT_EQ(l.rowAt(l.rows.top() - 1, 0), -1);
    EXPECT_EQ(l.rowTop(50, 50 * l.rowHeight), l.rows.top());
}
