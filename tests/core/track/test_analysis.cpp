// SPDX-License-Identifier: Apache-2.0
// Lives taken together: phases, delays, the waiting curve, batches.
#include "core/track/analysis.h"
#include "tests/units.h"

#include <gtest/gtest.h>

namespace nsscope
{

namespace
{

class Lives
{
public:
    Life& add(std::uint64_t inode, std::int64_t left, std::int64_t freeFrom, std::int64_t freeTo, int phase = 0)
    {
        auto life = std::make_shared<Life>();
        life->id = static_cast<LifeId>(frame.lives.size() + 1);
        life->ref = {NsType::Net, 4, inode, 0};
        life->labRun = 0;
        life->labPhase = phase;
        if (left > 0)
            life->left = Moment{{{left * ms}, {(left + 1) * ms}}, "lab"};
        if (freeTo > 0)
            life->numberFree = Moment{{{freeFrom * ms}, {freeTo * ms}}, "workqueue"};
        frame.lives.push_back(life);
        return *life;
    }
    Frame frame;
};

Lives twoPhases()
{
    Lives lives;
    auto run = std::make_shared<LabRun>();
    run->plan.phases = {{"slow", "", 0}, {"fast", "", 0}};
    lives.frame.runs.push_back(run);
    lives.add(100, 10, 10, 40);
    lives.add(200, 20, 41, 60);
    lives.add(100, 30, 61, 70, 1).reuses = LifeId{1};
    lives.add(300, 0, 0, 0, 1);
    return lives;
}

} // namespace

TEST(Analysis, PhasesCountNumbersReusesAndDelays)
{
    const auto phases = analysePhases(twoPhases().frame);
    ASSERT_EQ(phases.size(), 2u);
    EXPECT_EQ(phases[0].name, "slow");
    EXPECT_EQ(phases[0].lives, 2u);
    EXPECT_EQ(phases[0].distinctNumbers, 2u);
    EXPECT_EQ(phases[0].reuses, 0u);
    EXPECT_EQ(phases[1].reuses, 1u);
    EXPECT_FALSE(phases[0].toObsolete);
    ASSERT_TRUE(phases[0].toNumberFree);
    // Lower bounds 0 (10..40 after 11) and 20 (41 after 21), upper bounds 30 and 40: the lower median.
    EXPECT_EQ(phases[0].toNumberFree->count, 2u);
    EXPECT_EQ(phases[0].toNumberFree->medianLowNs, 0);
    EXPECT_EQ(phases[0].toNumberFree->medianHighNs, 30 * ms);
    EXPECT_EQ(phases[0].toNumberFree->maxHighNs, 40 * ms);
}

TEST(Analysis, WaitingIsAStepCurve)
{
    EXPECT_EQ(waitingCurve(twoPhases().frame),
              (std::vector<WaitingStep>{{{11 * ms}, 1}, {{21 * ms}, 2}, {{31 * ms}, 3}, {{40 * ms}, 2}, {{60 * ms}, 1}, {{70 * ms}, 0}}));
    Lives pinned;
    pinned.add(100, 10, 0, 0).holders.push_back({Holder{}, {5 * ms}, std::nullopt});
    EXPECT_TRUE(waitingCurve(pinned.frame).empty()) << "what something still holds does not wait for its end";
}

TEST(Analysis, BatchesAreTheLivesThatOneRunEnded)
{
    Lives lives = twoPhases();
    lives.frame.cleanups = {{"cleanup_net", {10 * ms}, {11 * ms}, {40 * ms}},
                            {"free_ipc", {10 * ms}, {41 * ms}, {70 * ms}},
                            {"cleanup_net", {20 * ms}, {41 * ms}, {70 * ms}},
                            {"mb_cache_shrink", {0}, {0}, {90 * ms}}};
    const auto batches = cleanupBatches(lives.frame);
    ASSERT_EQ(batches.size(), 3u);
    EXPECT_EQ(batches[0].lives, std::vector{LifeId{1}});
    EXPECT_TRUE(batches[1].lives.empty());
    EXPECT_EQ(batches[2].cleanup, 2u);
    EXPECT_EQ(batches[2].lives, (std::vector{LifeId{2}, LifeId{3}}));
}

} // namespace nsscope
