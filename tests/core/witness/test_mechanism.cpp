// SPDX-License-Identifier: Apache-2.0
#include "core/witness/mechanism.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using namespace testing;

TEST(KernelVersion, ReadsReleaseTexts)
{
    EXPECT_EQ(parseKernelVersion("6.18.44-custom"), (KernelVersion{6, 18}));
    EXPECT_EQ(parseKernelVersion("5.4"), (KernelVersion{5, 4}));
    EXPECT_EQ(parseKernelVersion("6.1.0-30-amd64"), (KernelVersion{6, 1}));
    for (const char* text : {"", "6", "6.", "linux", "6.x", ".18", "99999999999.1", "6.-1"})
        EXPECT_EQ(parseKernelVersion(text), std::nullopt) << text;
}

TEST(Mechanism, RangesOfATypeAreOrderedAndDisjoint)
{
    const Mechanism* before = nullptr;
    for (const Mechanism& row : mechanismTable()) {
        EXPECT_LE(row.from, row.to);
        EXPECT_TRUE(row.sentence.ends_with('.')) << row.sentence;
        EXPECT_FALSE(row.source.empty());
        EXPECT_EQ(row.teardown == Teardown::Worker || row.teardown == Teardown::WorkerThenRcu, !row.function.empty());
        if (before && before->type == row.type) {
            EXPECT_LT(before->to, row.from) << row.sentence;
        }
        before = &row;
    }
}

TEST(Mechanism, EveryTypeHasARowForEveryKernelSince56)
{
    for (const NsTypeRow& type : nsTypeTable()) {
        for (const KernelVersion kernel : {KernelVersion{5, 6}, {5, 10}, {6, 1}, {6, 16}, {6, 18}, {7, 1}, {9, 0}})
            EXPECT_NE(mechanismOf(type.type, kernel).row, nullptr) << type.name << kernelVersionText(kernel);
    }
    EXPECT_EQ(mechanismOf(NsType::Time, {5, 4}).row, nullptr);
}

TEST(Mechanism, FollowsTheKernel)
{
    EXPECT_EQ(mechanismOf(NsType::Ipc, {5, 4}).row->teardown, Teardown::Synchronous);
    EXPECT_EQ(mechanismOf(NsType::Ipc, {5, 15}).row->function, "free_ipc");
    EXPECT_FALSE(mechanismOf(NsType::Ipc, {6, 1}).row->blocksCreation);
    EXPECT_TRUE(mechanismOf(NsType::Ipc, {6, 18}).row->blocksCreation);
    EXPECT_TRUE(mechanismOf(NsType::Ipc, {7, 1}).row->delaysNumber);
    EXPECT_FALSE(mechanismOf(NsType::Ipc, {7, 2}).row->delaysNumber);
    EXPECT_TRUE(mechanismOf(NsType::Net, {6, 14}).row->numberBeforeQuota);
    EXPECT_FALSE(mechanismOf(NsType::Net, {6, 18}).row->numberBeforeQuota);
    EXPECT_EQ(mechanismOf(NsType::Pid, {6, 13}).row->teardown, Teardown::Rcu);
    EXPECT_EQ(mechanismOf(NsType::Pid, {6, 14}).row->function, "destroy_pid_namespace_work");
    for (const NsType type : {NsType::Uts, NsType::Cgroup, NsType::Time, NsType::Mnt})
        EXPECT_EQ(mechanismOf(type, {6, 18}).row->teardown, Teardown::Synchronous);
}

TEST(Mechanism, SaysWhereTheKernelWasNotRead)
{
    EXPECT_TRUE(mechanismOf(NsType::Net, {6, 18}).verified);
    const MechanismAnswer between = mechanismOf(NsType::Net, {6, 16});
    EXPECT_FALSE(between.verified);
    EXPECT_EQ(between.row->to, (KernelVersion{6, 14}));
    EXPECT_THAT(between.sentence(), EndsWith("(Read in kernels 6.12 to 6.14, not in this one.)"));
    EXPECT_FALSE(mechanismOf(NsType::Net, {8, 0}).verified);
    EXPECT_EQ(mechanismOf(NsType::Net, {8, 0}).row->to, (KernelVersion{7, 3}));
    EXPECT_TRUE(mechanismOf(NsType::Net, {7, 3}).verified);
}
