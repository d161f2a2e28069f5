// SPDX-License-Identifier: Apache-2.0
// The kernel's walk of processes, a scan that it drives and one that reads everything in /proc, side by side.
#pragma once
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

namespace nsscope
{

using testing::IsEmpty;

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

inline std::string textOf(const NsRef& ref) { return linkText(ref) + '#' + std::to_string(ref.id); }

/// All that a scan says of these processes, whatever it is.
inline std::set<std::string> toldOf(const Snapshot& snapshot, const std::set<int>& pids)
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

inline std::vector<std::string> missing(const std::set<std::string>& wanted, const std::set<std::string>& there)
{
    std::vector<std::string> left;
    std::set_difference(wanted.begin(), wanted.end(), there.begin(), there.end(), std::back_inserter(left));
    return left;
}

inline ScanOptions drivenBy(std::shared_ptr<TaskSource> tasks)
{
    ScanOptions options;
    options.tasks = std::move(tasks);
    return options;
}

inline ScanOptions full()
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

inline void expectAgreement(Scanner& driven, Scanner& reading, const std::set<int>& pids, const std::string& when)
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

} // namespace nsscope
