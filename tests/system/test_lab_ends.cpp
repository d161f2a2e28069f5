// SPDX-License-Identifier: Apache-2.0
// Whichever of our programs dies, and whenever: no process, mount or namespace of an experiment stays.
#include "core/base/read_file.h"
#include "core/stream/fact_codec.h"
#include "core/witness/ns_handle.h"
#include "tests/system/program_run.h"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <poll.h>
#include <random>
#include <unistd.h>

using namespace nsscope;

namespace
{

constexpr unsigned nobody = 65534;
constexpr auto patience = std::chrono::seconds(1); ///< for processes
/// For namespaces. A dead process that nobody has reaped keeps its credentials, and with them its user namespace, and its
/// number, and with that its pid namespace (kernel/exit.c release_task, kernel/cred.c put_cred_rcu). Those that are left
/// by a kill are init's to reap: under one that looks only every other second both can be reached by handle for so long;
/// reaped at once all is gone within 130 ms (measured after 1 to 24 steps), some RCU grace periods.
constexpr auto kernelPatience = std::chrono::seconds(10);
const std::vector<std::string> longRun = {"lab", "run", NSSCOPE_FIXTURES "/lessons/many-holders", "--set", "count=5", "--record", "-"};

/// Processes that run the helper of this build.
std::vector<int> helpers()
{
    std::vector<int> found;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        int pid = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc())
            continue;
        if (std::filesystem::read_symlink(entry.path() / "exe", ignored) == NSSCOPE_BIN "/nsscope-lab")
            found.push_back(pid);
    }
    return found;
}

/// Asks until it is so, at most so long.
template <class Question> bool becomes(Question question, std::chrono::seconds within = patience)
{
    const auto end = std::chrono::steady_clock::now() + within;
    while (!question()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        ::poll(nullptr, 0, 5);
    }
    return true;
}

struct Seen
{
    int helper = 0;
    std::vector<NsRef> made;
};

/// Reads on until `steps` steps were done.
Seen readSteps(ProgramRun& run, int steps)
{
    Seen seen;
    while (steps > 0) {
        const auto line = run.readLine();
        if (!line)
            return seen;
        const auto fact = decodeFact(*line);
        if (!fact || !*fact)
            continue;
        if (const auto* start = std::get_if<LabStart>(&**fact))
            seen.helper = start->pid;
        if (const auto* step = std::get_if<LabStep>(&**fact)) {
            --steps;
            if (step->made)
                seen.made.push_back(*step->made);
            seen.made.insert(seen.made.end(), step->alsoMade.begin(), step->alsoMade.end());
        }
    }
    return seen;
}

void expectNothingLeft(const Seen& seen)
{
    EXPECT_TRUE(becomes([] { return helpers().empty(); })) << helpers().size() << " processes are left";
    for (const NsRef& ns : seen.made) {
        const bool gone = ns.id == 0 || becomes([&] { return touchByHandle(ns) == ESTALE; }, kernelPatience);
        EXPECT_TRUE(gone) << linkText(ns) << " is left";
    }
    const auto mounts = readFileAt(AT_FDCWD, "/proc/self/mountinfo", 8 << 20);
    ASSERT_TRUE(mounts);
    EXPECT_EQ(mounts->find(" nsscope-lab "), std::string::npos);
}

ProgramRun::How asUser()
{
    ProgramRun::How how;
    if (::geteuid() == 0 && whyNotAsUser(nobody).empty())
        how.uid = nobody;
    return how;
}

} // namespace

TEST(LabEnds, KilledAtAnyMomentNothingIsLeft)
{
    ASSERT_TRUE(becomes([] { return helpers().empty(); })) << "somebody else runs this build's helper";
    std::mt19937 random(20261124);
    for (int round = 0; round < 50; ++round) {
        const int steps = static_cast<int>(random() % 24);
        const bool killHelper = random() % 2 != 0;
        SCOPED_TRACE(testing::Message() << "round " << round << ", after " << steps << " steps, "
                                        << (killHelper ? "helper" : "agent"));
        ProgramRun run(longRun, asUser());
        const Seen seen = readSteps(run, steps);
        if (steps > 0 && seen.helper == 0)
            GTEST_SKIP() << run.errors();
        if (killHelper && seen.helper > 0)
            ::kill(seen.helper, SIGKILL);
        else
            ::kill(run.pid(), SIGKILL);
        run.finish();
        expectNothingLeft(seen);
        if (HasFailure())
            return;
    }
}

TEST(LabEnds, ReaderThatGoesAwayLeavesNothing)
{
    ProgramRun run(longRun, asUser());
    const Seen seen = readSteps(run, 6);
    if (seen.helper == 0)
        GTEST_SKIP() << run.errors();
    run.closeOutput();
    run.finish();
    expectNothingLeft(seen);
}
