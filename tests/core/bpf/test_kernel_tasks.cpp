// SPDX-License-Identifier: Apache-2.0
// The kernel's stamps of processes: another mark after each change that a scan would see, the old one after none.
#include "tests/core/bpf/kernel_tasks_test.h"

using namespace nsscope;
using testing::IsEmpty;
using testing::Ne;
using Act = BusyProcess::Act;

TEST_F(KernelTasksTest, TellsAllProcessesAndThatOneSleeps)
{
    BusyProcess busy;
    ASSERT_TRUE(busy.tell(Act::Nothing));
    busy.settle();
    const TaskStamp once = stampOf(busy.pid());
    const TaskStamp again = stampOf(busy.pid());
    EXPECT_GT(once.clock, 0);
    EXPECT_NE(once.mark, 0u);
    EXPECT_EQ(again.clock, once.clock);
    EXPECT_EQ(again.mark, once.mark);

    const auto snapshot = Scanner(full()).scan();
    const auto stamps = m_tasks->tasks();
    ASSERT_TRUE(snapshot && stamps);
    EXPECT_TRUE(std::is_sorted(stamps->begin(), stamps->end(), [](const TaskStamp& a, const TaskStamp& b) { return a.pid < b.pid; }));
    EXPECT_GE(stamps->size() + 20, snapshot->tasks.processes);
    for (const int pid : {2, static_cast<int>(::getpid())})
        EXPECT_EQ(std::count_if(stamps->begin(), stamps->end(), [&](const TaskStamp& s) { return s.pid == pid; }), 1) << pid;
}

TEST_F(KernelTasksTest, GivesAnotherMarkAfterEachChangeAndTheOldOneAfterNone)
{
    BusyProcess busy;
    ASSERT_TRUE(busy.tell(Act::Nothing));
    TaskStamp before = stampOf(busy.pid());
    for (const Act act : {Act::OpenNamespace, Act::OpenOther, Act::OpenAsPath, Act::MoveDescriptor, Act::Unshare,
                          Act::SetBack, Act::MakeSocket, Act::Rename, Act::ChangeUser, Act::ChangeUserBack,
                          Act::StartThread, Act::ThreadUnshares, Act::ThreadTable, Act::EndThread}) {
        ASSERT_TRUE(busy.tell(act)) << static_cast<char>(act);
        const TaskStamp after = stampOf(busy.pid());
        EXPECT_NE(after.mark, 0u) << static_cast<char>(act);
        EXPECT_NE(after.mark, before.mark) << static_cast<char>(act);
        EXPECT_NE(after.clock, before.clock) << static_cast<char>(act);
        before = after;
    }
    for (const Act act : {Act::Nothing, Act::OpenFile, Act::AttachMemory, Act::Nothing}) {
        ASSERT_TRUE(busy.tell(act)) << static_cast<char>(act);
        const TaskStamp after = stampOf(busy.pid());
        EXPECT_EQ(after.mark, before.mark) << static_cast<char>(act);
        EXPECT_NE(after.clock, before.clock) << static_cast<char>(act);
    }
    ASSERT_TRUE(busy.tell(Act::OpenNamespace));
    EXPECT_THAT(stampOf(busy.pid()).mark, Ne(before.mark));
    ASSERT_TRUE(busy.tell(Act::CloseNamespace));
    EXPECT_EQ(stampOf(busy.pid()).mark, before.mark);
}

TEST_F(KernelTasksTest, GivesNoMarkOfAProcessThatRunsJustNow)
{
    // On another processor than ours, so that it can run while we look.
    cpu_set_t ours;
    cpu_set_t one;
    ASSERT_EQ(::sched_getaffinity(0, sizeof ours, &ours), 0);
    if (CPU_COUNT(&ours) < 2)
        GTEST_SKIP() << "one processor: nothing runs while we look";
    BusyProcess busy;
    ASSERT_TRUE(busy.tell(Act::Spin));
    int cpu = 0;
    for (const int pid : {busy.pid(), 0}) {
        while (!CPU_ISSET(cpu, &ours))
            ++cpu;
        CPU_ZERO(&one);
        CPU_SET(cpu++, &one);
        ASSERT_EQ(::sched_setaffinity(pid, sizeof one, &one), 0);
    }
    int running = 0;
    for (int i = 0; i < 1000 && running < 5; ++i) {
        const auto stamps = m_tasks->tasks();
        ASSERT_TRUE(stamps);
        for (const TaskStamp& stamp : *stamps) {
            if (stamp.pid != busy.pid() || !stamp.running)
                continue;
            ++running;
            EXPECT_EQ(stamp.mark, 0u);
        }
        ::usleep(1000);
    }
    ASSERT_EQ(::sched_setaffinity(0, sizeof ours, &ours), 0);
    EXPECT_GT(running, 0);
}

TEST(KernelTasks, SayWhatIsMissing)
{
    // Without rights, in a child.
    const pid_t child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && ::setuid(65534) != 0)
            ::_exit(3);
        const auto tasks = KernelTasks::load();
        ::_exit(tasks ? 1 : tasks.error().hint.empty() || tasks.error().message().empty() ? 2 : 0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0) << "1: loaded without rights; 2: says nothing";
}
