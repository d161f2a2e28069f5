// SPDX-License-Identifier: Apache-2.0
// Helpers that lie, tear their records or end: the witness says so in a sentence and tells nothing of a namespace.
#include "core/witness/allocator_witness.h"
#include "core/witness/quota_figures.h"
#include "core/witness/quota_probe.h"
#include "core/witness/quota_witness.h"
#include "tests/core/witness/namespace_task.h"

#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

using namespace nsscope;
using namespace testing;

namespace
{

const std::string liar = NSSCOPE_BIN "/lying_probe";

struct Lie
{
    const char* what;
    const char* reason; ///< what the witness says of it
};

std::size_t evidenceIn(const std::vector<Fact>& facts)
{
    return static_cast<std::size_t>(
        std::count_if(facts.begin(), facts.end(), [](const Fact& fact) { return std::holds_alternative<Evidence>(fact); }));
}

/// The reason went into the stream, not only into the witness.
bool saidSo(const std::vector<Fact>& facts, const WitnessInfo& info)
{
    return std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
        const auto* told = std::get_if<WitnessInfo>(&fact);
        return told && *told == info;
    });
}

class LyingHelper : public TestWithParam<Lie>
{
protected:
    void SetUp() override { ::setenv("NSSCOPE_LIE", GetParam().what, 1); }
    void TearDown() override
    {
        ::unsetenv("NSSCOPE_LIE");
        EXPECT_LT(::waitpid(-1, nullptr, WNOHANG), 0) << "a helper is left";
    }
};

class LyingGauge : public LyingHelper
{
};
class LyingAllocator : public LyingHelper
{
};
class LyingMeasure : public LyingHelper
{
};

std::string nameOf(const TestParamInfo<Lie>& info)
{
    std::string name = info.param.what;
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
}

} // namespace

TEST_P(LyingGauge, IsFoundOut)
{
    {
        QuotaWitness quota(bootNow, liar);
        NamespaceTask task(NsType::Uts);
        const NamespaceTask::Made made = makeForGauge(task, quota);
        ASSERT_NE(made.ns.inode, 0u);
        std::vector<Fact> facts;
        EXPECT_TRUE(collectUntil({&quota}, facts, [&](const auto&) { return !quota.availability().available; }));
        EXPECT_THAT(quota.availability().reason, HasSubstr(GetParam().reason));
        EXPECT_TRUE(saidSo(facts, quota.availability()));
        EXPECT_EQ(evidenceIn(facts), 0u);
    }
}

INSTANTIATE_TEST_SUITE_P(Lies, LyingGauge,
                         Values(Lie{"allowed at first", "the limit did not hold"}, Lie{"refused twice", "nonsense"},
                                Lie{"in the future", "nonsense"}, Lie{"backwards", "nonsense"}, Lie{"another magic", "nonsense"},
                                Lie{"short", "its helper ended"}, Lie{"refused after it was allowed", "the limit did not hold"},
                                Lie{"unknown stage", "errno 4711"}, Lie{"unknown kind", "nonsense"}, Lie{"nothing", "its helper ended"}),
                         nameOf);

TEST_P(LyingAllocator, IsFoundOut)
{
    {
        AllocatorWitness allocator(bootNow, liar, true);
        (void)allocator.availability();
        NamespaceTask task(NsType::Uts);
        const NamespaceTask::Made made = task.make();
        ASSERT_NE(made.ns.inode, 0u);
        std::vector<Fact> facts;
        const auto foundOut = [&](const auto&) { return !allocator.availability().available; };
        allocator.watchMade(made.ns, task.pid(), made.birth);
        allocator.expect(made.ns, bootNow());
        EXPECT_TRUE(collectUntil({&allocator}, facts, foundOut));
        EXPECT_THAT(allocator.availability().reason, HasSubstr(GetParam().reason));
        EXPECT_EQ(evidenceIn(facts), 0u);
        // One that speaks unasked may be found out before anybody was told that it works.
        const bool early = std::string_view(GetParam().what) == "unasked";
        EXPECT_TRUE(early || saidSo(facts, allocator.availability()));
    }
}

INSTANTIATE_TEST_SUITE_P(Lies, LyingAllocator,
                         Values(Lie{"unasked", "nonsense"}, Lie{"in the future", "nonsense"}, Lie{"backwards", "nonsense"},
                                Lie{"another magic", "nonsense"}, Lie{"short", "its helper ended"},
                                Lie{"refused", "may not make uts namespaces: EPERM"},
                                Lie{"four million numbers", "its helper ended"}, Lie{"nothing", "its helper ended"}),
                         nameOf);

TEST_P(LyingMeasure, IsFoundOut)
{
    const QuotaSeries series = measureQuota({liar, NsType::Uts, false, 5}, [](const QuotaSeries&) { return true; });
    EXPECT_EQ(series.failure, GetParam().reason);
    EXPECT_LE(series.rounds.size(), 5u);
}

INSTANTIATE_TEST_SUITE_P(Lies, LyingMeasure,
                         Values(Lie{"backwards", "the helper talks nonsense"}, Lie{"another magic", "the helper talks nonsense"},
                                Lie{"short", "the helper ended early"}, Lie{"more rounds than asked for", ""},
                                Lie{"nothing", "the helper ended early"}),
                         nameOf);
