// SPDX-License-Identifier: Apache-2.0
// The command "count" with a counter of the test's own: what is told of each namespace, and why there is nothing to tell.
#include "tests/core/agent/agent_fixture.h"

#include <algorithm>
#include <cerrno>
#include <gmock/gmock.h>

using namespace nsscope;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = Command::Kind;

namespace
{

/// Counts nine of each but those of user namespaces, which change.
Result<std::vector<UncountedReferences>> nineOfEach(Snapshot& snapshot)
{
    std::vector<UncountedReferences> left;
    for (NamespaceInfo& info : snapshot.namespaces) {
        if (info.ref.type == NsType::User)
            left.push_back({info.ref, UncountedReason::Changed});
        else
            info.references = NsReferences{9, {{ReferenceKind::Tasks, 8}}};
    }
    return left;
}

} // namespace

TEST_F(AgentTest, CountsReferencesOfWhatItFindsWhenAsked)
{
    int counts = 0;
    Snapshot looked;
    options.countReferences = [&](Snapshot& snapshot) {
        ++counts;
        looked = snapshot;
        return nineOfEach(snapshot);
    };
    options.rate = 0.1;
    sendText("{\"command\":\"count\"}\n");
    ASSERT_TRUE(run([&](const Fact& fact) {
        const auto* counted = std::get_if<ReferenceCount>(&fact);
        if (counted && all<ReferenceCount>().size() == looked.namespaces.size())
            send(Kind::Stop);
    }));
    EXPECT_EQ(counts, 1);
    const auto answers = all<ReferenceCount>();
    ASSERT_THAT(answers, SizeIs(looked.namespaces.size())) << "one for each namespace";
    const auto scans = all<ScanFact>();
    ASSERT_THAT(scans, SizeIs(2)) << "a look of its own, after the first";
    for (const NamespaceInfo& info : looked.namespaces) {
        const auto its = std::find_if(answers.begin(), answers.end(), [&](const auto& one) { return one.ns == info.ref; });
        ASSERT_NE(its, answers.end()) << linkText(info.ref);
        EXPECT_GE(its->at, scans[1].start + scans[1].durationNs);
        const bool user = info.ref.type == NsType::User;
        EXPECT_EQ(its->reason.empty(), !user) << its->reason;
        EXPECT_EQ(its->references.count, user ? 0u : 9u);
        EXPECT_EQ(its->references.explained(), user ? 0u : 8u);
    }
    EXPECT_THAT(all<Notice>(), IsEmpty());
}

TEST_F(AgentTest, CountedReferencesAreNoChangeOfAnyNamespace)
{
    options.countReferences = nineOfEach;
    options.rate = 50;
    send(Kind::Count);
    std::size_t atAnswer = 0;
    ASSERT_TRUE(run([&](const Fact& fact) {
        if (std::holds_alternative<ReferenceCount>(fact))
            atAnswer = all<ScanFact>().size();
        else if (std::holds_alternative<ScanFact>(fact) && atAnswer > 0 && all<ScanFact>().size() >= atAnswer + 3)
            send(Kind::Stop);
    }));
    const auto scans = all<ScanFact>();
    for (std::size_t i = 1; i < scans.size(); ++i) {
        for (const NamespaceChange& change : scans[i].changed) {
            EXPECT_TRUE(change.whole || !change.info.holders.empty() || !change.goneHolders.empty())
                << linkText(change.info.ref) << ": the same holders are told anew";
        }
    }
}

TEST_F(AgentTest, SaysWhatIsMissingToCountReferences)
{
    options.countReferences = [](Snapshot&) -> Result<std::vector<UncountedReferences>> {
        return failure("load BPF iterators", {}, EPERM, "root");
    };
    send(Kind::Count);
    const auto untilAnswered = [&](const Fact& fact) {
        if (std::holds_alternative<ReferenceCount>(fact))
            send(Kind::Stop);
    };
    ASSERT_TRUE(run(untilAnswered));
    ASSERT_THAT(all<ReferenceCount>(), SizeIs(1));
    EXPECT_FALSE(all<ReferenceCount>()[0].ns);
    EXPECT_THAT(all<ReferenceCount>()[0].reason, testing::HasSubstr("load BPF iterators"));
    EXPECT_EQ(all<ReferenceCount>()[0].remedy, "root");
}

TEST_F(AgentTest, WithoutACounterItSaysSo)
{
    send(Kind::Count);
    ASSERT_TRUE(run([&](const Fact& fact) {
        if (std::holds_alternative<ReferenceCount>(fact))
            send(Kind::Stop);
    }));
    EXPECT_EQ(all<ReferenceCount>().at(0).reason, "this agent has no means to count them");
}

/// A count takes long; while the next step is near it waits.
TEST_F(AgentTest, CountsOnlyWhereNoStepComesLateByIt)
{
    if (!usernsAllowed())
        GTEST_SKIP() << "user namespaces are forbidden here";
    options.countReferences = nineOfEach;
    sendStart({{"type", "uts"}, {"count", "4"}, {"slow_ms", "1"}, {"fast_ms", "1"}}, true);
    bool asked = false;
    std::size_t stepsAtAnswer = 0;
    ASSERT_TRUE(run([&](const Fact& fact) {
        if (std::holds_alternative<LabStep>(fact) && !asked) {
            asked = true;
            send(Kind::Count);
        }
        if (std::holds_alternative<ReferenceCount>(fact) && stepsAtAnswer == 0) {
            stepsAtAnswer = all<LabStep>().size();
            send(Kind::Stop);
        }
    }));
    EXPECT_GT(stepsAtAnswer, 4u) << "it did not come between two steps";
}
