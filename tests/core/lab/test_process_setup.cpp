// SPDX-License-Identifier: Apache-2.0
#include "app/lab/process_setup.h"

#include <gtest/gtest.h>

using namespace nsscope;

TEST(InvokingUser, ComesFromSudoThenPkexec)
{
    ASSERT_TRUE(invokingUser("1000", "1001", nullptr));
    EXPECT_EQ(invokingUser("1000", "1001", nullptr)->uid, 1000u);
    EXPECT_EQ(invokingUser("1000", "1001", "5")->gid, 1001u);
    EXPECT_EQ(invokingUser(nullptr, nullptr, "0")->gid, 0u) << "root's own group";
    EXPECT_EQ(invokingUser(nullptr, nullptr, "3999999999")->gid, 65534u) << "no such user: nobody's group";
    EXPECT_FALSE(invokingUser(nullptr, nullptr, nullptr));
}

TEST(InvokingUser, OnlyWholeNumbersCount)
{
    for (const char* text : {"", " 1", "1 ", "-1", "0x10", "4294967295", "99999999999", "root"})
        EXPECT_FALSE(invokingUser(text, nullptr, nullptr)) << text;
}
