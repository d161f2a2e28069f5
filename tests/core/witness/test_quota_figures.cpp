// SPDX-License-Identifier: Apache-2.0
#include "core/witness/quota_figures.h"
#include "core/witness/trace_line.h"
#include "tests/units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using namespace testing;

namespace
{

QuotaRecord round(std::int64_t start, std::int64_t dropped, std::int64_t refused, std::int64_t creation)
{
    QuotaRecord record;
    record.dropStart = start;
    record.dropEnd = start + dropped;
    record.createStart = record.dropEnd + refused;
    record.createEnd = record.createStart + creation;
    return record;
}

} // namespace

TEST(Spread, IsMadeOfMeasuredValues)
{
    std::vector<std::int64_t> values;
    for (std::int64_t i = 100; i >= 1; --i)
        values.push_back(i);
    const Spread spread = spreadOf(values);
    EXPECT_EQ(spread.median, 51);
    EXPECT_EQ(spread.p10, 11);
    EXPECT_EQ(spread.p90, 91);
    EXPECT_EQ(spread.max, 100);
    EXPECT_EQ(spreadOf({}).max, 0);
    EXPECT_EQ(spreadOf({7}).p10, 7);
}

TEST(QuotaFigures, TellRefusalAndBlockingApart)
{
    QuotaSeries refused;
    QuotaSeries blocked;
    for (int i = 0; i < 3; ++i) {
        refused.rounds.push_back(round(i * 100'000 * us, 10 * us, 30'000 * us, 500 * us));
        blocked.rounds.push_back(round(i * 100'000 * us, 10 * us, 0, 7'500 * us));
        refused.idle.push_back(round(0, 0, 0, 500 * us));
        blocked.idle.push_back(round(0, 0, 0, 90 * us));
    }
    const QuotaFigures net = figuresOf(refused);
    EXPECT_EQ(net.rounds, 3u);
    EXPECT_EQ(net.refused.median, 30'000 * us);
    EXPECT_EQ(net.destroyed.median, 30'000 * us);
    EXPECT_EQ(net.blockedMedian, 0);
    EXPECT_EQ(net.drop.median, 10 * us);
    const QuotaFigures ipc = figuresOf(blocked);
    EXPECT_EQ(ipc.refused.median, 0);
    EXPECT_EQ(ipc.blockedMedian, 7'410 * us);
    EXPECT_EQ(ipc.destroyed.median, 7'410 * us);
}

TEST(QuotaFigures, NoRoundsNoFigures)
{
    const QuotaFigures none = figuresOf({});
    EXPECT_EQ(none.rounds, 0u);
    EXPECT_EQ(none.refused.max, 0);
}

TEST(CleanupFigures, TakeTheRunThatTheDropQueued)
{
    QuotaSeries series;
    series.rounds.push_back(round(1'000'000 * us, 10 * us, 30'000 * us, 500 * us));
    const std::int64_t dropped = series.rounds[0].dropEnd;
    const std::vector<Cleanup> runs = {
        {"cleanup_net", {dropped - 500 * us}, {dropped - 400 * us}, {dropped + 10'000 * us}}, // queued before
        {"free_ipc", {dropped}, {dropped}, {dropped + 1'000 * us}},
        {"cleanup_net", {dropped}, {dropped + 40 * us}, {dropped + 29'000 * us}},
        {"cleanup_net", {dropped + 100 * us}, {dropped + 29'000 * us}, {dropped + 60'000 * us}}};
    const auto figures = compareCleanups(series, runs, "cleanup_net");
    ASSERT_TRUE(figures);
    EXPECT_EQ(figures->rounds, 1u);
    EXPECT_EQ(figures->dropToEnd.median, 29'000 * us);
    EXPECT_FALSE(compareCleanups(series, {}, "cleanup_net"));
}

TEST(CleanupFigures, AllowForTwoClocksThatRoundDifferently)
{
    QuotaSeries series;
    series.rounds.push_back(round(1'000'000 * us, 10 * us, 30'000 * us, 500 * us));
    const std::int64_t start = series.rounds[0].dropStart;
    const auto queuedAt = [&](std::int64_t at) {
        return compareCleanups(series, {{"cleanup_net", {at}, {at + 40 * us}, {start + 29'000 * us}}}, "cleanup_net");
    };
    EXPECT_TRUE(queuedAt(start - traceClockSlack));
    EXPECT_FALSE(queuedAt(start - traceClockSlack - 1)) << "queued before the drop";
}

TEST(QuotaFailure, IsASentenceOfItsStage)
{
    EXPECT_THAT(quotaFailureText(NsType::Time, QuotaStage::Home, EINVAL), Eq("this kernel has no time namespaces"));
    EXPECT_THAT(quotaFailureText(NsType::Net, QuotaStage::UserNs, EPERM),
                HasSubstr("unshare(CLONE_NEWUSER) gives EPERM"));
    EXPECT_THAT(quotaFailureText(NsType::Net, QuotaStage::Home, ENOSPC), HasSubstr("user.max_net_namespaces"));
}
