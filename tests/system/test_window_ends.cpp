// SPDX-License-Identifier: GPL-3.0-or-later
// The window, its agent or the helper killed at any moment of an experiment: no process, mount, namespace or file stays.
#include "core/base/read_file.h"
#include "core/stream/fact_codec.h"
#include "tests/system/left_behind.h"
#include "tests/system/program_run.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <unistd.h>

using namespace nsscope;

namespace
{

constexpr auto startPatience = std::chrono::seconds(30);
const std::vector<std::string> windowRun = {"--experiment", NSSCOPE_FIXTURES "/lessons/many-holders", "--set", "count=5", "--autoplay"};

class WindowEnds : public testing::Test
{
protected:
    WindowEnds()
    {
        std::string name = std::filesystem::temp_directory_path() / "nsscope-ends-XXXXXX";
        m_folder = ::mkdtemp(name.data());
        m_how.program = "nsscope";
        m_how.prepare = [folder = m_folder] {
            for (const char* variable : {"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "TMPDIR"})
                ::setenv(variable, folder.c_str(), 1);
            return ::setenv("QT_QPA_PLATFORM", "offscreen", 1) == 0;
        };
        if (::geteuid() == 0 && whyNotAsUser(nobody).empty()) {
            m_how.uid = nobody;
            EXPECT_EQ(::chown(m_folder.c_str(), nobody, nobody), 0);
        }
    }
    ~WindowEnds() override { std::filesystem::remove_all(m_folder); }

    /// Temporary ones; settings and caches of Qt's are meant to stay.
    std::size_t files() const
    {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder))
            count += entry.path().filename().string().starts_with("nsscope-") ? 1 : 0;
        return count;
    }

    std::string m_folder;
    ProgramRun::How m_how;
};

/// The stream that the window keeps while it is live, as a descriptor of its own.
std::string spoolOf(int window)
{
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(window) + "/fd", ignored)) {
        if (!entry.is_regular_file(ignored))
            continue;
        std::ifstream file(entry.path());
        std::string start(11, ' ');
        if (file.read(start.data(), static_cast<std::streamsize>(start.size())) && start == "{\"nsscope\":")
            return entry.path();
    }
    return {};
}

SeenLab seenIn(const std::string& spool)
{
    SeenLab seen;
    std::ifstream file(spool);
    for (std::string line; std::getline(file, line);) {
        if (const auto fact = decodeFact(line); fact && *fact)
            seen.take(**fact);
    }
    return seen;
}

/// Gone, or dead and not reaped yet by whoever has to.
bool isOver(int pid)
{
    const auto status = readFileAt(AT_FDCWD, "/proc/" + std::to_string(pid) + "/status", 64 << 10);
    return !status || status->find("\nState:\tZ") != std::string::npos;
}

int agentOf(int window)
{
    const std::vector<int> agents = processesOf("nsscope-cli");
    for (const int pid : withDescendants(window)) {
        if (std::find(agents.begin(), agents.end(), pid) != agents.end())
            return pid;
    }
    return 0;
}

} // namespace

TEST_F(WindowEnds, KilledAtAnyMomentNothingIsLeft)
{
    adoptOrphans();
    ASSERT_TRUE(becomes([] { return processesOf("nsscope-lab").empty(); })) << "somebody else runs this build's helper";
    std::mt19937 random(20261129);
    for (int round = 0; round < 50; ++round) {
        const int steps = static_cast<int>(random() % 24);
        const unsigned victim = random() % 3;
        SCOPED_TRACE(testing::Message() << "round " << round << ", after " << steps << " steps, "
                                        << (victim == 0 ? "window" : victim == 1 ? "agent" : "helper"));
        ProgramRun window(windowRun, m_how);
        // Found anew each time: the window has the stream open more than once, and not always by the same descriptor.
        SeenLab seen;
        const auto hasSeen = [&] {
            const std::string spool = spoolOf(window.pid());
            seen = spool.empty() ? SeenLab{} : seenIn(spool);
            return seen.helper != 0 && seen.steps >= steps;
        };
        ASSERT_TRUE(becomes(hasSeen, startPatience));
        const std::vector<int> all = withDescendants(window.pid());
        int killed = victim == 0 ? window.pid() : seen.helper;
        if (victim == 1) {
            // /proc/PID/task/TID/children may leave one out while others go.
            ASSERT_TRUE(becomes([&] { return (killed = agentOf(window.pid())) != 0; })) << "no agent is found";
        }
        ASSERT_GT(killed, 0) << "all of this group would be killed";
        ::kill(killed, SIGKILL);
        if (victim == 0) {
            window.finish();
        } else {
            // An agent that lives keeps its probes.
            EXPECT_TRUE(becomes([&] { return victim == 1 ? processesOf("nsscope-lab").empty() : isOver(seen.helper); }));
            EXPECT_TRUE(becomes(hasSeen)) << "it lives on, and so does what it saw";
            ::kill(window.pid(), SIGKILL);
            window.finish();
        }
        EXPECT_TRUE(becomes([&] {
            return std::all_of(all.begin(), all.end(), isOver);
        })) << "processes are left";
        expectNothingLeft(seen);
        EXPECT_EQ(files(), 0u) << "a file is left";
        if (HasFailure())
            return;
    }
}

TEST(WindowStart, WithoutADisplaySaysWhatIsMissing)
{
    ProgramRun::How how;
    how.program = "nsscope";
    how.prepare = [] {
        for (const char* variable : {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            ::unsetenv(variable);
        return ::setenv("DISPLAY", ":77", 1) == 0;
    };
    ProgramRun window({}, how);
    EXPECT_EQ(window.finish(), 1);
    EXPECT_NE(window.errors().find("no window can be opened here"), std::string::npos) << window.errors();
    EXPECT_NE(window.errors().find("QT_QPA_PLATFORM=offscreen"), std::string::npos) << window.errors();
}
