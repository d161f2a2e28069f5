// SPDX-License-Identifier: Apache-2.0
// Remarks as lines and back, found at the end of a recording and nowhere else, and skipped by what reads facts.
#include "core/stream/fact_codec.h"
#include "core/stream/remark.h"

#include <gtest/gtest.h>

using namespace nsscope;

namespace
{

const NsRef net{NsType::Net, 4, 4026532178, 18503};

std::vector<Remark> some()
{
    return {{Remark::Kind::Label, net, {7}, "the \"leaking\" one\n\xff"},
            {Remark::Kind::Note, std::nullopt, {9}, "here the batch begins"},
            {Remark::Kind::Kept, net, {7}, {}},
            {Remark::Kind::MarkerA, std::nullopt, {1}, {}},
            {Remark::Kind::MarkerB, std::nullopt, {2}, {}}};
}

std::string lines(const std::vector<Remark>& remarks)
{
    std::string all;
    for (const Remark& remark : remarks)
        all += encodeRemark(remark);
    return all;
}

} // namespace

TEST(Remark, ComesBackAsItWas)
{
    std::vector<Remark> wanted = some();
    wanted[0].text = "the \"leaking\" one\n\\xff"; // bytes that are not UTF-8 come back spelled out
    EXPECT_EQ(decodeRemarks(lines(some())), wanted);
}

TEST(Remark, StandsBehindAllOtherRecords)
{
    const std::string facts = encodeFact(StreamEnd{{7}}) + '\n';
    EXPECT_EQ(remarksBegin(facts + lines(some())), facts.size());
    EXPECT_EQ(remarksBegin(facts), facts.size()) << "none";
    EXPECT_EQ(remarksBegin(""), 0u);
    EXPECT_EQ(remarksBegin(lines(some()) + facts), (lines(some()) + facts).size()) << "not at the end";
}

TEST(Remark, FactsReadersSkipIt)
{
    for (const Remark& remark : some()) {
        const std::string line = encodeRemark(remark);
        const auto fact = decodeFact(std::string_view(line).substr(0, line.size() - 1));
        ASSERT_TRUE(fact.has_value()) << line;
        EXPECT_FALSE(fact->has_value()) << line;
    }
}

TEST(Remark, LinesOfStrangersDoNoHarm)
{
    EXPECT_TRUE(decodeRemarks(R"({"fact":"remark","kind":"spell","at_ns":1})").empty()) << "a kind of a later version";
    EXPECT_TRUE(decodeRemarks(R"({"fact":"remark","kind":"note","text":"no moment"})").empty());
    EXPECT_TRUE(decodeRemarks(R"({"fact":"remark","kind":"note","at_ns":-5})").empty());
    EXPECT_TRUE(decodeRemarks("{\"fact\":\"remark\",").empty());
    EXPECT_EQ(decodeRemarks("\n\n" + encodeRemark(some()[1]) + "\n{}").size(), 1u);
}
