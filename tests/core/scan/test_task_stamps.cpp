// SPDX-License-Identifier: Apache-2.0
// A scan whose processes are stamped by another source than /proc: what it may take from the stamps, and what not. The
// source here says what it is told to, also what is wrong.
#include "core/scan/process_list.h"
#include "core/scan/scanner.h"
#include "tests/core/scan/held_namespace.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <sys/prctl.h>
#include <unistd.h>

using namespace nsscope;

namespace
{

/// By default what /proc tells, with a mark of 7 for every process.
class TestSource final : public TaskSource
{
public:
    Result<std::vector<TaskStamp>> tasks() override
    {
        if (++calls >= failsAt)
            return failure("walk", {}, EIO, "another walk");
        std::vector<TaskStamp> stamps;
        for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
            const std::string name = entry.path().filename();
            if (name.find_first_not_of("0123456789") != name.npos)
                continue;
            TaskStamp stamp{std::stoi(name), false, 0, 7};
            stamp.clock = readCpuClock(stamp.pid);
            if (stamp.clock >= 0 && (!change || change(stamp)))
                stamps.push_back(stamp);
        }
        std::sort(stamps.begin(), stamps.end(), [](const auto& a, const auto& b) { return a.pid < b.pid; });
        return stamps;
    }
    std::function<bool(TaskStamp&)> change; ///< false: leaves it out
    int calls = 0;
    int failsAt = 1 << 30;
};

class TaskStamps : public testing::Test
{
protected:
    TaskStamps() : m_source(std::make_shared<TestSource>()), m_held({"fd"}), m_scanner(options()) {}
    void SetUp() override
    {
        if (!m_held.refused().empty())
            GTEST_SKIP() << m_held.refused();
    }

    /// Gives this process another name, which no stamp tells, and scans: true where the scan has looked. Nothing where the
    /// process is not told at all.
    std::optional<bool> reads()
    {
        const std::string name = "look " + std::to_string(++m_looks);
        ::prctl(PR_SET_NAME, name.c_str());
        const auto snapshot = m_scanner.scan();
        EXPECT_TRUE(snapshot);
        m_last = snapshot ? std::move(*snapshot) : Snapshot();
        for (const NamespaceInfo& info : m_last.namespaces) {
            for (const Holder& holder : info.holders) {
                if (holder.pid == ::getpid() && holder.kind == HolderKind::Process)
                    return holder.comm == name;
            }
        }
        return std::nullopt;
    }
    bool sees(const NsRef& ref) const
    {
        return std::any_of(m_last.namespaces.begin(), m_last.namespaces.end(), [&](const NamespaceInfo& info) {
            return info.ref.type == ref.type && info.ref.inode == ref.inode &&
                   std::any_of(info.holders.begin(), info.holders.end(), [](const Holder& h) { return h.kind == HolderKind::Fd; });
        });
    }
    /// What is told of this process, from now on.
    void stamp(std::function<void(TaskStamp&)> change)
    {
        m_source->change = [change = std::move(change)](TaskStamp& stamp) {
            if (stamp.pid == ::getpid())
                change(stamp);
            return true;
        };
    }

    ScanOptions options() const
    {
        ScanOptions made;
        made.tasks = m_source;
        return made;
    }
    std::shared_ptr<TestSource> m_source;
    HeldNamespace m_held;
    Scanner m_scanner;
    Snapshot m_last;
    int m_looks = 0;
};

} // namespace

TEST_F(TaskStamps, OneThatRanButHasItsMarkIsNotReadAgain)
{
    stamp([](TaskStamp& s) { s.clock = 1; });
    EXPECT_EQ(reads(), true);
    stamp([](TaskStamp& s) { s.clock = 2; });
    EXPECT_EQ(reads(), false);
    EXPECT_TRUE(sees(m_held.ref()));
    stamp([](TaskStamp& s) { s.clock = 3; });
    EXPECT_EQ(reads(), false);
    stamp([](TaskStamp& s) { s.clock = 4, s.mark = 8; });
    EXPECT_EQ(reads(), true);
}

