// SPDX-License-Identifier: Apache-2.0
// The ledger from text to text: each recording in tests/fixtures/streams has its lives beside it.
#include "core/base/read_file.h"
#include "core/stream/stream_reader.h"
#include "core/track/frame_builder.h"
#include "tests/core/track/print_frame.h"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace nsscope
{

class LedgerText : public testing::TestWithParam<const char*>
{
};

TEST_P(LedgerText, LivesAreAsWritten)
{
    const std::string base = std::string(NSSCOPE_FIXTURES "/streams/") + GetParam();
    const auto stream = readFileAt(AT_FDCWD, base + ".nsrec");
    ASSERT_TRUE(stream) << stream.error().message();
    StreamReader reader;
    const auto facts = reader.feed(*stream);
    ASSERT_TRUE(facts) << facts.error().message();
    ASSERT_EQ(reader.damagedLines(), 0u) << reader.firstDamage();
    FrameBuilder builder;
    for (const Fact& fact : *facts)
        builder.add(fact);
    const std::string printed = printFrame(*builder.frame());
    const auto expected = readFileAt(AT_FDCWD, base + ".lives");
    EXPECT_EQ(printed, expected.value_or("")) << "printed:\n" << printed;
}

INSTANTIATE_TEST_SUITE_P(Streams, LedgerText,
                         testing::Values("reuse_with_ids", "without_ids", "other_type_takes_the_number", "seen_again",
                                         "tightest_witness", "agreeing_witnesses", "contradictions", "lab", "lab_without_ids", "lab_for_children",
                                         "left_but_pinned", "evidence_before_the_life", "born_seen_by_a_scan_first",
                                         "id_becomes_known", "owner_destroyed", "owner_seen_again_without_ids", "references_counted"),
                         [](const auto& one) { return std::string(one.param); });

TEST(EndOf, IsWhicheverIsCertainFirst)
{
    Life life;
    EXPECT_EQ(endOf(life), nullptr);
    life.destroyed = Moment{{{10}, {30}}, "quota"};
    EXPECT_EQ(endOf(life), &*life.destroyed);
    life.numberFree = Moment{{{10}, {20}}, "allocator"};
    EXPECT_EQ(endOf(life), &*life.numberFree);
    life.numberFree->when.to = {40};
    EXPECT_EQ(endOf(life), &*life.destroyed);
    life.destroyed.reset();
    EXPECT_EQ(endOf(life), &*life.numberFree);
}

TEST(LedgerReferences, OfALifeTheNewestHundredCountsAreKept)
{
    const NsRef net{NsType::Net, 4, 4026532300, 7};
    FrameBuilder builder;
    ScanFact scan;
    scan.first = true;
    scan.changed.push_back({});
    scan.changed[0].info.ref = net;
    builder.add(scan);
    for (std::uint32_t i = 1; i <= 150; ++i)
        builder.add(ReferenceCount{{i}, net, {i, {}}});
    for (std::uint32_t i = 151; i <= 400; ++i)
        builder.add(ReferenceCount{{i}, std::nullopt, {}, "not root"});
    const FramePtr frame = builder.frame();
    ASSERT_EQ(frame->lives.size(), 1u);
    const Life& life = *frame->lives[0];
    ASSERT_EQ(life.counted.size(), 100u);
    EXPECT_EQ(life.counted.front().references->count, 51u);
    EXPECT_EQ(countedAt(life, {400})->references->count, 150u);
    EXPECT_LE(frame->uncounted.size(), 110u);
    EXPECT_EQ(frame->uncounted.back().at, (Instant{400}));
    EXPECT_EQ(frame->counted, (Instant{150}));
    EXPECT_EQ(frame->last, (Instant{400}));
}

} // namespace nsscope
