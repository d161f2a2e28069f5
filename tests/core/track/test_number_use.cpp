// SPDX-License-Identifier: Apache-2.0
// Whose the numbers are that /proc/net showed, with and without the kernel's ids.
#include "core/track/number_use.h"

#include <gtest/gtest.h>

namespace nsscope
{

namespace
{

constexpr std::uint64_t someNumber = procDynamicFirst + 338;

class Uses
{
public:
    void addLife(std::uint64_t id, std::int64_t born, std::int64_t ended)
    {
        auto life = std::make_shared<Life>();
        life->id = static_cast<LifeId>(frame.lives.size() + 1);
        life->ref = {NsType::Net, 4, someNumber, id};
        life->born = {{{born}, {born}}, "lab"};
        if (ended > 0)
            life->numberFree = Moment{{{ended - 1}, {ended}}, "handle"};
        frame.lives.push_back(life);
    }
    void addUse(std::uint64_t id, std::int64_t at) { frame.numbers.push_back({{NsType::Net, 4, someNumber, id}, {at}, {someNumber + 1}}); }

    Frame frame;
};

std::vector<int> takers(const Uses& uses)
{
    std::vector<int> result;
    for (const LifeId life : takersOf(uses.frame))
        result.push_back(static_cast<int>(life));
    return result;
}

} // namespace

TEST(NumberUse, NeighboursAreOneBlock)
{
    EXPECT_TRUE(blocksOf({}).empty());
    const std::vector<NumberBlock> expected{{5, 5}, {7, 9}, {12, 12}};
    EXPECT_EQ(blocksOf({5, 7, 8, 9, 12}), expected);
    EXPECT_EQ(expected[1].count(), 3u);
}

TEST(NumberUse, TheIdTellsWhose)
{
    Uses uses;
    uses.addLife(11, 100, 200);
    uses.addLife(12, 300, 0);
    uses.addUse(12, 150); // a wrong time does not matter
    uses.addUse(11, 110);
    uses.addUse(13, 110);
    EXPECT_EQ(takers(uses), (std::vector<int>{2, 1, 0}));
}

TEST(NumberUse, WithoutIdsTheTimeTellsWhose)
{
    Uses uses;
    uses.addLife(0, 100, 200);
    uses.addLife(0, 300, 0);
    uses.addUse(0, 120);
    uses.addUse(0, 320);
    uses.addUse(0, 250); // nobody had it then
    EXPECT_EQ(takers(uses), (std::vector<int>{1, 2, 0}));
}

} // namespace nsscope
