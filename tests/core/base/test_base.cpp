// SPDX-License-Identifier: Apache-2.0
#include "core/base/decimal.h"
#include "core/base/error.h"
#include "core/base/escape.h"
#include "core/base/instant.h"
#include "core/base/json_writer.h"
#include "core/model/holder.h"
#include "core/model/ns_ref.h"

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>

using namespace nsscope;

TEST(Escape, KeepsValidUtf8AndEscapesTheRest)
{
    EXPECT_EQ(escapeBytes("grün").text, "grün");
    EXPECT_FALSE(escapeBytes("grün").lossy);
    EXPECT_EQ(escapeBytes("a\xff\xc3").text, "a\\xff\\xc3");
    EXPECT_TRUE(escapeBytes("a\xff").lossy);
    EXPECT_EQ(escapeBytes("\xc0\xaf").text, "\\xc0\\xaf") << "overlong";
    EXPECT_EQ(escapeBytes("\xed\xa0\x80").text, "\\xed\\xa0\\x80") << "surrogate";
    EXPECT_EQ(displayText("a\x1b[31m\n"), "a\\x1b[31m\\x0a");
    EXPECT_EQ(displayText("\xc2\x9bx"), "\\u009bx");
    EXPECT_EQ(displayText("a\x7f\xc2\x80\xc2\xa0\xff"), "a\\x7f\\u0080\xc2\xa0\\xff");
}

TEST(Escape, ShowsWhatTurnsOrHidesText)
{
    EXPECT_EQ(displayText("a\xe2\x80\xaegpj.sh"), "a\\u202egpj.sh") << "right-to-left override";
    EXPECT_EQ(displayText("\xe2\x81\xa6x\xe2\x81\xa9"), "\\u2066x\\u2069") << "isolates";
    EXPECT_EQ(displayText("a\xe2\x80\x8b\xef\xbb\xbf\xc2\xad"), "a\\u200b\\ufeff\\u00ad") << "no width";
    EXPECT_EQ(displayText("a\xe2\x80\xa8" "b"), "a\\u2028b") << "line separator";
    EXPECT_EQ(displayText("\xf3\xa0\x81\xa1"), "\\ue0061") << "a tag";
    for (const char* plain : {"caf\xc3\xa9", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xe6\x97\xa5\xe6\x9c\xac", "\xf0\x9f\x90\xa7",
                              "\xe2\x80\x93", "\xe2\x80\xa6"})
        EXPECT_EQ(displayText(plain), plain);
}

TEST(JsonWriter, MarksTheEnclosingObjectLossy)
{
    JsonWriter w;
    w.beginObject().field("a", 1).key("b").beginArray().beginObject().field("comm", std::string_view("x\xff")).endObject();
    w.endArray().fieldOrNull("c", false, 3).field("d", "q\"\\\n").endObject();
    EXPECT_EQ(w.text(), R"({"a":1,"b":[{"comm":"x\\xff","lossy":true}],"c":null,"d":"q\"\\\n"})");
}

TEST(JsonWriter, WhatIsNoNumberIsNull)
{
    JsonWriter w;
    w.beginArray().value(0.5).value(std::numeric_limits<double>::quiet_NaN()).value(std::numeric_limits<double>::infinity()).endArray();
    EXPECT_EQ(w.text(), "[0.5,null,null]");
}

TEST(JsonWriter, KeepsAll64Bits)
{
    JsonWriter w;
    w.beginArray().value(18446744073709551615ull).value(std::int64_t{-9223372036854775807 - 1}).endArray();
    EXPECT_EQ(w.text(), "[18446744073709551615,-9223372036854775808]");
}

TEST(Instant, SpansForPeople)
{
    EXPECT_EQ(spanText(412), "412 ns");
    EXPECT_EQ(spanText(999'400), "999 µs");
    EXPECT_EQ(spanText(999'600), "1.00 ms") << "never 1000 of a unit";
    EXPECT_EQ(spanText(10'400'000), "10.4 ms");
    EXPECT_EQ(spanText(2'031'000'000), "2.03 s");
    EXPECT_EQ(spanText(200'000'000'000), "3 min 20 s");
    EXPECT_EQ(offsetText(10'412'000), "+10.412 ms");
    EXPECT_EQ(offsetText(2'031'000'000), "+2.031 s");
    EXPECT_EQ(utcText(0), "1970-01-01T00:00:00.000Z");
}

TEST(NsRef, TextAndSameness)
{
    const NsRef a{NsType::Net, 4, 4026532178, 4165};
    NsRef b = a;
    b.id = 0;
    EXPECT_EQ(linkText(a), "net:[4026532178]");
    EXPECT_EQ(offsetOf(a.inode), "+338");
    EXPECT_EQ(offsetOf(4026531833), "-7");
    EXPECT_EQ(offsetOf(0), "-") << "no number is known";
    EXPECT_TRUE(maybeSame(a, b));
    b.id = 4166;
    EXPECT_TRUE(sameNumber(a, b));
    EXPECT_FALSE(maybeSame(a, b));
}

TEST(NsType, TableIsComplete)
{
    for (const NsTypeRow& row : nsTypeTable()) {
        EXPECT_EQ(&nsTypeRow(row.type), &row);
        EXPECT_EQ(nsTypeByName(row.name), row.type);
        EXPECT_EQ(nsTypeByCloneFlag(row.cloneFlag), row.type);
    }
}

TEST(Error, ReadsAsASentence)
{
    EXPECT_EQ((Error{EACCES, "open", "/proc/1/ns/net", ""}.message()), "open /proc/1/ns/net: Permission denied (EACCES)");
}

TEST(TakeDecimal, ReadsAsStrtodDoes)
{
    for (const char* text : {"0", "1", "-1", "0.1", "3.37", "123456.789012345", ".5", "5.", "4026531840", "0.000001", "999999999999999",
                             "1000000000000000000000000", "-0.30000000000000004", "0.0000000000000000000000000001"}) {
        const auto number = takeDecimal(text);
        ASSERT_TRUE(number) << text;
        EXPECT_DOUBLE_EQ(number->value, std::strtod(text, nullptr)) << text;
        EXPECT_EQ(number->length, std::strlen(text)) << text;
    }
    EXPECT_EQ(takeDecimal("1.5ms")->length, 3u);
    EXPECT_EQ(takeDecimal("1.2.3")->length, 3u);
    EXPECT_EQ(takeDecimal("1e9")->length, 1u);
    for (const char* text : {"", ".", "-", "-.", "inf", "nan", "+1", " 1", "x"})
        EXPECT_FALSE(takeDecimal(text)) << text;
    EXPECT_TRUE(std::isfinite(takeDecimal(std::string(300, '9'))->value));
}
