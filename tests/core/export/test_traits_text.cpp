// SPDX-License-Identifier: Apache-2.0
#include "core/export/traits_text.h"

#include <gmock/gmock.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(TraitSentences, TellWhatIsKnown)
{
    EXPECT_THAT(traitSentences({}), IsEmpty());
    NsTraits traits;
    traits.uidMap = {{0, 1000, 1}, {1, 100000, 65536}};
    traits.label = "odd\x1b[31m";
    EXPECT_THAT(traitSentences(traits), ElementsAre("Your label for it: odd\\x1b[31m",
                                                    "uid 0 inside is 1000 outside, uid 1 to 65536 inside are 100000 to 165535 outside."));
    traits = {};
    traits.offsets = ClockOffsets{0, 86'400'000'000'000};
    EXPECT_THAT(traitSentences(traits), ElementsAre("Its monotonic clock is +0s and its boot clock +1d 00:00:00 off the host's."));
    traits = {};
    traits.gidMap.assign(6, {0, 0, 4294967295u});
    EXPECT_THAT(traitSentences(traits).front(), testing::EndsWith("0 to 4294967294 outside, and 2 more ranges."));
}

TEST(ClockOffsetText, IsShortForPeople)
{
    EXPECT_EQ(clockOffsetText(0), "+0s");
    EXPECT_EQ(clockOffsetText(-500'000'000), "-0.5s");
    EXPECT_EQ(clockOffsetText(61'000'000'000), "+00:01:01");
    EXPECT_EQ(clockOffsetText(INT64_MIN), "-106751d 23:47:16.854775808");
}
