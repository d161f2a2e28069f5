// SPDX-License-Identifier: Apache-2.0
#include "core/export/text_style.h"

#include <gtest/gtest.h>
#include <set>

using namespace nsscope;

TEST(TextStyle, PaintsOnlyWhereThereIsColour)
{
    EXPECT_EQ(painted("a", Paint::Warn, {true, false}), "\x1b[33ma\x1b[0m");
    EXPECT_EQ(painted("a", Paint::Warn, {false, true}), "a");
    EXPECT_EQ(painted("a", Paint::Plain, {true, true}), "a");
    EXPECT_EQ(painted("", Paint::Warn, {true, true}), "");
}

TEST(TextStyle, MeasuresColumns)
{
    EXPECT_EQ(textWidth("abc"), 3u);
    EXPECT_EQ(textWidth("größe"), 5u);
    EXPECT_EQ(textWidth("日本"), 4u);
    EXPECT_EQ(textWidth("e\u0301"), 1u);
    EXPECT_EQ(textWidth("├─"), 2u);
    EXPECT_EQ(textWidth("\xe6\x97"), textWidth("\xe6\x97")) << "a cut sequence is read without going beyond the end";
}

TEST(TextStyle, HasAPaintForEachType)
{
    std::set<Paint> paints;
    for (const NsTypeRow& row : nsTypeTable())
        paints.insert(paintOf(row.type));
    EXPECT_EQ(paints.size(), nsTypeCount);
}
