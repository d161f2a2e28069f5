// SPDX-License-Identifier: Apache-2.0
// Bytes into facts: cut anywhere, damaged inside, not ours, of a later version.
#include "core/stream/fact_codec.h"
#include "core/stream/stream_reader.h"
#include "tests/core/track/simulated_stream.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace nsscope
{

namespace
{

const std::string header = R"({"nsscope":1,"program":"test","at_ns":1})";
const std::string end = R"({"fact":"end","at_ns":9})";

std::size_t wholeLines(std::string_view text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

} // namespace

TEST(StreamReader, CutAtEveryByteGivesTheWholeFactsBeforeTheCut)
{
    const Simulation simulation = simulate({3, 40});
    const std::string text = streamText(simulation.facts);
    ASSERT_GT(text.size(), 5'000u);
    StreamReader reader;
    std::vector<Fact> facts;
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        StreamReader here = reader;
        ASSERT_EQ(here.finish(), cut > 0 && text[cut - 1] != '\n') << cut;
        ASSERT_EQ(here.damagedLines(), 0u) << cut << here.firstDamage();
        ASSERT_EQ(facts.size(), wholeLines(std::string_view(text).substr(0, cut))) << cut;
        if (cut == text.size())
            break;
        auto more = reader.feed(std::string_view(text).substr(cut, 1));
        ASSERT_TRUE(more) << cut;
        std::move(more->begin(), more->end(), std::back_inserter(facts));
    }
    EXPECT_EQ(streamText(facts), text);
    // And the same in one piece, cut around each line's end.
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
        for (const std::size_t cut : {at, at + 1}) {
            StreamReader whole;
            const auto some = whole.feed(std::string_view(text).substr(0, cut));
            ASSERT_TRUE(some);
            EXPECT_EQ(some->size(), wholeLines(std::string_view(text).substr(0, cut)));
            EXPECT_EQ(whole.finish(), cut == at);
        }
    }
}

TEST(StreamReader, DamagedLinesAreSkippedAndCounted)
{
    StreamReader reader;
    const auto facts = reader.feed(header + "\n" + end + "\n{\"fact\":\"end\"}\n\nnonsense\n" + header + "\n" +
                                   R"({"fact":"from the future"})" + "\n" + end + "\n");
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->size(), 3u);
    EXPECT_EQ(reader.damagedLines(), 3u);
    EXPECT_EQ(reader.firstDamage(), "line 3: field \"at_ns\" is missing");
    EXPECT_FALSE(reader.finish());
}

TEST(StreamReader, WhatIsNotOursIsRefusedAtOnce)
{
    for (const std::string text : {"root:x:0:0", "\n", "{\"nsscope\"x", "{\"fact\":\"end\",\"at_ns\":1}\n", "\x7f\x45LF"}) {
        StreamReader reader;
        const auto facts = reader.feed(text);
        ASSERT_FALSE(facts) << text;
        EXPECT_EQ(facts.error().operation, "not a recording of nsscope");
        EXPECT_FALSE(reader.feed(header + "\n")) << "final";
    }
    StreamReader torn;
    EXPECT_TRUE(torn.feed("{\"nssc"));
    EXPECT_TRUE(torn.finish());
    StreamReader empty;
    EXPECT_TRUE(empty.feed(""));
    EXPECT_FALSE(empty.finish());
    EXPECT_EQ(empty.lines(), 0u);
}

TEST(StreamReader, LaterFormatVersionsAreRefusedWithAReason)
{
    StreamReader reader;
    const auto facts = reader.feed("{\"nsscope\":2}\n");
    ASSERT_FALSE(facts);
    EXPECT_EQ(facts.error().message(),
              "the recording is of format version 2; this program reads versions up to 1; a newer one is needed");
    StreamReader broken;
    const auto none = broken.feed("{\"nsscope\":true}\n");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().operation, "the header of the recording cannot be read: field \"nsscope\" is no whole number "
                                      "from 1 to 2147483647");
}

TEST(StreamReader, EndlessLinesTakeNoMemory)
{
    StreamReader reader;
    ASSERT_TRUE(reader.feed(header + "\n"));
    const std::string piece(8 << 20, 'x');
    for (int i = 0; i < 9; ++i)
        ASSERT_TRUE(reader.feed(piece));
    const auto facts = reader.feed("y\n" + end + "\n");
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->size(), 1u);
    EXPECT_EQ(reader.firstDamage(), "line 2: the line is too long");
}

} // namespace nsscope
