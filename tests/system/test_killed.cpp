// SPDX-License-Identifier: Apache-2.0
// SIGKILL at many moments of a run with all witnesses: no helper, trace instance, mount or changed limit stays.
#include "core/base/read_file.h"
#include "core/witness/trace_instance.h"
#include "tests/core/witness/namespace_task.h"
#include "tests/system/program_run.h"

#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <map>
#include <unistd.h>

using namespace nsscope;
using namespace testing;

namespace
{

constexpr int rounds = 12;
constexpr double patienceS = 10;

std::vector<int> childrenOf(int pid)
{
    const std::string path = "/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children";
    const auto text = readFileAt(AT_FDCWD, path);
    std::vector<int> children;
    for (const char* at = text ? text->data() : nullptr; at && at < text->data() + text->size();) {
        int child = 0;
        const auto [stop, code] = std::from_chars(at, text->data() + text->size(), child);
        if (code != std::errc{})
            break;
        children.push_back(child);
        at = stop + 1;
    }
    return children;
}

std::string commandOf(int pid)
{
    const auto text = readFileAt(AT_FDCWD, "/proc/" + std::to_string(pid) + "/cmdline");
    return text ? *text : std::string();
}

/// What a killed program could have left changed.
std::map<std::string, std::string> surroundings()
{
    std::map<std::string, std::string> found;
    for (const NsTypeRow& row : nsTypeTable()) {
        const std::string path = "/proc/sys/user/" + std::string(row.maxSysctl);
        found[path] = readFileAt(AT_FDCWD, path).value_or("");
    }
    found["mounts"] = readFileAt(AT_FDCWD, "/proc/self/mountinfo").value_or("");
    return found;
}

/// Runs it, reads `lines` of what it prints, kills it and looks for what it left.
void killAfter(const std::vector<std::string>& arguments, int lines)
{
    ProgramRun run(arguments);
    for (int i = 0; i < lines && run.readLine(); ++i) {
    }
    const int pid = run.pid();
    const std::vector<int> helpers = childrenOf(pid);
    ::kill(pid, SIGKILL);
    EXPECT_EQ(run.finish(), 128 + SIGKILL);
    for (const int helper : helpers)
        EXPECT_TRUE(processEnds(helper, static_cast<int>(patienceS * 1000))) << commandOf(helper);
    EXPECT_TRUE(waitUntil([&] { return traceInstancesOf(pid).empty(); }, patienceS))
        << traceInstancesOf(pid).front() << " is left";
}

class Killed : public Test
{
protected:
    void SetUp() override
    {
        if (::geteuid() != 0)
            GTEST_SKIP() << "all witnesses are root's";
        if (const auto instance = TraceInstance::make("try"); !instance)
            GTEST_SKIP() << instance.error().message();
        m_before = surroundings();
    }
    void TearDown() override
    {
        EXPECT_TRUE(IsSkipped() || surroundings() == m_before) << "a limit or a mount is not as it was";
    }

private:
    std::map<std::string, std::string> m_before;
};

} // namespace

TEST_F(Killed, AnExperimentLeavesNothing)
{
    for (int round = 0; round < rounds; ++round) {
        SCOPED_TRACE(round);
        // From the header's witnesses to the middle of the fast run, and the last one while it waits for its end.
        killAfter({"trash", "--record", "-", "--slow-ms", "10", "--gap-ms", "10", "--fast-ms", "1", "--count", "8"},
                  1 + 7 * round);
    }
}

TEST_F(Killed, AnAgentLeavesNothing)
{
    for (int round = 0; round < 4; ++round) {
        SCOPED_TRACE(round);
        killAfter({"record", "-o", "-", "--rate", "50", "--for", "60"}, 1 + 6 * round);
    }
}

TEST_F(Killed, AMeasurementLeavesNothing)
{
    // It prints nothing before its end: killed once its helpers are there.
    ProgramRun run({"measure", "--type", "net,user", "--rounds", "1000"});
    ASSERT_TRUE(waitUntil([&] { return childrenOf(run.pid()).size() >= 2; }, patienceS)) << run.errors();
    const std::vector<int> helpers = childrenOf(run.pid());
    const int pid = run.pid();
    ::kill(pid, SIGKILL);
    EXPECT_EQ(run.finish(), 128 + SIGKILL);
    for (const int helper : helpers)
        EXPECT_TRUE(processEnds(helper, static_cast<int>(patienceS * 1000))) << commandOf(helper);
    EXPECT_TRUE(waitUntil([&] { return traceInstancesOf(pid).empty(); }, patienceS));
}

TEST_F(Killed, ARunThatEndsByItselfLeavesNothing)
{
    ProgramRun run({"trash", "--json", "--slow-ms", "10", "--gap-ms", "10", "--count", "2"});
    const int pid = run.pid();
    ASSERT_TRUE(waitUntil([&] { return !traceInstancesOf(pid).empty(); }, patienceS)) << "it traces";
    const std::vector<int> helpers = childrenOf(pid);
    EXPECT_EQ(run.finish(), 0) << run.errors();
    EXPECT_THAT(traceInstancesOf(pid), IsEmpty());
    for (const int helper : helpers)
        EXPECT_TRUE(processEnds(helper, 0)) << "reaped before the program ended";
}
