// SPDX-License-Identifier: Apache-2.0
// The kernel's stamps of processes: another mark after each change that a scan would see, and a scan that is driven by
// them beside one that reads everything, holder by holder, while processes change as fast as they can.
#include "core/bpf/kernel_tasks.h"
#include "core/scan/scanner.h"
#include "tests/core/bpf/busy_process.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <functional>
#include <gmock/gmock.h>
#include <map>
#include <memory>
#include <sched.h>
#include <set>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

using namespace nsscope;
using testing::IsEmpty;
using testing::Ne;
using Act = BusyProcess::Act;

namespace
{

class KernelTasksTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto tasks = KernelTasks::load();
        if (!tasks)
            GTEST_SKIP() << tasks.error().message();
        m_tasks = std::move(*tasks);
    }

    /// Of a process that is about to sleep; a mark of 0 only where it never gets another.
    TaskStamp stampOf(int pid)
    {
        TaskStamp stamp;
        for (int i = 0; i < 200; ++i) {
            const auto stamps = m_tasks->tasks();
            EXPECT_TRUE(stamps);
            const auto at = std::find_if(stamps->begin(), stamps->end(), [&](const TaskStamp& s) { return s.pid == pid; });
            stamp = at == stamps->end() ? TaskStamp() : *at;
            if (at == stamps->end() || stamp.mark != 0)
                break;
            ::usleep(1000);
        }
        return stamp;
    }

    std::shared_ptr<KernelTasks> m_tasks;
};

std::string textOf(const NsRef& ref) { return linkText(ref) + '#' + std::to_string(ref.id); }

/// All that a scan says of these processes, whatever it is.
std::set<std::string> toldOf(const Snapshot& snapshot, const std::set<int>& pids)
{
    std::set<std::string> all;
    for (const NamespaceInfo& info : snapshot.namespaces) {
        for (const Holder& h : info.holders) {
            if (!pids.contains(h.pid))
                continue;
            std::string text = textOf(info.ref) + ' ' + std::string(holderKindName(h.kind));
            for (const std::uint64_t number : {static_cast<std::uint64_t>(h.pid), static_cast<std::uint64_t>(h.tid),
                                               static_cast<std::uint64_t>(h.fd), static_cast<std::uint64_t>(h.uid),
                                               static_cast<std::uint64_t>(h.target), h.startTicks, h.mountId})
                text += ' ' + std::to_string(number);
            text += h.oPath ? " opath " : " ";
            text += h.certain ? "certain " : "";
            text += h.comm + ' ' + h.path.get() + ' ' + h.family.get();
            for (const std::int32_t pid : h.nsPids.get())
                text += ':' + std::to_string(pid);
            all.insert(std::move(text));
        }
    }
    return all;
}

std::vector<std::string> missing(const std::set<std::string>& wanted, const std::set<std::string>& there)
{
    std::vector<std::string> left;
    std::set_difference(wanted.begin(), wanted.end(), there.begin(), there.end(), std::back_inserter(left));
    return left;
}

ScanOptions drivenBy(std::shared_ptr<TaskSource> tasks)
{
    ScanOptions options;
    options.tasks = std::move(tasks);
    return options;
}

ScanOptions full()
{
    ScanOptions options;
    options.incremental = false;
    return options;
}

/// Counts what is asked of a source, and fails from some call on.
class Watched final : public TaskSource
{
public:
    explicit Watched(std::shared_ptr<TaskSource> source) : m_source(std::move(source)) {}
    Result<std::vector<TaskStamp>> tasks() override
    {
        ++calls;
        if (calls >= failsAt)
            return failure("read BPF iterator task", {}, EIO);
        auto stamps = m_source->tasks();
        if (afterwards)
            afterwards(calls);
        return stamps;
    }
    std::function<void(int)> afterwards; ///< gets the number of the call
    int calls = 0;
    int failsAt = 1 << 30;

private:
    std::shared_ptr<TaskSource> m_source;
};

void expectAgreement(Scanner& driven, Scanner& reading, const std::set<int>& pids, const std::string& when)
{
    const auto a = driven.scan();
    const auto b = reading.scan();
    ASSERT_TRUE(a && b);
    const auto quick = toldOf(*a, pids);
    const auto slow = toldOf(*b, pids);
    EXPECT_THAT(missing(slow, quick), IsEmpty()) << when << ": /proc tells it, the driven scan does not";
    EXPECT_THAT(missing(quick, slow), IsEmpty()) << when << ": the driven scan tells it, /proc does not";
    EXPECT_GE(slow.size(), 8 * pids.size()) << when;
}

} // namespace

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
