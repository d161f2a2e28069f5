// SPDX-License-Identifier: Apache-2.0
// The table of mechanisms beside the kernel that runs: how long each type stays counted after its last reference has
// to be as the table says for its version.
#include "core/witness/mechanism.h"
#include "core/witness/quota_figures.h"
#include "tests/core/witness/namespace_task.h"
#include "tests/core/witness/short_grace.h"

#include <cstdio>
#include <gmock/gmock.h>

using namespace nsscope;
using namespace testing;

namespace
{

constexpr std::uint32_t rounds = 7;
constexpr std::int64_t atOnce = 1'000'000; // ns; a grace period is several milliseconds, a call some microseconds
double inMs(std::int64_t ns) { return static_cast<double>(ns) / 1e6; }

class MeasuredMechanism : public TestWithParam<NsType>
{
};

} // namespace

TEST_P(MeasuredMechanism, IsThatOfTheTable)
{
    const NsType type = GetParam();
    const MechanismAnswer answer = mechanismOf(type, runningKernel());
    ASSERT_NE(answer.row, nullptr);
    const QuotaSeries series = measureQuota({lab, type, type == NsType::Pid, rounds}, [](const QuotaSeries&) { return true; });
    if (series.failedStage == QuotaStage::UserNs)
        GTEST_SKIP() << series.failure;
    ASSERT_EQ(series.failure, "");
    const QuotaFigures figures = figuresOf(series);
    std::printf("VALUE measured %s refused=%.2f blocked=%.2f drop=%.2f\n", std::string(nsTypeName(type)).c_str(),
                inMs(figures.refused.median), inMs(figures.blockedMedian), inMs(figures.drop.median));
    const Mechanism& row = *answer.row;
    if (const std::string why = whyGraceIsShort(); type == NsType::Ipc && !why.empty())
        GTEST_SKIP() << why;
    if (row.teardown == Teardown::Synchronous) {
        EXPECT_LT(figures.destroyed.median, atOnce) << row.sentence;
    } else if (row.blocksCreation) {
        EXPECT_LT(figures.refused.median, atOnce) << row.sentence;
        EXPECT_EQ(figures.blockedMedian > atOnce, row.delaysNumber) << figures.blockedMedian << " ns: " << row.sentence;
    } else {
        EXPECT_GT(figures.refused.median, atOnce) << row.sentence;
    }
}

INSTANTIATE_TEST_SUITE_P(Types, MeasuredMechanism,
                         Values(NsType::Cgroup, NsType::Ipc, NsType::Mnt, NsType::Net, NsType::Pid, NsType::Time,
                                NsType::User, NsType::Uts),
                         [](const auto& instance) { return std::string(nsTypeName(instance.param)); });
