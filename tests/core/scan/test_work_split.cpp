// SPDX-License-Identifier: Apache-2.0
// Work that is split over the threads that a caller lends: all of it is done once, and a scan finds the same.
#include "core/scan/scanner.h"
#include "core/scan/work_split.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

using namespace nsscope;

namespace
{

WorkRunner onThreads(std::size_t count)
{
    return [count](const std::function<void()>& work) {
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < count; ++i)
            threads.emplace_back(work);
        for (std::thread& thread : threads)
            thread.join();
    };
}

struct Sum
{
    std::size_t of = 0;
    std::size_t seen = 0;
};

/// A captured tree of processes that each have a namespace of their own, and every third a descriptor of a further one.
class ManyProcesses
{
public:
    explicit ManyProcesses(int count)
    {
        m_dir = testing::TempDir() + "nsscope-many-XXXXXX";
        if (::mkdtemp(m_dir.data()) == nullptr)
            return;
        for (int pid = 100; pid < 100 + count; ++pid)
            add(pid);
    }
    ~ManyProcesses() { std::filesystem::remove_all(m_dir); }
    const std::string& path() const { return m_dir; }

private:
    void add(int pid) const
    {
        const std::string process = m_dir + "/" + std::to_string(pid);
        std::filesystem::create_directory(process);
        std::filesystem::create_directory(process + "/ns");
        std::ofstream(process + "/stat") << pid << " (worker) S 1 30 30 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 " << pid << " 0 0 0\n";
        std::filesystem::create_symlink("uts:[" + std::to_string(pid + 1'000'000) + "]", process + "/ns/uts");
        if (pid % 3 != 0)
            return;
        std::filesystem::create_directory(process + "/fd");
        std::filesystem::create_symlink("ipc:[" + std::to_string(pid + 3'000'000) + "]", process + "/fd/5");
    }

    std::string m_dir;
};

Snapshot scanOf(const std::string& tree, WorkRunner runner)
{
    ScanOptions options;
    options.procRoot = tree;
    options.runner = std::move(runner);
    auto snapshot = Scanner(std::move(options)).scan();
    EXPECT_TRUE(snapshot);
    return snapshot ? std::move(*snapshot) : Snapshot{};
}

} // namespace

TEST(WorkSplit, DoesEachOnceWhateverTheThreads)
{
    for (const std::size_t threads : {0u, 1u, 2u, 12u}) { // 0: here and now; 12: more than there are places
        for (const std::size_t count : {0u, 1u, 31u, 32u, 33u, 1000u}) {
            SCOPED_TRACE(testing::Message() << threads << " threads, " << count);
            std::vector<std::atomic<int>> done(count);
            const auto workers = splitWork(
                threads == 0 ? WorkRunner() : onThreads(threads), count, [](std::size_t n) { return std::make_unique<Sum>(Sum{n, 0}); },
                [&](std::size_t i, Sum& sum) {
                    ++done[i];
                    ++sum.seen;
                });
            std::size_t seen = 0;
            for (std::size_t n = 0; n < workers.size(); ++n) {
                ASSERT_NE(workers[n], nullptr);
                EXPECT_EQ(workers[n]->of, n) << "each thread has its own";
                seen += workers[n]->seen;
            }
            EXPECT_EQ(workers.size(), std::clamp<std::size_t>(threads, 1, 8));
            EXPECT_EQ(seen, count);
            EXPECT_TRUE(std::all_of(done.begin(), done.end(), [](const auto& times) { return times == 1; }));
        }
    }
}

TEST(WorkSplit, AScanOnTwoThreadsFindsTheSame)
{
    constexpr std::size_t all = leastToSplit + 88;
    const ManyProcesses tree(static_cast<int>(all));
    std::atomic<int> lent = 0;
    const Snapshot alone = scanOf(tree.path(), {});
    const Snapshot together = scanOf(tree.path(), [&](const std::function<void()>& work) {
        ++lent;
        onThreads(2)(work);
    });
    EXPECT_GE(lent, 1) << "so many processes are split";
    EXPECT_EQ(alone.tasks.processes, all);
    EXPECT_EQ(together.tasks, alone.tasks);
    EXPECT_EQ(together.gaps, alone.gaps);
    EXPECT_EQ(alone.namespaces.size(), all + all / 3);
    EXPECT_TRUE(together.namespaces == alone.namespaces);
}
