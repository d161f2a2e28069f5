// SPDX-License-Identifier: Apache-2.0
#include "core/bpf/kernel_lives.h"

#include <gmock/gmock.h>

using namespace nsscope;
using namespace testing;

namespace
{

constexpr std::uint32_t net = 0x40000000;
constexpr std::uint32_t pid = 0x20000000;
constexpr std::uint32_t uts = 0x04000000;

ns_moment_record at(std::uint64_t ns, ns_moment moment, std::uint32_t inum = 0, std::uint32_t flag = 0)
{
    return {ns, static_cast<std::uint32_t>(moment), flag, inum, 1};
}

} // namespace

TEST(KernelLives, OneFromItsNumberToItsCount)
{
    const auto lives = kernelLives({at(10, NS_NUMBER_TAKEN, 7), at(20, NS_PUT, 7, net), at(21, NS_CLEANUP_BEGINS, 0, net),
                                    at(30, NS_NUMBER_FREE, 7), at(31, NS_COUNT_BACK, 0, net)});
    ASSERT_EQ(lives.size(), 1u);
    EXPECT_EQ(lives[0].inode, 7u);
    EXPECT_EQ(lives[0].type, NsType::Net);
    EXPECT_EQ(lives[0].born, Instant{10});
    EXPECT_EQ(lives[0].lastPut, Instant{20});
    EXPECT_EQ(lives[0].cleanupBegan, Instant{21});
    EXPECT_EQ(lives[0].numberFree, Instant{30});
    EXPECT_EQ(lives[0].countBack, Instant{31});
}

TEST(KernelLives, ANumberTakenAgainIsAnotherLife)
{
    const auto lives = kernelLives({at(1, NS_NUMBER_TAKEN, 7), at(2, NS_PUT, 7, uts), at(3, NS_COUNT_BACK, 0, uts),
                                    at(4, NS_NUMBER_FREE, 7), at(5, NS_NUMBER_TAKEN, 7), at(6, NS_PUT, 7, pid)});
    ASSERT_EQ(lives.size(), 2u);
    EXPECT_EQ(lives[0].type, NsType::Uts);
    EXPECT_EQ(lives[1].type, NsType::Pid);
    EXPECT_FALSE(lives[1].numberFree);
    EXPECT_FALSE(lives[1].lastPut) << "a put of a pid namespace was the last only if the number then went";
}

TEST(KernelLives, OfManyPutsTheLastBeforeTheNumberWent)
{
    const auto lives = kernelLives({at(1, NS_NUMBER_TAKEN, 7), at(2, NS_PUT, 7, pid), at(9, NS_PUT, 7, pid),
                                    at(10, NS_NUMBER_FREE, 7), at(20, NS_COUNT_BACK, 0, pid)});
    ASSERT_EQ(lives.size(), 1u);
    EXPECT_EQ(lives[0].lastPut, Instant{9});
    EXPECT_EQ(lives[0].countBack, Instant{20});
}

TEST(KernelLives, CountsComeBackInTheOrderOfNumbersAndNotBeforeTheLastPut)
{
    // As free_ipc does it: the list is taken from its end, and each count comes right before its number.
    const auto lives = kernelLives({at(1, NS_NUMBER_TAKEN, 7), at(2, NS_NUMBER_TAKEN, 8), at(3, NS_COUNT_BACK, 0, net),
                                    at(4, NS_PUT, 7, net), at(5, NS_PUT, 8, net), at(6, NS_COUNT_BACK, 0, net),
                                    at(7, NS_NUMBER_FREE, 8), at(8, NS_COUNT_BACK, 0, net), at(9, NS_NUMBER_FREE, 7)});
    ASSERT_EQ(lives.size(), 2u);
    EXPECT_EQ(lives[1].countBack, Instant{6});
    EXPECT_EQ(lives[0].countBack, Instant{8});
}

TEST(KernelLives, WhatWasThereBeforeIsLeftOut)
{
    EXPECT_THAT(kernelLives({at(1, NS_PUT, 7, net), at(2, NS_NUMBER_FREE, 7), at(3, NS_COUNT_BACK, 0, net)}), IsEmpty());
}
