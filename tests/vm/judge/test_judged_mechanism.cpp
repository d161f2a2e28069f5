// SPDX-License-Identifier: Apache-2.0
// The table of mechanisms, which nsscope's sentences come from, held against what this kernel does: when the number
// goes, when the count comes back, and which work item did it. Of the slow run, where none waits for another.
#include "core/witness/mechanism.h"
#include "tests/vm/judge/compare_lives.h"
#include "tests/core/witness/short_grace.h"
#include "tests/vm/judge/judged_run.h"

#include <algorithm>
#include <gmock/gmock.h>

using namespace nsscope;
using namespace testing;

namespace
{

constexpr std::int64_t milliseconds = 2'000'000; // ns: what the table calls so, against what a call itself takes

struct Spans
{
    std::vector<std::int64_t> numberAfterLeft;
    std::vector<std::int64_t> numberAfterPut;
    std::vector<std::int64_t> countAfterPut;
    std::vector<std::int64_t> countAfterNumber;
};

std::int64_t median(std::vector<std::int64_t> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Where one is expected, a single one shows it: a grace period may just be about to end.
bool isDelay(const std::vector<std::int64_t>& spans, bool expected)
{
    return (expected ? *std::max_element(spans.begin(), spans.end()) : median(spans)) >= milliseconds;
}

Spans spansOf(const JudgedRun& run)
{
    Spans spans;
    for (const auto& life : run.frame->lives) {
        const KernelLife* const kernel = kernelLifeOf(*life, run.kernel);
        if (life->labPhase != 0 || !life->left || !kernel || !kernel->numberFree || !kernel->countBack || !kernel->lastPut)
            continue;
        spans.numberAfterLeft.push_back(*kernel->numberFree - life->left->when.from);
        spans.numberAfterPut.push_back(*kernel->numberFree - *kernel->lastPut);
        spans.countAfterPut.push_back(*kernel->countBack - *kernel->lastPut);
        spans.countAfterNumber.push_back(*kernel->countBack - *kernel->numberFree);
    }
    return spans;
}

bool ran(const Frame& frame, std::string_view function)
{
    return std::any_of(frame.cleanups.begin(), frame.cleanups.end(), [&](const Cleanup& run) { return run.function == function; });
}

class JudgedMechanism : public TestWithParam<NsType>
{
};

} // namespace

TEST_P(JudgedMechanism, IsThatOfTheTable)
{
    if (const std::string why = whyNoJudge(); !why.empty())
        GTEST_SKIP() << why;
    const NsType type = GetParam();
    const JudgedRun& run = judgedTrash(type, true);
    ASSERT_EQ(run.failure, "");
    const KernelVersion kernel = parseKernelVersion(run.frame->header.host.kernel).value_or(KernelVersion{});
    const MechanismAnswer answer = mechanismOf(type, kernel);
    ASSERT_NE(answer.row, nullptr);
    const Mechanism& row = *answer.row;
    SCOPED_TRACE(std::string(row.sentence));
    if (const std::string why = whyGraceIsShort(); type == NsType::Ipc && !why.empty())
        GTEST_SKIP() << why;
    const Spans spans = spansOf(run);
    ASSERT_GE(spans.numberAfterPut.size(), 3u);

    if (row.teardown == Teardown::Synchronous) {
        EXPECT_LT(median(spans.numberAfterPut), milliseconds);
        EXPECT_LT(median(spans.countAfterPut), milliseconds);
    } else if (!row.blocksCreation) {
        EXPECT_GT(median(spans.countAfterPut), type == NsType::User ? 0 : milliseconds);
    }
    EXPECT_EQ(isDelay(spans.numberAfterLeft, row.delaysNumber), row.delaysNumber)
        << "the number was free " << median(spans.numberAfterLeft) << " ns after it was given up";
    EXPECT_EQ(isDelay(spans.countAfterNumber, row.numberBeforeQuota), row.numberBeforeQuota)
        << "the count came back " << median(spans.countAfterNumber) << " ns after the number";
    for (const std::int64_t span : spans.countAfterNumber)
        EXPECT_EQ(span > 0, freesNumberFirst(type)) << span << " ns from the number to the count";
    if (!row.function.empty()) {
        EXPECT_TRUE(ran(*run.frame, row.function)) << row.function << " was not seen to run";
    }
}

INSTANTIATE_TEST_SUITE_P(Types, JudgedMechanism,
                         Values(NsType::Cgroup, NsType::Ipc, NsType::Mnt, NsType::Net, NsType::Pid, NsType::Time,
                                NsType::User, NsType::Uts),
                         [](const auto& instance) { return std::string(nsTypeName(instance.param)); });
