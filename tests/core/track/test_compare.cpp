// SPDX-License-Identifier: Apache-2.0
// Two moments and two stretches held against each other, and filter expressions asked about lives.
#include "core/track/compare.h"
#include "core/track/life_filter.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

std::shared_ptr<Life> life(Frame& frame, std::uint64_t inode, std::int64_t born, std::int64_t left, std::int64_t end)
{
    auto one = std::make_shared<Life>();
    one->id = static_cast<LifeId>(frame.lives.size() + 1);
    one->ref = {NsType::Net, 4, inode, 100 + frame.lives.size()};
    one->born = {{{born}, {born}}, "lab"};
    Holder holder;
    holder.kind = HolderKind::Process;
    holder.pid = 7;
    holder.comm = "worker";
    one->holders.push_back({holder, {born}, Instant{left}});
    one->left = Moment{{{left}, {left}}, "lab"};
    one->destroyed = Moment{{{end - 2}, {end}}, "quota"};
    one->labRun = 0;
    one->labPhase = born < 100 ? 0 : 1;
    for (const auto& before : frame.lives) {
        if (before->ref.inode == inode)
            one->reuses = before->id;
    }
    frame.lives.push_back(one);
    return one;
}

/// Slow: two lives on one number. Fast: three lives on three, one of them used before; ended by one clean-up run.
Frame slowAndFast()
{
    Frame frame;
    life(frame, 1, 10, 20, 30);
    life(frame, 1, 40, 50, 60);
    life(frame, 1, 100, 101, 160);
    life(frame, 2, 101, 102, 160);
    life(frame, 3, 102, 103, 160);
    frame.cleanups.push_back({"cleanup_net", {103}, {110}, {160}});
    frame.last = {200};
    return frame;
}

} // namespace

TEST(Compare, PhasesOfARun)
{
    const Frame frame = slowAndFast();
    const StretchFigures slow = figuresOfRun(frame, 0, 0);
    const StretchFigures fast = figuresOfRun(frame, 0, 1);
    EXPECT_EQ(slow.lives, 2u);
    EXPECT_EQ(slow.distinctNumbers, 1u);
    EXPECT_EQ(slow.reuses, 1u);
    EXPECT_EQ(fast.distinctNumbers, 3u);
    EXPECT_EQ(fast.reuses, 1u);
    EXPECT_EQ(fast.largestBatch, 3u);
    EXPECT_EQ(slow.batches, 0u) << "no clean-up run was seen for them";
    ASSERT_TRUE(slow.toDestroyed && fast.toDestroyed);
    EXPECT_EQ(slow.toDestroyed->medianLowNs, 8);
    EXPECT_EQ(slow.toDestroyed->medianHighNs, 10);
    EXPECT_EQ(fast.toDestroyed->medianHighNs, 58);
    EXPECT_EQ(fast.toDestroyed->maxHighNs, 59);
    EXPECT_FALSE(slow.toObsolete);
    EXPECT_EQ(figuresOfRun(frame, 0, -1).lives, 5u);
    EXPECT_EQ(figuresOfRun(frame, 1, -1).lives, 0u);
}

TEST(Compare, StretchBetweenTwoMomentsEitherWay)
{
    const Frame frame = slowAndFast();
    for (const Interval stretch : {Interval{{35}, {101}}, Interval{{101}, {35}}}) {
        const StretchFigures figures = figuresOfStretch(frame, stretch);
        EXPECT_EQ(figures.lives, 3u);
        EXPECT_EQ(figures.reuses, 2u);
        EXPECT_EQ(figures.events, 6u) << "three births, two ends of use, one destruction";
    }
}

TEST(Compare, AStretchBeginsBehindItsFirstMoment)
{
    const Frame frame = slowAndFast();
    EXPECT_EQ(figuresOfStretch(frame, {{10}, {40}}).lives, 1u) << "what was born at 10 is no news since 10";
    EXPECT_EQ(figuresOfStretch(frame, {{9}, {40}}).lives, 2u);
    EXPECT_EQ(figuresOfStretch(frame, {{10}, {10}}).events, 0u);
}

TEST(Compare, WhatScansStoppedFindingWent)
{
    Frame frame;
    const auto one = life(frame, 1, 10, 20, 50);
    one->left.reset();
    one->destroyed.reset();
    EXPECT_EQ(differenceOf(*one, {15}, {30}), Difference::Changed) << "a scan may find it yet";
    one->vanished = Interval{{20}, {25}};
    EXPECT_EQ(differenceOf(*one, {15}, {30}), Difference::Went);
    EXPECT_EQ(differenceOf(*one, {15}, {24}), Difference::Changed);
    EXPECT_EQ(differenceOf(*one, {30}, {15}), Difference::Came);
}

TEST(Compare, CameWentChanged)
{
    Frame frame;
    const auto one = life(frame, 1, 10, 40, 50);
    EXPECT_EQ(differenceOf(*one, {5}, {10}), Difference::Came);
    EXPECT_EQ(differenceOf(*one, {10}, {5}), Difference::Went);
    EXPECT_EQ(differenceOf(*one, {10}, {39}), Difference::None);
    EXPECT_EQ(differenceOf(*one, {39}, {45}), Difference::Changed) << "held, then not seen to be";
    EXPECT_EQ(differenceOf(*one, {45}, {50}), Difference::Went);
    EXPECT_EQ(differenceOf(*one, {50}, {60}), Difference::None) << "gone at both";
    Holder fd;
    fd.kind = HolderKind::Fd;
    one->holders.push_back({fd, {20}, std::nullopt});
    EXPECT_EQ(differenceOf(*one, {10}, {30}), Difference::Changed) << "another holder";
}

TEST(LifeFilter, AsksTheLivingAsTheyAreAndTheEndedByWhatHeldThemLast)
{
    Frame frame;
    const auto one = life(frame, 1, 10, 40, 50);
    const auto matches = [&](std::string_view expression, std::int64_t t) {
        LifeFilter filter(*Filter::parse(expression));
        return filter.matches(*one, {t});
    };
    EXPECT_FALSE(matches("type==net", 9)) << "not born";
    EXPECT_TRUE(matches("type==net", 10));
    EXPECT_TRUE(matches("state==held && comm==worker", 20));
    EXPECT_TRUE(matches("state==destroyed && comm==worker", 60));
    EXPECT_FALSE(matches("state==held", 60));
    EXPECT_TRUE(matches("inode==1 && pid==7", 45));
    EXPECT_FALSE(matches("comm==other", 20));
}
