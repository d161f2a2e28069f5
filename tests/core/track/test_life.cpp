// SPDX-License-Identifier: Apache-2.0
#include "core/track/life.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

Life bornAt(std::int64_t ns)
{
    Life life;
    life.born = {{{ns}, {ns}}, "lab"};
    return life;
}

Holder holder(HolderKind kind)
{
    Holder h;
    h.kind = kind;
    h.pid = 7;
    return h;
}

} // namespace

TEST(Life, HeldThenPinnedThenUnseenThenObsoleteThenDestroyed)
{
    Life life = bornAt(10);
    life.holders.push_back({holder(HolderKind::Process), {10}, Instant{20}});
    life.holders.push_back({holder(HolderKind::Fd), {15}, Instant{30}});
    life.obsolete = Moment{{{30}, {40}}, "handle"};
    life.destroyed = Moment{{{45}, {50}}, "quota"};
    EXPECT_EQ(stateAt(life, {9}), LifeState::Unborn);
    EXPECT_EQ(stateAt(life, {10}), LifeState::Held);
    EXPECT_EQ(stateAt(life, {20}), LifeState::Pinned) << "only the descriptor is left";
    EXPECT_EQ(stateAt(life, {30}), LifeState::Unseen) << "no witness has said more yet";
    EXPECT_EQ(stateAt(life, {40}), LifeState::Obsolete);
    EXPECT_EQ(stateAt(life, {49}), LifeState::Obsolete) << "not before it is certain";
    EXPECT_EQ(stateAt(life, {50}), LifeState::Destroyed);
    ASSERT_EQ(holdersAt(life, {15}).size(), 2u);
    EXPECT_EQ(holdersAt(life, {20}).at(0).kind, HolderKind::Fd);
}

TEST(Life, HeldUntilTheLastHolderOrTheLastReference)
{
    Life life = bornAt(10);
    EXPECT_EQ(heldUntil(life, {100}), std::nullopt) << "none was seen";
    life.holders.push_back({holder(HolderKind::Process), {10}, Instant{20}});
    life.holders.push_back({holder(HolderKind::Fd), {12}, Instant{40}});
    life.holders.push_back({holder(HolderKind::Socket), {13}, Instant{30}});
    EXPECT_EQ(heldUntil(life, {100}), (Instant{40}));
    life.obsolete = Moment{{{35}, {38}}, "handle"};
    EXPECT_EQ(heldUntil(life, {100}), (Instant{38})) << "a scan only came to see that it had gone";
    life.obsolete.reset();
    life.holders.push_back({holder(HolderKind::Tun), {14}, std::nullopt});
    EXPECT_EQ(heldUntil(life, {100}), (Instant{100})) << "still held";
    life.forgotten.count = 1;
    EXPECT_EQ(heldUntil(life, {100}), std::nullopt);
}

TEST(Life, KeepsTheLastCountThatWasMadeBeforeTheMoment)
{
    Life life = bornAt(10);
    EXPECT_EQ(countedAt(life, {99}), nullptr);
    EXPECT_EQ(uncountedAt(life, {99}), nullptr);
    life.counted = {{{20}, NsReferences{3, {}}, {}}, {{30}, std::nullopt, "it changed"}, {{40}, NsReferences{5, {}}, {}}};
    EXPECT_EQ(countedAt(life, {19}), nullptr);
    EXPECT_EQ(countedAt(life, {20}), &life.counted[0]);
    EXPECT_EQ(countedAt(life, {39}), &life.counted[0]) << "that it could not be counted later does not undo it";
    EXPECT_EQ(uncountedAt(life, {29}), nullptr);
    EXPECT_EQ(uncountedAt(life, {39}), &life.counted[1]);
    EXPECT_EQ(countedAt(life, {99}), &life.counted[2]);
    EXPECT_EQ(uncountedAt(life, {99}), nullptr);
}
