// SPDX-License-Identifier: Apache-2.0
// Scans that the kernel's walk of processes drives say what /proc says, whatever happens meanwhile.
#include "tests/core/bpf/kernel_tasks_test.h"

using namespace nsscope;
using testing::IsEmpty;
using testing::Ne;
using Act = BusyProcess::Act;

TEST_F(KernelTasksTest, DrivesAScanThatLeavesOutNoProcess)
{
    const auto pidsIn = [](const Snapshot& snapshot) {
        std::set<int> pids;
        for (const NamespaceInfo& info : snapshot.namespaces) {
            for (const Holder& holder : info.holders) {
                if (holder.kind == HolderKind::Process)
                    pids.insert(holder.pid);
            }
        }
        return pids;
    };
    Scanner driven(drivenBy(m_tasks));
    Scanner reading(full());
    for (int round = 0; round < 3; ++round) {
        const auto before = reading.scan();
        const auto now = driven.scan();
        const auto after = reading.scan();
        ASSERT_TRUE(before && now && after);
        const std::set<int> a = pidsIn(*before);
        const std::set<int> b = pidsIn(*after);
        const std::set<int> told = pidsIn(*now);
        EXPECT_TRUE(told.contains(2));
        for (const int pid : a)
            EXPECT_TRUE(!b.contains(pid) || told.contains(pid)) << pid << " in round " << round;
    }
}

TEST_F(KernelTasksTest, MarkDoesNotHoldForWhatCameAndWentAroundTheReading)
{
    auto watched = std::make_shared<Watched>(m_tasks);
    BusyProcess busy;
    Scanner driven(drivenBy(watched));
    Scanner reading(full());
    ASSERT_TRUE(busy.tell(Act::Nothing));
    busy.settle();
    ASSERT_TRUE(driven.scan());
    ASSERT_TRUE(busy.tell(Act::Rename)); // so that it will be read
    busy.settle();
    const int marked = watched->calls + 1;
    watched->afterwards = [&](int call) {
        if (call == marked) {
            EXPECT_TRUE(busy.tell(Act::OpenNamespace));
            busy.settle();
        }
    };
    ASSERT_TRUE(driven.scan()); // stamped without the descriptor, read with it
    ASSERT_TRUE(busy.tell(Act::CloseNamespace));
    busy.settle();
    expectAgreement(driven, reading, {busy.pid()}, "as it was stamped, not as it was read");
}

TEST_F(KernelTasksTest, GivesNoClockWhereAnotherProcessCanChangeItsDescriptors)
{
    BusyProcess busy;
    ASSERT_TRUE(busy.tell(Act::Nothing));
    EXPECT_GT(stampOf(busy.pid()).clock, 0);
    Scanner driven(drivenBy(m_tasks));
    Scanner reading(full());
    expectAgreement(driven, reading, {busy.pid()}, "alone");
    ASSERT_TRUE(busy.tell(Act::ShareTable));
    EXPECT_EQ(stampOf(busy.pid()).clock, -1);
    EXPECT_EQ(stampOf(busy.pid()).mark, 0u);
    expectAgreement(driven, reading, {busy.pid()}, "shared");
    ASSERT_TRUE(busy.otherOpens());
    expectAgreement(driven, reading, {busy.pid()}, "changed by the other");
}

TEST_F(KernelTasksTest, SparesAProcessThatRanAndIsAsItWas)
{
    BusyProcess busy;
    Scanner driven(drivenBy(m_tasks));
    ASSERT_TRUE(busy.tell(Act::OpenNamespace));
    const auto holderOf = [&]() -> const Holder* {
        busy.settle();
        const auto snapshot = driven.scan();
        EXPECT_TRUE(snapshot);
        for (const NamespaceInfo& info : snapshot->namespaces) {
            for (const Holder& holder : info.holders) {
                if (holder.pid == busy.pid() && holder.kind == HolderKind::Process)
                    return &holder; // shared with the next snapshot as long as it was not read again
            }
        }
        return nullptr;
    };
    const Holder* last = holderOf();
    ASSERT_NE(last, nullptr);
    int spared = 0;
    for (int i = 0; i < 10; ++i) {
        ASSERT_TRUE(busy.tell(Act::Nothing));
        const Holder* const now = holderOf();
        spared += std::exchange(last, now) == now;
    }
    EXPECT_GE(spared, 7) << "but for a look that comes by its turn, or where it ran during a scan";
    ASSERT_TRUE(busy.tell(Act::Rename));
    EXPECT_NE(holderOf(), last);
}

