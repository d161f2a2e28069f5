// SPDX-License-Identifier: Apache-2.0
// The kernel's own walk of tasks and files beside the scan of /proc: both tell the same, task by task and file by file,
// while processes come and go. What changed between two walks proves nothing and is left out.
#include "core/bpf/task_walk.h"
#include "core/scan/scanner.h"
#include "tests/core/bpf/churn.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <csignal>
#include <gmock/gmock.h>
#include <map>
#include <memory>
#include <sched.h>
#include <set>
#include <sys/wait.h>
#include <tuple>

using namespace nsscope;
using testing::IsEmpty;

namespace
{

constexpr std::array slotTypes = {NsType::Cgroup, NsType::Ipc,  NsType::Mnt,  NsType::Net, NsType::Pid,
                                  NsType::Time,   NsType::User, NsType::Uts};
static_assert(NS_CGROUP == 0 && NS_UTS == slotTypes.size() - 1);

using Place = std::tuple<int, int, NsType, std::uint64_t>; ///< pid, tid (0: the process), type, number
using Descriptor = std::tuple<int, int, std::uint64_t>;    ///< pid, fd, number

bool byThread(const ns_task_row& a, const ns_task_row& b) { return a.tid < b.tid; }
bool same(const ns_task_row& a, const ns_task_row& b)
{
    return a.pid == b.pid && a.tid == b.tid && std::equal(std::begin(a.inum), std::end(a.inum), std::begin(b.inum));
}

class TaskWalkTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto walk = TaskWalk::load();
        if (!walk)
            GTEST_SKIP() << walk.error().message();
        m_walk = std::make_unique<TaskWalk>(std::move(*walk));
        const auto first = Scanner().scan();
        ASSERT_TRUE(first);
        if (!first->host.initialPidNs)
            GTEST_SKIP() << "the walk tells pids of the initial pid namespace, and this is another";
    }
    std::vector<ns_task_row> tasks() const
    {
        auto rows = m_walk->tasks();
        EXPECT_TRUE(rows);
        std::sort(rows->begin(), rows->end(), byThread);
        return *rows;
    }
    std::set<Descriptor> namespaceFiles() const
    {
        const auto rows = m_walk->files();
        EXPECT_TRUE(rows);
        std::set<Descriptor> files;
        for (const ns_file_row& row : *rows) {
            if (row.kind == NS_FILE && row.pid == row.tid)
                files.emplace(row.pid, row.fd, row.inum);
        }
        return files;
    }
    std::unique_ptr<TaskWalk> m_walk;
};

std::set<Place> placesIn(const Snapshot& snapshot)
{
    std::set<Place> places;
    for (const NamespaceInfo& info : snapshot.namespaces) {
        for (const Holder& holder : info.holders) {
            if (isTask(holder.kind))
                places.emplace(holder.pid, holder.tid, info.ref.type, info.ref.inode);
        }
    }
    return places;
}

std::set<Descriptor> filesIn(const Snapshot& snapshot)
{
    std::set<Descriptor> files;
    for (const NamespaceInfo& info : snapshot.namespaces) {
        for (const Holder& holder : info.holders) {
            if (holder.kind == HolderKind::Fd && holder.tid == 0)
                files.emplace(holder.pid, holder.fd, info.ref.inode);
        }
    }
    return files;
}

/// Rows that did not change between two walks, by thread id.
std::vector<ns_task_row> steady(const std::vector<ns_task_row>& before, const std::vector<ns_task_row>& after)
{
    std::vector<ns_task_row> rows;
    for (const ns_task_row& row : before) {
        const auto again = std::lower_bound(after.begin(), after.end(), row, byThread);
        if (again != after.end() && same(*again, row))
            rows.push_back(row);
    }
    return rows;
}

/// What a scan has to say of these tasks: processes wherever they are, threads where they are apart from their leader.
std::set<Place> placesOf(const std::vector<ns_task_row>& rows)
{
    std::map<std::uint32_t, const ns_task_row*> leaders;
    for (const ns_task_row& row : rows) {
        if (row.pid == row.tid)
            leaders[row.pid] = &row;
    }
    std::set<Place> places;
    for (const ns_task_row& row : rows) {
        const auto leader = leaders.find(row.pid);
        for (std::size_t slot = 0; slot < slotTypes.size(); ++slot) {
            if (row.inum[slot] == 0 || leader == leaders.end())
                continue;
            const bool process = row.pid == row.tid;
            if (process || row.inum[slot] != leader->second->inum[slot])
                places.emplace(row.pid, process ? 0 : row.tid, slotTypes[slot], row.inum[slot]);
        }
    }
    return places;
}

template <class T> std::vector<T> missing(const std::set<T>& wanted, const std::set<T>& there)
{
    std::vector<T> left;
    std::set_difference(wanted.begin(), wanted.end(), there.begin(), there.end(), std::back_inserter(left));
    return left;
}

} // namespace

TEST_F(TaskWalkTest, AgreesWithTheScanTaskByTaskWhileProcessesComeAndGo)
{
    HeldNamespace thread({"thread"});
    HeldNamespace zombie({"zombie"});
    const Churn churn;
    Scanner scanner;
    std::size_t compared = 0;
    for (int round = 0; round < 20; ++round) {
        const auto before = tasks();
        const auto snapshot = scanner.scan();
        const auto after = tasks();
        ASSERT_TRUE(snapshot);
        const std::vector<ns_task_row> rows = steady(before, after);
        const std::set<Place> seen = placesIn(*snapshot);
        const std::set<Place> told = placesOf(rows);
        EXPECT_THAT(missing(told, seen), IsEmpty()) << "round " << round << ": the kernel tells it, the scan does not";
        std::set<int> pids;
        for (const ns_task_row& row : rows)
            pids.insert(static_cast<int>(row.pid));
        std::set<Place> ofThose;
        for (const Place& place : seen) {
            if (pids.contains(std::get<0>(place)) && std::get<1>(place) == 0)
                ofThose.insert(place);
        }
        EXPECT_THAT(missing(ofThose, told), IsEmpty()) << "round " << round << ": the scan tells it, the kernel does not";
        compared += told.size();
    }
    EXPECT_GT(compared, 20u * 8u);
}

TEST_F(TaskWalkTest, AgreesWithTheScanFileByFile)
{
    HeldNamespace held({"fd"});
    HeldNamespace other({"opath"});
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    const auto before = namespaceFiles();
    const auto snapshot = Scanner().scan();
    const auto after = namespaceFiles();
    ASSERT_TRUE(snapshot);
    std::set<Descriptor> steadyFiles;
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(),
                          std::inserter(steadyFiles, steadyFiles.end()));
    EXPECT_FALSE(steadyFiles.empty());
    const std::set<Descriptor> seen = filesIn(*snapshot);
    EXPECT_THAT(missing(steadyFiles, seen), IsEmpty()) << "the kernel tells it, the scan does not";
    EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [&](const auto& file) { return std::get<0>(file) == held.pid(); }));
}

TEST_F(TaskWalkTest, KnowsTheNetworkNamespaceOfASocketWithoutAskingIt)
{
    HeldNamespace held({"sock", "inet"});
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    const auto rows = m_walk->files();
    ASSERT_TRUE(rows);
    EXPECT_TRUE(std::any_of(rows->begin(), rows->end(), [&](const ns_file_row& row) {
        return row.kind == NS_SOCKET && row.pid == static_cast<std::uint32_t>(held.pid()) && row.inum == held.ref().inode;
    }));
}