TEST_F(TaskStamps, WithoutMarkOneThatRanIsReadAgain)
{
    stamp([](TaskStamp& s) { s.clock = 1, s.mark = 0; });
    EXPECT_EQ(reads(), true);
    EXPECT_EQ(reads(), false) << "it has not run";
    stamp([](TaskStamp& s) { s.clock = 2, s.mark = 0; });
    EXPECT_EQ(reads(), true);
}

TEST_F(TaskStamps, WithoutClockEachLookReadsIt)
{
    stamp([](TaskStamp& s) { s.clock = -1; });
    EXPECT_EQ(reads(), true);
    EXPECT_EQ(reads(), true);
}

TEST_F(TaskStamps, MarkDoesNotHoldWhereItRanWhileItWasRead)
{
    // The second call of a scan is the look at its end.
    stamp([this](TaskStamp& s) { s.clock = m_source->calls; });
    EXPECT_EQ(reads(), true);
    EXPECT_EQ(reads(), true);
}

TEST_F(TaskStamps, MarkDoesNotHoldWhereItMayHaveRunWhileItWasRead)
{
    stamp([this](TaskStamp& s) { s.clock = 1, s.running = m_source->calls % 2 == 0; });
    EXPECT_EQ(reads(), true);
    stamp([](TaskStamp& s) { s.clock = 2; });
    EXPECT_EQ(reads(), true);
}

TEST_F(TaskStamps, WhatTheSourceLeavesOutIsReadEachTime)
{
    m_source->change = [](TaskStamp& s) { return s.pid != ::getpid(); };
    EXPECT_EQ(reads(), true) << "the list of /proc has it";
    EXPECT_EQ(reads(), true);
    EXPECT_TRUE(sees(m_held.ref()));
}

TEST_F(TaskStamps, ListsOfTasksHoldWhileNoneHasChanged)
{
    stamp([](TaskStamp& s) { s.clock = 1; });
    const auto members = [this] {
        for (const NamespaceInfo& info : m_last.namespaces) {
            if (info.initial && info.ref.type == NsType::Uts)
                return info.holders;
        }
        return HolderList();
    };
    reads();
    bool shared = false;
    for (int i = 0; i < 20 && !shared; ++i) { // others come and go
        const HolderList before = members();
        reads();
        const HolderList now = members();
        shared = !before.empty() && &before.begin().shared() == &now.begin().shared();
    }
    EXPECT_TRUE(shared);
    stamp([](TaskStamp& s) { s.clock = 2, s.mark = 9; });
    EXPECT_EQ(reads(), true) << "and is told with its new name";
    HeldNamespace other({"thread"});
    reads();
    const auto& all = m_last.namespaces;
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const NamespaceInfo& info) {
        return info.ref.inode == other.ref().inode && info.threads == 1;
    }));
}

TEST_F(TaskStamps, WhatTheSourceInventsIsNotThere)
{
    ASSERT_TRUE(reads());
    const auto processes = m_last.tasks.processes;
    m_source->change = nullptr;
    const int gone = [] {
        HeldNamespace other({"fd"});
        return other.pid();
    }();
    m_source->change = [gone](TaskStamp& s) {
        if (s.pid == 1)
            s.pid = gone;
        return true;
    };
    reads();
    for (const NamespaceInfo& info : m_last.namespaces) {
        for (const Holder& holder : info.holders)
            EXPECT_NE(holder.pid, gone);
    }
    EXPECT_GT(processes, 0u);
}

TEST_F(TaskStamps, FailingSourceIsGivenUpOnceAndNothingIsLost)
{
    for (const int failsAt : {1, 2, 3, 4}) {
        m_source = std::make_shared<TestSource>();
        m_source->failsAt = failsAt;
        m_scanner = Scanner(options());
        int lost = 0;
        for (int i = 0; i < 4; ++i) {
            HeldNamespace other({"fd"});
            ASSERT_TRUE(reads());
            EXPECT_TRUE(sees(m_held.ref()));
            EXPECT_TRUE(sees(other.ref())) << "scan " << i;
            if (const auto why = m_scanner.takeLostSource()) {
                ++lost;
                EXPECT_EQ(why->hint, "another walk");
            }
        }
        EXPECT_EQ(lost, 1);
        EXPECT_EQ(m_source->calls, failsAt);
    }
}
