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
                                         "id_becomes_known", "owner_destroyed"),
                         [](const auto& one) { return std::string(one.param); });

} // namespace nsscope
