// SPDX-License-Identifier: Apache-2.0
// What happens when trashing is forbidden, cut off or killed: nothing stays behind, and one sentence says why.
#include "core/base/read_file.h"
#include "core/stream/fact_codec.h"
#include "tests/system/program_run.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sched.h>
#include <unistd.h>

using namespace nsscope;
using testing::HasSubstr;
using testing::StartsWith;

namespace
{

/// A run that would last for minutes and tells its stream.
const std::vector<std::string> longRun = {"trash", "--slow-ms", "60000", "--record", "-"};

template <class T> std::optional<T> nextFact(ProgramRun& run)
{
    while (const auto line = run.readLine()) {
        const auto fact = decodeFact(*line);
        if (fact && *fact && std::holds_alternative<T>(**fact))
            return std::get<T>(**fact);
    }
    return std::nullopt;
}

/// Pid of the helper once it has done its second step.
int helperOf(ProgramRun& run)
{
    const auto start = nextFact<LabStart>(run);
    if (!start || !nextFact<LabStep>(run) || !nextFact<LabStep>(run))
        return 0;
    return start->pid;
}

bool put(const char* path, const std::string& text)
{
    const UniqueFd fd(::open(path, O_WRONLY | O_CLOEXEC));
    return fd && writeAll(fd.get(), text, path);
}

/// A user namespace in which the kernel refuses further namespaces of a type.
bool forbid(const char* sysctl)
{
    const std::string uid = std::to_string(::geteuid());
    const std::string gid = std::to_string(::getegid());
    return ::unshare(CLONE_NEWUSER) == 0 && put("/proc/self/uid_map", "0 " + uid + " 1") &&
           put("/proc/self/setgroups", "deny") && put("/proc/self/gid_map", "0 " + gid + " 1") && put(sysctl, "0");
}

} // namespace

TEST(TrashEnds, KilledProgramLeavesNoProcess)
{
    ProgramRun run(longRun);
    const int helper = helperOf(run);
    ASSERT_GT(helper, 0) << run.errors();
    ::kill(run.pid(), SIGKILL);
    EXPECT_TRUE(processEnds(helper, 1000));
    EXPECT_EQ(run.finish(), 128 + SIGKILL);
}

TEST(TrashEnds, KilledHelperIsTold)
{
    ProgramRun run(longRun);
    const int helper = helperOf(run);
    ASSERT_GT(helper, 0) << run.errors();
    ::kill(helper, SIGKILL);
    EXPECT_EQ(run.finish(), 1);
    EXPECT_EQ(run.errors(), "nsscope-cli: The experiment was cut off: nsscope-lab was killed by SIGKILL.\n");
    EXPECT_TRUE(processEnds(helper, 0));
}

TEST(TrashEnds, SignalEndsItCleanly)
{
    ProgramRun run(longRun);
    const int helper = helperOf(run);
    ASSERT_GT(helper, 0) << run.errors();
    ::kill(run.pid(), SIGTERM);
    EXPECT_TRUE(nextFact<StreamEnd>(run)) << "the recording is whole";
    EXPECT_EQ(run.finish(), 1);
    EXPECT_TRUE(processEnds(helper, 0));
}

TEST(TrashEnds, HelperOfRootIsTheUserWhoCalledSudo)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "needs root";
    const auto prepare = [] { return ::setenv("SUDO_UID", "65534", 1) == 0 && ::setenv("SUDO_GID", "65534", 1) == 0; };
    ProgramRun run(longRun, {std::nullopt, prepare, {}});
    const int helper = helperOf(run);
    ASSERT_GT(helper, 0) << run.errors();
    const auto status = readFileAt(AT_FDCWD, "/proc/" + std::to_string(helper) + "/status");
    ASSERT_TRUE(status);
    EXPECT_THAT(*status, HasSubstr("\nUid:\t65534\t65534\t65534\t65534\n"));
    EXPECT_THAT(*status, HasSubstr("\nGid:\t65534\t65534\t65534\t65534\n"));
    ::kill(run.pid(), SIGKILL);
    EXPECT_TRUE(processEnds(helper, 1000)) << "the change of ids did not cost it its parent-death signal";
}

TEST(TrashEnds, ForbiddenUserNamespacesAreExplained)
{
    const auto prepare = [] { return forbid("/proc/sys/user/max_user_namespaces"); };
    ProgramRun run({"trash", "--json"}, {std::nullopt, prepare, {}});
    const int status = run.finish();
    if (status == 99)
        GTEST_SKIP() << "user namespaces are forbidden here already";
    EXPECT_EQ(status, 1);
    EXPECT_EQ(run.output(), "") << "no half result";
    EXPECT_THAT(run.errors(), StartsWith("nsscope-cli: unshare(CLONE_NEWUSER) failed (ENOSPC). The limit "
                                         "user.max_user_namespaces is 0. What would help: sudo sysctl -w "
                                         "user.max_user_namespaces=10000\n"));
    EXPECT_THAT(run.errors(), HasSubstr("nsscope-cli show --lives /")) << "the reference recording is offered instead";
}

TEST(TrashEnds, ForbiddenTypeIsExplained)
{
    const auto prepare = [] { return forbid("/proc/sys/user/max_uts_namespaces"); };
    ProgramRun run({"trash", "--type", "uts"}, {std::nullopt, prepare, {}});
    const int status = run.finish();
    if (status == 99)
        GTEST_SKIP() << "user namespaces are forbidden here";
    EXPECT_EQ(status, 1);
    EXPECT_THAT(run.errors(), HasSubstr("The limit user.max_uts_namespaces is 0."));
}

TEST(TrashEnds, WrongUsageIsTwo)
{
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"trash", "--type", "network"}, {"trash", "--count", "0"}, {"trash", "--slow-ms", "60001"}}) {
        ProgramRun run(arguments);
        EXPECT_EQ(run.finish(), 2);
        EXPECT_NE(run.errors(), "");
    }
}

TEST(TrashEnds, RecordingThatCannotBeWrittenIsAnError)
{
    ProgramRun run({"trash", "--record", "/nonexistent/x.nsrec"});
    EXPECT_EQ(run.finish(), 1);
    EXPECT_THAT(run.errors(), StartsWith("nsscope-cli: open /nonexistent/x.nsrec: No such file"));
    ProgramRun full({"trash", "--record", "/dev/full"});
    EXPECT_EQ(full.finish(), 1);
    EXPECT_THAT(full.errors(), HasSubstr("ENOSPC"));
}
