// SPDX-License-Identifier: Apache-2.0
// lesson.schema.json says what the reader does: the same keys in each table, the same words, the same needs of verbs.
#include "core/lab/lesson_reader.h"
#include "core/model/ns_type.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex.h>
#include <simdjson.h>

using namespace nsscope;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
namespace json = simdjson::dom;
using Words = std::set<std::string>;

namespace
{

class LessonSchema : public testing::Test
{
protected:
    LessonSchema() : m_root(m_parser.load(NSSCOPE_SOURCE "/resources/lessons/lesson.schema.json")) {}

    json::element table(const std::string& name) const
    {
        return name == "lesson" ? m_root : m_root["$defs"][name].value();
    }
    Words wordsOf(const std::string& name, const std::string& key) const
    {
        return words(table(name)["properties"][key]["enum"]);
    }
    static Words words(json::array list)
    {
        Words all;
        for (const json::element one : list)
            all.insert(std::string(one.get_string().value()));
        return all;
    }

private:
    json::parser m_parser;

protected:
    json::element m_root;
};

const std::string schemaHead = "format = 1\nid = \"a\"\ntitle = \"A\"\ngoal = \"G\"\n";

std::string schemaErrors(const std::string& body)
{
    std::string all;
    for (const Diagnostic& d : readLesson(schemaHead + body).errors)
        all += d.message + "\n";
    return all;
}

/// Every first group of `pattern` (extended, regex(7)) in what the reader says.
Words found(const std::string& text, const std::string& pattern)
{
    Words all;
    regex_t regex;
    if (::regcomp(&regex, pattern.c_str(), REG_EXTENDED) != 0)
        return all;
    regmatch_t groups[2];
    for (const char* rest = text.c_str(); ::regexec(&regex, rest, 2, groups, 0) == 0; rest += groups[0].rm_eo)
        all.insert(std::string(rest + groups[1].rm_so, rest + groups[1].rm_eo));
    ::regfree(&regex);
    return all;
}

/// The words that the reader offers instead of a wrong one.
Words offered(const std::string& body)
{
    const std::string text = schemaErrors(body);
    const std::size_t from = text.find("it is one of ");
    return from == std::string::npos ? Words() : found(text.substr(from + 13, text.find('\n', from) - from - 13), "([a-z_]+)");
}

} // namespace

TEST_F(LessonSchema, HasTheReadersKeys)
{
    const auto known = lessonKeys();
    ASSERT_EQ(known.size(), 9u);
    for (const auto& [name, keys] : known) {
        const json::object properties = table(name)["properties"];
        Words described;
        for (const auto& property : properties)
            described.insert(std::string(property.key));
        EXPECT_EQ(described, keys) << name;
        EXPECT_FALSE(bool(table(name)["additionalProperties"])) << name;
    }
}

TEST_F(LessonSchema, HasTheReadersWords)
{
    EXPECT_EQ(wordsOf("step", "do"), offered("[[step]]\ndo = \"qqqqqqqq\"\n"));
    EXPECT_EQ(wordsOf("step", "state"), offered("[[step]]\ndo = \"wait\"\nstate = \"qqqqqqqq\"\n"));
    EXPECT_EQ(wordsOf("step", "family"), offered("[[step]]\ndo = \"socket\"\nfamily = \"qqqqqqqq\"\n"));
    EXPECT_EQ(wordsOf("question", "kind"), offered("[[question]]\nkind = \"qqqqqqqq\"\n"));
    Words types;
    for (const NsTypeRow& row : nsTypeTable())
        types.insert(std::string(row.name));
    EXPECT_EQ(words(table("type")["enum"]), types);
}

TEST_F(LessonSchema, AsksOfEachVerbWhatTheReaderAsks)
{
    std::map<std::string, Words> asked;
    for (const json::element rule : json::array(table("step")["allOf"]))
        asked[std::string(rule["if"]["properties"]["do"]["const"].get_string().value())] = words(rule["then"]["required"]);
    for (const std::string& verb : wordsOf("step", "do")) {
        // A needed number is missed while reading, all else while checking; the first hides the second.
        const std::string body = fmt::format("[[step]]\ndo = \"{}\"\n", verb);
        Words needed = found(schemaErrors(body), "needs the key '([a-z_]+)'");
        if (verb == "repeat")
            needed.merge(found(schemaErrors(body + "count = 2\n"), "needs the key '([a-z_]+)'"));
        EXPECT_EQ(asked[verb], needed) << verb;
    }
}

TEST_F(LessonSchema, RequiresWhatTheReaderRequires)
{
    const std::map<std::string, std::string> alone{{"parameter", "[[parameter]]\n"}, {"phase", "[[phase]]\n"},
                                                   {"step", "[[step]]\n"},           {"question", "[[question]]\n"},
                                                   {"option", "[[question]]\n[[question.option]]\n"},
                                                   {"check", "[[check]]\n"}};
    for (const auto& [name, body] : alone) {
        Words needed = found(schemaErrors(body), name + " needs the key '([a-z_]+)'");
        for (const char* bound : {"min", "max"}) // a choice of types has neither
            needed.erase(bound);
        EXPECT_EQ(words(table(name)["required"]), needed) << name;
    }
    std::string nothing;
    for (const Diagnostic& d : readLesson("").errors)
        nothing += d.message + "\n";
    Words needed = found(nothing, "needs the key '([a-z_]+)'");
    needed.insert("step"); // "a lesson needs at least one [[step]]"
    EXPECT_THAT(nothing, HasSubstr("at least one [[step]]"));
    EXPECT_EQ(words(m_root["required"]), needed);
}
