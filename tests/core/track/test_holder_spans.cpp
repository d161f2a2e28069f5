// SPDX-License-Identifier: Apache-2.0
// Holders over time: shared between copies, bounded over hours.
#include "core/track/frame_builder.h"
#include "core/track/track_holders.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace nsscope
{

namespace
{

Holder process(std::int32_t pid)
{
    Holder h;
    h.kind = HolderKind::Process;
    h.pid = pid;
    return h;
}

} // namespace

TEST(HolderSpans, CopiesDoNotSeeLaterChanges)
{
    HolderSpans spans;
    for (int i = 0; i < 100; ++i)
        spans.push_back({process(i), {i}, std::nullopt});
    const HolderSpans copy = spans;
    spans[40].to = Instant{7};
    spans.push_back({process(100), {100}, std::nullopt});
    EXPECT_FALSE(copy[40].to);
    EXPECT_EQ(copy.size(), 100u);
    EXPECT_EQ(spans.size(), 101u);
    EXPECT_EQ(&copy[0], &std::as_const(spans)[0]) << "what did not change is shared";
    EXPECT_NE(&copy[40], &std::as_const(spans)[40]);
    int pid = 0;
    EXPECT_TRUE(std::all_of(copy.begin(), copy.end(), [&](const HolderSpan& span) { return span.holder.pid == pid++; }));
    EXPECT_EQ(copy.end() - copy.begin(), 100);
    EXPECT_EQ(copy.back().holder.pid, 99);
}

TEST(HolderSpans, ManyHoldersAreForgottenOldestFirst)
{
    Life life;
    LifeNotes notes;
    constexpr int rounds = 10'000;
    replaceHolders(life, notes, {process(1)}, {0});
    std::size_t most = 0;
    for (int i = 1; i <= rounds; ++i) {
        changeHolders(life, notes, {process(i + 1)}, {process(i)}, {i * 10});
        most = std::max(most, life.holders.size());
    }
    EXPECT_EQ(most, 2 * closedSpansKept + 1) << "never more";
    EXPECT_GE(life.holders.size(), closedSpansKept);
    EXPECT_EQ(life.forgotten.count + life.holders.size(), static_cast<std::size_t>(rounds) + 1);
    EXPECT_EQ(life.forgotten.tasks->from, (Instant{0}));
    EXPECT_EQ(life.forgotten.tasks->to, life.holders.front().from);
    EXPECT_EQ(notes.open.size(), 1u);
    for (const int t : {5, 500, 50'000, 99'999, 200'000})
        EXPECT_EQ(stateAt(life, {t}), LifeState::Held) << t;
}

TEST(HolderSpans, ChangedAttributesKeepTheSpan)
{
    Life life;
    LifeNotes notes;
    Holder holder = process(5);
    replaceHolders(life, notes, {holder}, {10});
    holder.comm = "exec'd";
    EXPECT_EQ(replaceHolders(life, notes, {holder}, {20}), 0u);
    ASSERT_EQ(life.holders.size(), 1u);
    EXPECT_EQ(life.holders[0].from, (Instant{10}));
    EXPECT_EQ(life.holders[0].holder.comm, "exec'd");
    EXPECT_EQ(changeHolders(life, notes, {}, {process(6), process(5)}, {30}), 1u);
    EXPECT_EQ(life.holders[0].to, (Instant{30}));
    EXPECT_TRUE(holdersAt(life, {30}).empty());
    EXPECT_EQ(holdersAt(life, {29}).size(), 1u);
}

} // namespace nsscope
