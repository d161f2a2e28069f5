// SPDX-License-Identifier: GPL-3.0-or-later
// Who has which number at a moment, and what is said of it.
#include "tests/ui/sample_frame.h"
#include "tests/units.h"
#include "ui/timeline/number_range.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace nsscope;
using namespace nsscope::ui;

namespace
{

class NumberRangeTest : public testing::Test
{
protected:
    FramePtr frame = sampleTrashFrame();
    NumberRange range = numberRange(*frame, 0);

    std::vector<ShownTaker> at(std::int64_t sinceFirstMs) const { return takersAt(range, *frame, frame->first + sinceFirstMs * ms); }
    static const ShownTaker* on(const std::vector<ShownTaker>& shown, unsigned offset)
    {
        const auto found = std::find_if(shown.begin(), shown.end(),
                                        [&](const ShownTaker& one) { return one.taker->own == procDynamicFirst + offset; });
        return found == shown.end() ? nullptr : &*found;
    }
    static std::string story(const std::vector<ShownTaker>& shown, unsigned offset)
    {
        return takerStory(shown, *on(shown, offset)).toStdString();
    }
    static std::string number(const std::vector<ShownTaker>& shown, unsigned offset)
    {
        return numberStory(shown, procDynamicFirst + offset).toStdString();
    }
};

} // namespace

TEST_F(NumberRangeTest, ReachesFromTheLowestToTheHighestNumberOfARun)
{
    EXPECT_EQ(range.first, procDynamicFirst + 338);
    EXPECT_EQ(range.last, procDynamicFirst + 681);
    EXPECT_EQ(range.takers.size(), 9u) << "eight network namespaces and the user namespace between them";
    EXPECT_TRUE(numberRange(*frame, 1).empty());
    EXPECT_TRUE(numberRange(*sampleHostFrame(), -1).empty());
}

TEST_F(NumberRangeTest, ShowsTheNewestOnEachNumberWithItsState)
{
    const auto early = at(560);
    ASSERT_EQ(early.size(), 3u);
    EXPECT_EQ(on(early, 338)->state, LifeState::Obsolete);
    EXPECT_EQ(on(early, 407)->state, LifeState::Held);
    EXPECT_EQ(on(early, 475), nullptr) << "not born yet";
    const auto later = at(1'030);
    EXPECT_EQ(on(later, 338)->state, LifeState::Destroyed);
    EXPECT_EQ(later.front().taker->own, procDynamicFirst + 338) << "what lives is painted over it";
    const auto end = takersAt(range, *frame, frame->last);
    EXPECT_EQ(std::count_if(end.begin(), end.end(), [](const ShownTaker& s) { return s.taker->type == NsType::Net; }), 5);
    EXPECT_EQ(on(end, 613)->state, LifeState::Held);
}

TEST_F(NumberRangeTest, SaysWhyTheNeighbourIsSoFarAway)
{
    const auto fast = at(2'575);
    EXPECT_EQ(story(fast, 475), "net +475 has 69 numbers: its own and one for each of the 68 entries of its /proc/net. So the "
                                "next namespace, +544, lies 69 higher.");
    EXPECT_EQ(story(fast, 544), "net +544 has 69 numbers: its own and one for each of the 68 entries of its /proc/net, all in a row.");
    EXPECT_EQ(story(fast, 338), "net +338 has 68 numbers: its own and one for each of the 67 entries of its /proc/net, in 2 pieces: "
                                "the lowest free number comes first, so they fill what others left.");
    EXPECT_EQ(story(fast, 339), "user +339 has one number, its own.");
    EXPECT_TRUE(story(at(1'030), 338).starts_with("net +338 had 68 numbers"));
}

TEST_F(NumberRangeTest, TellsWhatANumberIs)
{
    const auto fast = at(2'575);
    EXPECT_TRUE(number(fast, 475).starts_with("net +475 (4026532315), obsolete. net +475 has 69 numbers")) << number(fast, 475);
    EXPECT_TRUE(number(fast, 480).starts_with("+476 to +543: entries of /proc/net of net +475 (obsolete).")) << number(fast, 480);
    EXPECT_EQ(number(fast, 650), "+650 (4026532490): none of the namespaces known here has this number at this moment.");
}

TEST_F(NumberRangeTest, CountsWhatLives)
{
    EXPECT_EQ(rangeStory(at(100)).toStdString(), "One network namespace has 68 numbers.");
    EXPECT_EQ(rangeStory(at(560)).toStdString(), "2 network namespaces have 136 numbers.");
    EXPECT_TRUE(rangeStory(at(10)).startsWith("No network namespace of the experiment has a number"));
}

TEST_F(NumberRangeTest, TheRunAtAMomentIsTheLastThatHadBegun)
{
    Frame two = *frame;
    auto second = std::make_shared<LabRun>(*two.runs[0]);
    second->plan.at = frame->first + 5'000 * ms;
    two.runs.push_back(second);
    EXPECT_EQ(runAt(two, frame->first), 0);
    EXPECT_EQ(runAt(two, frame->first + -ms), 0);
    EXPECT_EQ(runAt(two, frame->first + 5'000 * ms), 1);
    EXPECT_EQ(runAt(*sampleHostFrame(), frame->first), -1);
}
