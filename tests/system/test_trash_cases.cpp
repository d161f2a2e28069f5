// SPDX-License-Identifier: Apache-2.0
// What trashing shows of the kernel: numbers that take turns, numbers that pile up, and how the dead are counted down to
// none. Each test attempts again where the evidence says that the machine was not quiet.
#include "core/witness/mechanism.h"
#include "tests/system/program_run.h"
#include "tests/system/trash_result.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <map>
#include <set>
#include <vector>

using namespace nsscope;
using testing::HasSubstr;

namespace
{

constexpr int attempts = 4;
constexpr std::int64_t fastEnough = 15'000'000; // ns from one to the next; a clean-up takes longer

TrashResult trash(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), {"trash", "--json"});
    const ProgramEnd end = runToEnd(arguments);
    EXPECT_EQ(end.status, 0) << end.errors;
    return end.status == 0 ? parseTrashResult(end.output) : TrashResult{};
}

std::size_t idsOf(const TrashResult::Run& run)
{
    std::set<std::uint64_t> ids;
    for (const TrashResult::Life& life : run.lives)
        ids.insert(life.id);
    return ids.size();
}

/// Whose number a life took was free before: a number that comes twice at one time would be a fault.
void expectNumbersWereFree(const TrashResult& result)
{
    std::map<std::uint64_t, const TrashResult::Life*> last;
    for (const TrashResult::Run& run : result.runs) {
        for (const TrashResult::Life& life : run.lives) {
            const TrashResult::Life* before = std::exchange(last[life.inode], &life);
            EXPECT_EQ(life.reuses, before ? std::optional(before->n) : std::nullopt) << "life " << life.n;
            if (before && before->freeFromNs) {
                EXPECT_LE(*before->freeFromNs, life.bornNs) << "life " << before->n << " still had that number";
            }
        }
    }
}

/// The most that had been given up and were not free yet, and how many of them at the very end.
struct Waiting
{
    int most = 0;
    int left = 0;
};
Waiting waitingOf(const TrashResult::Run& run)
{
    std::multimap<std::int64_t, int> changes;
    for (const TrashResult::Life& life : run.lives) {
        changes.emplace(life.obsoleteToNs.value_or(*life.leftNs), 1);
        if (life.freeToNs)
            changes.emplace(std::max(*life.freeToNs, life.obsoleteToNs.value_or(*life.leftNs)), -1);
    }
    Waiting waiting;
    for (const auto& [at, change] : changes) {
        waiting.left += change;
        waiting.most = std::max(waiting.most, waiting.left);
    }
    return waiting;
}

} // namespace

TEST(TrashCase, SlowRunOfFiveTakesTurnsOfTwoNumbers) // C51
{
    std::string disturbance;
    for (int i = 0; i < attempts; ++i) {
        const TrashResult result = trash({"--slow-ms", "500", "--count", "5", "--fast-ms", "50", "--gap-ms", "100"});
        ASSERT_EQ(result.runs.size(), 2u);
        const TrashResult::Run& slow = result.runs[0];
        ASSERT_EQ(slow.lives.size(), 5u);
        ASSERT_NO_FATAL_FAILURE(expectNumbersWereFree(result));
        disturbance = disturbanceOf(slow);
        if (!disturbance.empty())
            continue;
        EXPECT_EQ(idsOf(slow), slow.lives.front().id ? 5u : 1u);
        EXPECT_EQ(slow.distinct, 2);
        EXPECT_EQ(slow.reused, 3);
        for (std::size_t n = 0; n + 2 < slow.lives.size(); ++n) {
            EXPECT_EQ(slow.lives[n + 2].reuses, std::optional(slow.lives[n].n));
            ASSERT_TRUE(slow.lives[n].freeToNs);
            EXPECT_LE(*slow.lives[n].freeToNs, slow.lives[n + 2].bornNs) << "the next but one came when it was gone";
        }
        return;
    }
    GTEST_SKIP() << "the machine is not quiet: " << disturbance;
}

TEST(TrashCase, FastRunPilesUpAndIsCountedDown) // C52
{
    for (const auto& [count, pause] : {std::pair{"8", "10"}, std::pair{"12", "0"}}) {
        SCOPED_TRACE(count);
        bool seen = false;
        for (int i = 0; i < attempts && !seen; ++i) {
            const TrashResult result = trash({"--slow-ms", "60", "--gap-ms", "60", "--count", count, "--fast-ms", pause});
            ASSERT_EQ(result.runs.size(), 2u);
            const TrashResult::Run& fast = result.runs[1];
            ASSERT_NO_FATAL_FAILURE(expectNumbersWereFree(result));
            if (fast.lives.front().id != 0) {
                EXPECT_EQ(idsOf(fast), fast.lives.size());
            }
            const Waiting waiting = waitingOf(fast);
            if (result.endsAreSeen) {
                EXPECT_EQ(waiting.left, 0) << "all are gone at the end";
            }
            const bool batches = result.netCleanups < result.runs[0].lives.size() + fast.lives.size(); // root sees them
            if (paceOf(fast) > fastEnough || !batches)
                continue; // a fast run cannot be run fast, or others dropped theirs meanwhile
            EXPECT_GT(waiting.most, 1) << "one clean-up takes longer than making the next";
            EXPECT_GT(fast.distinct, 2) << "numbers of the dead are still taken";
            seen = true;
        }
        if (!seen)
            GTEST_SKIP() << "a fast run cannot be run fast here";
    }
}

TEST(TrashCase, UtsTakesTurnsWithoutAPauseAndNetDoesNot) // K10
{
    const KernelVersion kernel = runningKernel();
    for (const char* type : {"uts", "net"}) {
        SCOPED_TRACE(type);
        const MechanismAnswer mechanism = mechanismOf(*nsTypeByName(type), kernel);
        bool shown = false;
        bool quiet = false;
        for (int i = 0; i < attempts && !shown; ++i) {
            const TrashResult result =
                trash({"--type", type, "--slow-ms", "0", "--fast-ms", "0", "--gap-ms", "0", "--count", "20"});
            ASSERT_EQ(result.runs.size(), 2u);
            ASSERT_NO_FATAL_FAILURE(expectNumbersWereFree(result));
            const TrashResult::Run& run = result.runs[1];
            ASSERT_EQ(run.lives.size(), 20u);
            shown = mechanism.row->delaysNumber ? run.distinct > 2 : run.distinct == 2;
            quiet |= mechanism.row->delaysNumber ? paceOf(run) < fastEnough / 3 : disturbanceOf(run).empty();
        }
        const ProgramEnd text = runToEnd({"trash", "--type", type, "--slow-ms", "0", "--gap-ms", "0", "--count", "2"});
        EXPECT_THAT(text.output, HasSubstr(mechanism.sentence())) << "and why";
        if (!shown && !quiet)
            GTEST_SKIP() << "the machine is not quiet";
        EXPECT_TRUE(shown) << (mechanism.row->delaysNumber ? "numbers of the dead stay taken for a while" : "two numbers take turns");
    }
}
