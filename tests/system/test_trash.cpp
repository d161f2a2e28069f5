// SPDX-License-Identifier: Apache-2.0
// nsscope-cli trash on the real kernel: what it finds, as root and as an ordinary user.
#include "tests/system/program_run.h"
#include "tests/system/trash_result.h"

#include <gmock/gmock.h>
#include <set>
#include <sys/stat.h>

using namespace nsscope;
using testing::HasSubstr;
using testing::StartsWith;

namespace
{

constexpr int tries = 3; // for what needs a quiet machine

std::uint64_t ownInode(const std::string& type)
{
    struct stat info{};
    return ::stat(("/proc/self/ns/" + type).c_str(), &info) == 0 ? info.st_ino : 0;
}

std::size_t differentNumbers(const TrashResult::Run& run)
{
    std::set<std::uint64_t> numbers;
    for (const auto& life : run.lives)
        numbers.insert(life.inode);
    return numbers.size();
}

/// What holds for every run, quiet or not.
void expectSound(const TrashResult& result)
{
    EXPECT_EQ(result.schema, "nsscope.trash/1");
    EXPECT_EQ(result.original, ownInode(result.type));
    ASSERT_EQ(result.runs.size(), 2u);
    std::set<std::uint64_t> ids;
    std::int64_t number = 0;
    for (const TrashResult::Run& run : result.runs) {
        EXPECT_EQ(run.distinct, static_cast<std::int64_t>(differentNumbers(run)));
        std::int64_t reused = 0;
        for (const auto& life : run.lives) {
            EXPECT_EQ(life.n, ++number);
            EXPECT_TRUE(life.id == 0 || ids.insert(life.id).second) << "an id came twice";
            ASSERT_TRUE(life.leftNs) << "the last one is left too";
            EXPECT_LT(life.bornNs, *life.leftNs);
            EXPECT_GE(life.obsoleteToNs.value_or(*life.leftNs), *life.leftNs);
            EXPECT_TRUE(life.obsoleteToNs || !result.handleWitness) << "the handle witness sees every end";
            reused += life.reuses.has_value();
        }
        EXPECT_EQ(run.reused, reused);
    }
}

} // namespace

class TrashTest : public testing::TestWithParam<std::optional<unsigned>>
{
protected:
    void SetUp() override
    {
        if (!GetParam())
            return;
        if (const std::string why = whyNotAsUser(*GetParam()); !why.empty())
            GTEST_SKIP() << why;
    }
    /// A run that came to its end; nothing where user namespaces are forbidden (skips).
    TrashResult trash(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), {"trash", "--json"});
        ProgramRun run(arguments, {GetParam(), {}, {}});
        const int status = run.finish();
        EXPECT_EQ(status, 0) << run.errors();
        EXPECT_EQ(run.errors(), "");
        return status == 0 ? parseTrashResult(run.output()) : TrashResult{};
    }
};

INSTANTIATE_TEST_SUITE_P(As, TrashTest, testing::Values(std::nullopt, std::optional(nobody)),
                         [](const auto& which) { return which.param ? "Nobody" : "Ourselves"; });

TEST_P(TrashTest, TenRunsInARow)
{
    for (int i = 0; i < 10; ++i) {
        SCOPED_TRACE(i);
        const TrashResult result = trash({"--slow-ms", "100", "--gap-ms", "100"});
        ASSERT_NO_FATAL_FAILURE(expectSound(result));
    }
}

TEST_P(TrashTest, SlowRunTakesTurnsAndFastRunPilesUp)
{
    std::string disturbance;
    for (int i = 0; i < tries; ++i) {
        const TrashResult result = trash({"--slow-ms", "500", "--fast-ms", "2", "--count", "6"});
        ASSERT_NO_FATAL_FAILURE(expectSound(result));
        disturbance = disturbanceOf(result.runs[0]);
        if (disturbance.empty() && paceOf(result.runs[1]) > 15'000'000)
            disturbance = "a fast run cannot be run fast";
        if (!disturbance.empty())
            continue;
        EXPECT_EQ(result.runs[0].distinct, 2);
        EXPECT_EQ(result.runs[0].reused, 4);
        EXPECT_GT(result.runs[1].distinct, result.runs[0].distinct);
        return;
    }
    GTEST_SKIP() << "the machine is not quiet: " << disturbance;
}

TEST_P(TrashTest, EveryTypeRuns)
{
    for (const char* type : {"cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"}) {
        SCOPED_TRACE(type);
        const TrashResult result =
            trash({"--type", type, "--slow-ms", "60", "--gap-ms", "60", "--fast-ms", "0", "--count", "3"});
        EXPECT_EQ(result.type, type);
        ASSERT_NO_FATAL_FAILURE(expectSound(result));
    }
}

TEST_P(TrashTest, ReadsLikeTheScript)
{
    ProgramRun run({"trash", "--type", "uts", "--slow-ms", "20", "--gap-ms", "0", "--count", "2"}, {GetParam(), {}, {}});
    ASSERT_EQ(run.finish(), 0) << run.errors();
    EXPECT_THAT(run.output(), StartsWith("original uts:[" + std::to_string(ownInode("uts")) +
                                         "]\nslow trashing...\ntrash uts:["));
    EXPECT_THAT(run.output(), HasSubstr("\nfast trashing...\ntrash uts:["));
    EXPECT_THAT(run.output(), HasSubstr("What happened"));
    EXPECT_THAT(run.output(), HasSubstr("The slow run made 2 namespaces"));
    EXPECT_THAT(run.output(), HasSubstr("Why (Linux "));
}
