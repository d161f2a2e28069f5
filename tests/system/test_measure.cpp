// SPDX-License-Identifier: Apache-2.0
// nsscope-cli measure on the real kernel: figures for every type or a reason, as root and as an ordinary user.
#include "core/base/read_file.h"
#include "core/witness/mechanism.h"
#include "tests/system/program_run.h"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <map>
#include <sched.h>
#include <simdjson.h>
#include <thread>
#include <unistd.h>

using namespace nsscope;
using namespace testing;

namespace
{

constexpr std::array typeNames = {"cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"};

bool noMoreUserNamespaces()
{
    if (::unshare(CLONE_NEWUSER) != 0)
        return false;
    const int fd = ::open("/proc/sys/user/max_user_namespaces", O_WRONLY | O_CLOEXEC);
    const bool written = fd >= 0 && ::write(fd, "0", 1) == 1;
    ::close(fd);
    return written;
}

} // namespace

class MeasureTest : public TestWithParam<std::optional<unsigned>>
{
};

TEST_P(MeasureTest, HasFiguresForEveryType)
{
    if (GetParam() && !whyNotAsUser(*GetParam()).empty())
        GTEST_SKIP() << whyNotAsUser(*GetParam());
    ProgramRun run({"measure", "--json", "--type", "all", "--rounds", "5"}, {GetParam(), {}, {}});
    ASSERT_EQ(run.finish(), 0) << run.errors();
    EXPECT_EQ(run.errors(), "") << "progress is for terminals";
    simdjson::dom::parser parser;
    const simdjson::dom::element report = parser.parse(run.output());
    EXPECT_EQ(std::string_view(report["schema"]), "nsscope.measure/1");
    std::map<std::string, double> median;
    std::map<std::string, double> blocked;
    for (const simdjson::dom::element type : report["types"]) {
        const std::string name{std::string_view(type["type"])};
        EXPECT_TRUE(type["skipped"].is_null()) << name;
        EXPECT_EQ(std::int64_t(type["rounds"]), 5) << name;
        EXPECT_EQ(std::string_view(type["witness"]), "quota");
        EXPECT_THAT(std::string(std::string_view(type["mechanism"])), Not(IsEmpty()));
        median[name] = double(type["median_us"]);
        blocked[name] = double(type["blocked_median_us"]);
        EXPECT_LE(double(type["p10_us"]), median[name]) << name;
        EXPECT_LE(median[name], double(type["p90_us"])) << name;
        EXPECT_LE(double(type["p90_us"]), double(type["max_us"])) << name;
    }
    ASSERT_EQ(median.size(), typeNames.size());
    for (const char* slow : {"net", "pid", "user"}) {
        for (const char* fast : {"cgroup", "mnt", "time", "uts"})
            EXPECT_GT(median[slow], 2 * median[fast]) << slow << ' ' << fast;
    }
    // Where grace periods are hurried, or the kernel waits for none, it takes as long as making one.
    const bool hurried = readFileAt(AT_FDCWD, "/sys/kernel/rcu_expedited").value_or("0").starts_with('1');
    if (!hurried && mechanismOf(NsType::Ipc, runningKernel()).row->delaysNumber) {
        EXPECT_GT(median["ipc"] + blocked["ipc"], median["uts"] + blocked["uts"]);
    }
}

INSTANTIATE_TEST_SUITE_P(Users, MeasureTest, Values(std::optional<unsigned>(), std::optional<unsigned>(nobody)),
                         [](const auto& instance) { return instance.param ? "Nobody" : "Caller"; });

TEST(Measure, SaysWhyItCannotAndWhatWouldHelp)
{
    ProgramRun run({"measure", "--json", "--type", "net,uts", "--rounds", "2"}, {std::nullopt, noMoreUserNamespaces, {}});
    const int status = run.finish();
    if (status == 99)
        GTEST_SKIP() << "no user namespace to forbid others in";
    EXPECT_EQ(status, 1);
    simdjson::dom::parser parser;
    const simdjson::dom::element report = parser.parse(run.output());
    for (const simdjson::dom::element type : report["types"]) {
        EXPECT_TRUE(type["median_us"].is_null());
        EXPECT_THAT(std::string(std::string_view(type["skipped"])), HasSubstr("user.max_user_namespaces is 0"));
        EXPECT_THAT(std::string(std::string_view(type["remedy"])), HasSubstr("sysctl"));
    }
}

TEST(Measure, RefusesWhatItCannotMean)
{
    for (const char* rounds : {"0", "1001", "-1", "x"}) {
        ProgramRun run({"measure", "--rounds", rounds});
        EXPECT_EQ(run.finish(), 2) << rounds;
    }
    ProgramRun run({"measure", "--type", "nets"});
    EXPECT_EQ(run.finish(), 2);
}

TEST(Measure, LeavesNoHelperWhenKilled)
{
    ProgramRun run({"measure", "--type", "pid", "--rounds", "1000"});
    const std::string children = "/proc/" + std::to_string(run.pid()) + "/task/" + std::to_string(run.pid()) + "/children";
    int helper = 0;
    // Nothing tells when a stranger's child begins: asked until it is there.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (helper == 0 && std::chrono::steady_clock::now() < deadline) {
        if (const auto text = readFileAt(AT_FDCWD, children); text && !text->empty())
            helper = std::atoi(text->c_str());
        else
            std::this_thread::yield();
    }
    ASSERT_GT(helper, 0);
    ::kill(run.pid(), SIGKILL);
    EXPECT_TRUE(processEnds(helper, 1000));
}