TEST_F(KernelTasksTest, DrivesAScanThatSeesMemoryOfALeftNamespace)
{
    BusyProcess busy;
    Scanner driven(drivenBy(m_tasks));
    Scanner reading(full());
    ASSERT_TRUE(busy.tell(Act::OpenOther));
    for (int i = 0; i < 3; ++i) {
        busy.settle();
        expectAgreement(driven, reading, {busy.pid()}, "before");
    }
    for (const Act act : {Act::Nothing, Act::AttachMemory, Act::OpenOther}) {
        ASSERT_TRUE(busy.tell(act));
        busy.settle();
        expectAgreement(driven, reading, {busy.pid()}, std::string("after act ") + static_cast<char>(act));
    }
    const auto snapshot = driven.scan();
    ASSERT_TRUE(snapshot);
    EXPECT_TRUE(std::any_of(snapshot->namespaces.begin(), snapshot->namespaces.end(), [&](const NamespaceInfo& info) {
        return std::any_of(info.holders.begin(), info.holders.end(),
                           [&](const Holder& h) { return h.kind == HolderKind::Shm && h.pid == busy.pid(); });
    }));
}

TEST_F(KernelTasksTest, DrivesAScanThatAgreesWithProcWhileProcessesChangeAllTheTime)
{
    std::vector<std::unique_ptr<BusyProcess>> busy;
    std::set<int> pids;
    for (unsigned seed = 1; seed <= 8; ++seed) {
        busy.push_back(std::make_unique<BusyProcess>(seed));
        pids.insert(busy.back()->pid());
    }
    Scanner driven(drivenBy(m_tasks));
    Scanner reading(full());
    for (int round = 0; round < 60; ++round) {
        ::usleep(static_cast<unsigned>(1000 * (round % 7)));
        // A look at what changes while it is looked at, which must leave nothing wrong for the next one.
        ASSERT_TRUE(driven.scan());
        if (round % 3 == 0) {
            ASSERT_TRUE(driven.scan());
        }
        for (const auto& process : busy)
            process->stop();
        expectAgreement(driven, reading, pids, "round " + std::to_string(round));
        if (round % 5 == 0)
            expectAgreement(driven, reading, pids, "again in round " + std::to_string(round));
        for (const auto& process : busy)
            process->proceed();
        if (HasFailure())
            break;
    }
    EXPECT_FALSE(driven.takeLostSource());
}

TEST_F(KernelTasksTest, ScansOfHeldNamespacesAgreeForEveryKindOfHolder)
{
    Scanner driven(drivenBy(m_tasks));
    Scanner reading(full());
    std::vector<std::unique_ptr<HeldNamespace>> held;
    std::set<int> pids;
    for (const std::vector<std::string>& kind : std::vector<std::vector<std::string>>{
             {"fd"}, {"thread"}, {"sock", "inet"}, {"opath"}, {"mark"}, {"fd-table"}, {"owned"}, {"thread-mnt"},
             {"for-children", "time"}, {"zombie"}, {"shm"}, {"tun"}, {"io-uring"}, {"proc-file", "mnt"}}) {
        auto holder = std::make_unique<HeldNamespace>(kind);
        if (!holder->refused().empty())
            continue;
        pids.insert(holder->pid());
        held.push_back(std::move(holder));
        ASSERT_TRUE(driven.scan());
        expectAgreement(driven, reading, pids, kind.front());
    }
    EXPECT_GE(held.size(), 9u);
}

TEST_F(KernelTasksTest, GivesWayToProcInTheMiddleAndLosesNothing)
{
    for (const int failsAt : {1, 2, 3, 4, 5, 6}) { // at the beginning of a scan, at its end
        auto watched = std::make_shared<Watched>(m_tasks);
        watched->failsAt = failsAt;
        BusyProcess busy;
        Scanner driven(drivenBy(watched));
        Scanner reading(full());
        int lost = 0;
        for (const Act act : {Act::OpenNamespace, Act::Unshare, Act::OpenOther, Act::Nothing, Act::MoveDescriptor, Act::Rename}) {
            ASSERT_TRUE(busy.tell(act));
            expectAgreement(driven, reading, {busy.pid()}, std::string("fails at ") + std::to_string(failsAt) + ", act " + static_cast<char>(act));
            if (const auto why = driven.takeLostSource()) {
                ++lost;
                EXPECT_EQ(why->code, EIO);
            }
        }
        EXPECT_EQ(lost, 1) << failsAt;
        EXPECT_EQ(watched->calls, failsAt) << "it is asked no more";
    }
}
