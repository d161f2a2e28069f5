// SPDX-License-Identifier: Apache-2.0
// Text to values: what namespaces are about, the user's labels, the list of new pids.
#include "core/scan/traits_text.h"
#include "core/scan/label_table.h"
#include "core/scan/process_list.h"

#include <gmock/gmock.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ParseIdMap, ReadsEveryRange)
{
    EXPECT_THAT(parseIdMap("         0       1000          1\n         1     100000      65536\n"),
                ElementsAre(IdRange{0, 1000, 1}, IdRange{1, 100000, 65536}));
    EXPECT_THAT(parseIdMap("0 0 4294967295"), ElementsAre(IdRange{0, 0, 4294967295u}));
    for (const char* text : {"", "0 1000\n", "0 1000 x\n", "0 4294967296 1\n", "\n", "0 0 1\n-1 0 1\n"})
        EXPECT_THAT(parseIdMap(text), IsEmpty()) << text;
}

TEST(ParseClockOffsets, AddsSecondsAndNanoseconds)
{
    EXPECT_EQ(parseClockOffsets("monotonic           0         0\nboottime        86400         5\n"),
              (ClockOffsets{0, 86'400'000'000'005}));
    EXPECT_EQ(parseClockOffsets("boottime -3 999999999\nmonotonic -1 0\nlater 1 1\n"),
              (ClockOffsets{-1'000'000'000, -2'000'000'001}));
    for (const char* text : {"", "monotonic 1 0\n", "monotonic 1\nboottime 1 0\n", "monotonic 99999999999999 0\nboottime 1 0\n"})
        EXPECT_EQ(parseClockOffsets(text), std::nullopt) << text;
}

TEST(LabelTable, FindsByIdNumberAndName)
{
    const LabelTable table("# mine\n\nname:blue the blue one\nnet:#117   the web shop  \r\nnet:[4026532178] by number\n"
                           "net:#x bad\nnet:[12 bad\nodd:#1 bad\nnet: bad\nuts:#117 another type\nnolabel\n",
                           "boot-a");
    NamespaceInfo info;
    info.ref = {NsType::Net, 4, 4026532178, 117};
    info.names = {"green", "blue"};
    EXPECT_EQ(table.labelOf(info), "the web shop");
    info.ref.id = 118;
    EXPECT_EQ(table.labelOf(info), "by number");
    info.ref.inode = 12;
    EXPECT_EQ(table.labelOf(info), "the blue one");
    info.names.clear();
    EXPECT_EQ(table.labelOf(info), "");
    info.ref = {NsType::Net, 4, 1, 0};
    EXPECT_EQ(LabelTable("net:#0 nothing\nnet:[0] nothing", "").labelOf(info), "") << "0 is no id";
}

TEST(LabelTable, IdsAndNumbersCountInTheirBootOnly)
{
    const LabelTable table("boot a\nnet:#117 old\nname:blue old name\nboot b\nnet:#117 new\n", "b");
    NamespaceInfo info;
    info.ref = {NsType::Net, 4, 5, 117};
    EXPECT_EQ(table.labelOf(info), "new");
    info.ref.id = 0;
    info.names = {"blue"};
    EXPECT_EQ(table.labelOf(info), "old name") << "a name means the same in every boot";
}

TEST(LabelTable, CutsLongLabels)
{
    const LabelTable table("name:a " + std::string(1000, 'x'), "");
    NamespaceInfo info;
    info.names = {"a"};
    EXPECT_EQ(table.labelOf(info).size(), LabelTable::labelCap);
}

TEST(MergeNewPids, AddsWhatWasGivenAwaySince)
{
    std::vector<std::int32_t> pids{1, 2, 7, 40, 41, 60};
    EXPECT_TRUE(mergeNewPids(pids, 40, 43));
    EXPECT_THAT(pids, ElementsAre(1, 2, 7, 40, 41, 42, 43, 60));
    EXPECT_TRUE(mergeNewPids(pids, 43, 43));
    EXPECT_THAT(pids, ElementsAre(1, 2, 7, 40, 41, 42, 43, 60));
}

TEST(MergeNewPids, KnowsWhenItCannotTell)
{
    const std::vector<std::int32_t> known{1, 2, 7};
    for (const auto& [last, now] : {std::pair{-1, 5}, std::pair{5, -1}, std::pair{30000, 300}, std::pair{5, 9}}) {
        std::vector<std::int32_t> pids = known;
        EXPECT_FALSE(mergeNewPids(pids, last, now)) << last << ' ' << now;
        EXPECT_EQ(pids, known);
    }
}
