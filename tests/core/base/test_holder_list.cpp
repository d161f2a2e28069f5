// SPDX-License-Identifier: Apache-2.0
// A list of holders against a plain vector of them: the same order after any course of changes, and copies that keep what
// they had.
#include "core/model/holder_list.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <vector>

using namespace nsscope;

namespace
{

Holder task(int pid, HolderKind kind = HolderKind::Process)
{
    Holder holder;
    holder.kind = kind;
    holder.pid = pid;
    holder.comm = "task " + std::to_string(pid);
    return holder;
}

std::vector<Holder> sorted(std::vector<Holder> all)
{
    std::stable_sort(all.begin(), all.end(), holderBefore);
    return all;
}

std::vector<int> pidsOf(const HolderList& list)
{
    std::vector<int> pids;
    for (const Holder& holder : list)
        pids.push_back(holder.pid);
    return pids;
}

} // namespace

TEST(HolderList, SortsAsAVectorDoesAfterAnyCourseOfChanges)
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        HolderList list;
        std::vector<HolderList> copies;
        int next = 1000;
        for (int step = 0; step < 40; ++step) {
            const auto at = list.empty() ? 0 : random() % list.size();
            switch (random() % 8) {
            case 0:
                list.sort();
                EXPECT_TRUE(std::is_sorted(list.begin(), list.end(), holderBefore));
                break;
            case 1:
                copies.push_back(list);
                break;
            case 2:
                if (!list.empty())
                    list.erase(at);
                break;
            case 3:
                if (!list.empty())
                    list.edit(at).pid = next += static_cast<int>(random() % 9) - 4;
                break;
            case 4:
                list.eraseIf([&](const Holder& holder) { return holder.pid % 7 == 0; });
                break;
            default:
                list.push_back(task(next += static_cast<int>(random() % 9) - 3, random() % 4 == 0 ? HolderKind::Fd : HolderKind::Process));
            }
        }
        for (HolderList& copy : copies) {
            const std::vector<Holder> kept(copy.begin(), copy.end());
            HolderList other = copy;
            other.sort();
            EXPECT_EQ(std::vector<Holder>(copy.begin(), copy.end()).size(), kept.size());
            EXPECT_TRUE(std::is_sorted(other.begin(), other.end(), holderBefore));
        }
        const std::vector<Holder> expected = sorted({list.begin(), list.end()});
        list.sort();
        ASSERT_EQ(list.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            EXPECT_TRUE(sameHolder(list[i], expected[i]));
    }
}

TEST(HolderList, CopiesKeepTheirOrderWhileAnotherIsSorted)
{
    HolderList list{task(3), task(1)};
    const HolderList copy = list;
    list.sort();
    EXPECT_EQ(pidsOf(copy), (std::vector{3, 1}));
    EXPECT_EQ(pidsOf(list), (std::vector{1, 3}));
}

TEST(HolderList, WhatIsAppendedToASortedListIsPutInItsPlace)
{
    HolderList list{task(1), task(5), task(9)};
    list.sort();
    list.push_back(task(7));
    list.push_back(task(2));
    list.push_back(task(8, HolderKind::Fd));
    list.sort();
    EXPECT_EQ(pidsOf(list), (std::vector{1, 2, 5, 7, 9, 8}));
}

TEST(HolderList, OneThatIsChangedIsSortedAnew)
{
    HolderList list{task(1), task(5), task(9)};
    list.sort();
    list.edit(0).pid = 20;
    list.sort();
    EXPECT_EQ(pidsOf(list), (std::vector{5, 9, 20}));
}

TEST(HolderList, OfOneThatIsToldTwiceOnlyOneStays)
{
    HolderList list{task(1), task(5)};
    list.sort();
    list.push_back(task(1));
    list.sort(true);
    EXPECT_EQ(pidsOf(list), (std::vector{1, 5}));
    list.push_back(task(3));
    list.sort(true);
    EXPECT_EQ(pidsOf(list), (std::vector{1, 3, 5}));
}
