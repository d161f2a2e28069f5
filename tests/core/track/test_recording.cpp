// SPDX-License-Identifier: Apache-2.0
// A trashing run of network namespaces as the program recorded it on Linux 6.18. Recordings once written open for ever.
#include "core/base/read_file.h"
#include "core/stream/stream_reader.h"
#include "core/track/analysis.h"
#include "core/track/frame_builder.h"

#include <algorithm>
#include <fcntl.h>
#include <gtest/gtest.h>

namespace nsscope
{

namespace
{

std::string recording() { return readFileAt(AT_FDCWD, NSSCOPE_FIXTURES "/streams/trash_net.nsrec").value_or(""); }

FramePtr frameOf(std::string_view bytes)
{
    StreamReader reader;
    FrameBuilder builder;
    const auto facts = reader.feed(bytes);
    EXPECT_TRUE(facts);
    EXPECT_EQ(reader.damagedLines(), 0u) << reader.firstDamage();
    for (const Fact& fact : facts.value_or(std::vector<Fact>()))
        builder.add(fact);
    builder.setTorn(reader.finish());
    return builder.frame();
}

} // namespace

TEST(Recording, TellsTheLivesOfARealRun)
{
    const FramePtr frame = frameOf(recording());
    EXPECT_TRUE(frame->ended);
    EXPECT_FALSE(frame->torn);
    const auto phases = analysePhases(*frame);
    ASSERT_EQ(phases.size(), 2u);
    EXPECT_EQ(phases[0].name, "slow");
    EXPECT_EQ(phases[0].lives, 4u);
    EXPECT_EQ(phases[0].distinctNumbers, 2u);
    EXPECT_EQ(phases[0].reuses, 2u);
    EXPECT_EQ(phases[1].lives, 4u);
    EXPECT_GT(phases[1].distinctNumbers, 2u);
    for (const auto& life : frame->lives) {
        EXPECT_TRUE(life->contradictions.empty()) << life->contradictions.front();
        if (life->labPhase < 0)
            continue;
        EXPECT_EQ(life->born.witness, "lab");
        EXPECT_TRUE(life->left && life->obsolete && life->destroyed);
        EXPECT_EQ(stateAt(*life, life->born.when.to), LifeState::Held) << "from its birth on, not from the next scan";
        EXPECT_EQ(stateAt(*life, frame->last), LifeState::Destroyed);
        EXPECT_NE(life->ownerLife, LifeId::None);
    }
    for (const CleanupBatch& batch : cleanupBatches(*frame)) {
        for (const LifeId id : batch.lives)
            EXPECT_LE(frame->cleanups[batch.cleanup].start, frame->find(id)->destroyed->when.to);
    }
}

TEST(Recording, CutAnywhereItOpens)
{
    const std::string whole = recording();
    ASSERT_GT(whole.size(), 10'000u);
    std::size_t facts = 0;
    // At both sides of each line's end, and some in between; every byte is StreamReader's test.
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        const bool atEnd = whole[cut] == '\n' || (cut > 0 && whole[cut - 1] == '\n');
        if (!atEnd && cut % 997 != 0)
            continue;
        const std::string_view bytes = std::string_view(whole).substr(0, cut);
        const FramePtr frame = frameOf(bytes);
        const auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
        ASSERT_EQ(frame->factCount, lines);
        ASSERT_EQ(frame->torn, cut > 0 && whole[cut - 1] != '\n');
        ASSERT_GE(frame->factCount, facts);
        facts = frame->factCount;
    }
}

} // namespace nsscope
