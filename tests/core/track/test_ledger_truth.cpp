// SPDX-License-Identifier: Apache-2.0
// The ledger against a kernel whose truth is known: it never claims more than what was told, and what it claims is so.
#include "core/track/frame_builder.h"
#include "tests/core/track/print_frame.h"
#include "tests/core/track/simulated_stream.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace nsscope
{

namespace
{

FramePtr frameOf(const std::vector<Fact>& facts, std::size_t count = SIZE_MAX)
{
    FrameBuilder builder;
    for (std::size_t i = 0; i < std::min(count, facts.size()); ++i)
        builder.add(facts[i]);
    return builder.frame();
}

bool contains(const Interval& when, Instant t) { return when.from <= t && t <= when.to; }

int rank(LifeState state)
{
    return state == LifeState::Unborn ? 0 : state == LifeState::Obsolete ? 2 : state == LifeState::Destroyed ? 3 : 1;
}

std::set<Instant> momentsOf(const Life& life)
{
    std::set<Instant> all{life.born.when.from, life.born.when.to};
    for (const auto* moment : {&life.left, &life.obsolete, &life.teardownStarted, &life.numberFree, &life.destroyed}) {
        if (*moment)
            all.insert({(*moment)->when.from, (*moment)->when.to});
    }
    for (const HolderSpan& span : life.holders)
        all.insert({span.from, span.to.value_or(span.from)});
    std::set<Instant> around;
    for (const Instant t : all)
        around.insert({t + -1, t, t + 1});
    return around;
}

} // namespace

TEST(LedgerTruth, WithIdsEveryIntervalHoldsTheTruth)
{
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        const Simulation simulation = simulate({seed, 200});
        std::map<std::uint64_t, const TrueLife*> byId;
        for (const TrueLife& life : simulation.lives)
            byId[life.ref.id] = &life;
        const FramePtr frame = frameOf(simulation.facts);
        std::set<std::uint64_t> ids;
        for (const auto& life : frame->lives) {
            SCOPED_TRACE(testing::Message() << "seed " << seed << "\n" << printLife(*life, frame->first));
            ASSERT_TRUE(byId.contains(life->ref.id));
            EXPECT_TRUE(ids.insert(life->ref.id).second) << "one life a namespace";
            const TrueLife& truth = *byId[life->ref.id];
            EXPECT_TRUE(life->contradictions.empty());
            if (!life->bornBeforeStream) {
                EXPECT_TRUE(contains(life->born.when, truth.born));
            }
            if (life->obsolete) {
                EXPECT_TRUE(contains(life->obsolete->when, truth.obsolete));
            }
            if (life->numberFree) {
                EXPECT_TRUE(contains(life->numberFree->when, truth.numberFree));
            }
            if (life->reuses != LifeId::None) {
                const Life& before = *frame->find(life->reuses);
                EXPECT_EQ(before.ref.inode, life->ref.inode);
                EXPECT_EQ(before.reusedBy, life->id);
                EXPECT_TRUE(before.numberFree);
                EXPECT_LT(byId[before.ref.id]->born, truth.born);
            }
        }
        const auto made = std::count_if(simulation.lives.begin(), simulation.lives.end(),
                                        [](const TrueLife& life) { return life.madeBy == 50; });
        const auto found = std::count_if(frame->lives.begin(), frame->lives.end(),
                                         [](const auto& life) { return life->labRun == 0; });
        EXPECT_EQ(made, found) << "a life of the experiment is never missed";
    }
}

TEST(LedgerTruth, WithoutIdsNoNumberIsCalledFreeThatWasNot)
{
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        const Simulation simulation = simulate({seed, 200, false});
        const FramePtr frame = frameOf(simulation.facts);
        EXPECT_LE(frame->lives.size(), simulation.lives.size());
        for (const auto& life : frame->lives) {
            SCOPED_TRACE(testing::Message() << "seed " << seed << "\n" << printLife(*life, frame->first));
            if (life->labRun == 0) {
                EXPECT_EQ(life->born.witness, "lab");
            }
            if (!life->numberFree)
                continue;
            const auto freeWithin = [&](const Interval& when) {
                return std::any_of(simulation.lives.begin(), simulation.lives.end(), [&](const TrueLife& truth) {
                    return truth.ref.inode == life->ref.inode && contains(when, truth.numberFree);
                });
            };
            EXPECT_TRUE(freeWithin(life->numberFree->when));
            if (life->destroyed) {
                EXPECT_TRUE(freeWithin(life->destroyed->when));
            }
        }
    }
}

TEST(LedgerTruth, StatesOnlyGoForwardWhereverTheStreamIsCut)
{
    for (const bool ids : {true, false}) {
        const Simulation simulation = simulate({11, 120, ids});
        for (std::size_t cut = 0; cut <= simulation.facts.size(); ++cut) {
            const FramePtr frame = frameOf(simulation.facts, cut);
            for (const auto& life : frame->lives) {
                int reached = 0;
                for (const Instant t : momentsOf(*life)) {
                    const int now = rank(stateAt(*life, t));
                    ASSERT_GE(now, reached) << "cut " << cut << " at " << t.ns << "\n" << printLife(*life, frame->first);
                    reached = now;
                }
            }
        }
    }
}

TEST(LedgerTruth, LookingBackChangesNothing)
{
    const Simulation simulation = simulate({5, 150});
    FrameBuilder builder;
    std::vector<std::pair<FramePtr, std::string>> kept;
    for (const Fact& fact : simulation.facts) {
        builder.add(fact);
        kept.emplace_back(builder.frame(), "");
        kept.back().second = printFrame(*kept.back().first);
    }
    // Forward to the end, back to any earlier frame: it is what it was.
    for (const auto& [frame, printed] : kept)
        ASSERT_EQ(printFrame(*frame), printed);
    // Frames made along the way and one made at the end agree, but for the events since the frame before.
    const FramePtr once = frameOf(simulation.facts);
    ASSERT_EQ(once->lives.size(), kept.back().first->lives.size());
    for (std::size_t i = 0; i < once->lives.size(); ++i)
        EXPECT_EQ(printLife(*once->lives[i], once->first), printLife(*kept.back().first->lives[i], once->first));
    std::size_t events = 0;
    for (const auto& [frame, printed] : kept)
        events += frame->events.size();
    EXPECT_EQ(events, once->events.size()) << "no event is lost or told twice";
}

TEST(LedgerTruth, UnchangedLivesAreShared)
{
    const Simulation simulation = simulate({5, 150});
    FrameBuilder builder;
    for (const Fact& fact : simulation.facts)
        builder.add(fact);
    const FramePtr before = builder.frame();
    ScanFact scan;
    scan.start = before->last;
    scan.changed.resize(1);
    scan.changed[0].info.ref = before->lives[0]->ref;
    scan.changed[0].info.names = {"new"};
    builder.add(scan);
    const FramePtr after = builder.frame();
    ASSERT_EQ(before->lives.size(), after->lives.size());
    for (std::size_t i = 0; i < before->lives.size(); ++i)
        EXPECT_EQ(before->lives[i] == after->lives[i], i != 0) << i;
    EXPECT_TRUE(before->lives[0]->names.empty());
}

} // namespace nsscope
