// SPDX-License-Identifier: Apache-2.0
// What measure says of its figures: true for the mechanism and for the settings of the kernel it ran on.
#include "app/cli/measure_report.h"
#include "tests/units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace nsscope;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace
{

MeasuredType measured(NsType type, std::int64_t refused, std::int64_t blocked)
{
    MeasuredType one;
    one.type = type;
    one.mechanism = mechanismOf(type, {6, 18});
    one.figures.rounds = 50;
    one.figures.refused = {refused, refused, refused, refused};
    one.figures.destroyed = {refused + blocked, refused + blocked, refused + blocked, refused + blocked};
    one.figures.drop = {9 * us, 9 * us, 9 * us, 9 * us};
    one.figures.blockedMedian = blocked;
    return one;
}

std::string textOf(MeasuredType one, bool rcuExpedited = false)
{
    MeasureReport report;
    report.kernel = "6.18.0";
    report.traced = true;
    report.rcuExpedited = rcuExpedited;
    report.types.push_back(std::move(one));
    return measureText(report);
}

} // namespace

TEST(MeasureText, SaysHowTheWaitShows)
{
    EXPECT_THAT(textOf(measured(NsType::Net, 30'000 * us, 0)), HasSubstr("net: The next creation is refused (ENOSPC) for 30.0 ms."));
    EXPECT_THAT(textOf(measured(NsType::Ipc, 2 * us, 7'600 * us)),
                HasSubstr("ipc: The next creation is not refused but waits 7.60 ms longer than usual."));
    EXPECT_THAT(textOf(measured(NsType::Uts, us, 0)), HasSubstr("uts: Gone when the dropping call returns, which takes 9.00 µs."));
}

TEST(MeasureText, AWorkItemIsNeverDoneWithinTheCall)
{
    for (const std::int64_t blocked : {0 * us, 20 * us, 176 * us}) {
        const std::string text = textOf(measured(NsType::Ipc, us, blocked));
        EXPECT_THAT(text, Not(HasSubstr("Gone when the dropping call returns"))) << blocked;
        EXPECT_THAT(text, HasSubstr(blocked < 50 * us ? "neither refused nor held up by 50.0 µs" : "waits 176 µs longer")) << blocked;
    }
}

TEST(MeasureText, SaysThatGracePeriodsAreMadeShort)
{
    const auto ipc = measured(NsType::Ipc, us, 176 * us);
    EXPECT_THAT(textOf(ipc, true), HasSubstr("/sys/kernel/rcu_expedited is not 0"));
    EXPECT_THAT(textOf(ipc, false), Not(HasSubstr("rcu_expedited")));
    MeasureReport report;
    report.rcuExpedited = true;
    EXPECT_THAT(measureJson(report, false), HasSubstr("\"rcu_expedited\":true"));
}
