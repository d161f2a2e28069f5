// SPDX-License-Identifier: Apache-2.0
// nsscope-cli why and doctor as programs, on the real kernel.
#include "tests/core/scan/held_namespace.h"
#include "tests/system/program_run.h"

#include <gmock/gmock.h>
#include <simdjson.h>

using namespace nsscope;
using testing::HasSubstr;

namespace
{

std::string decimal(std::uint64_t number) { return std::to_string(number); }

/// Output of `why TARGET`.
std::string why(const std::string& target)
{
    ProgramRun run({"why", target});
    EXPECT_EQ(run.finish(), 0) << run.errors();
    return run.output();
}

} // namespace

TEST(Why, NamesTheDescriptorAndTheCommands)
{
    HeldNamespace held({"fd", "uts"});
    if (!held.refused().empty())
        GTEST_SKIP() << held.refused();
    const std::string text = why(linkText(held.ref()));
    const std::string task = "(PID " + decimal(static_cast<std::uint64_t>(held.pid())) + ")";
    EXPECT_THAT(text, HasSubstr("pinned: no process or thread is in it."));
    EXPECT_THAT(text, HasSubstr(task + " has it open as descriptor "));
    EXPECT_THAT(text, HasSubstr("ls -l /proc/" + decimal(static_cast<std::uint64_t>(held.pid())) + "/fd/"));
    EXPECT_THAT(text, HasSubstr("kill " + decimal(static_cast<std::uint64_t>(held.pid()))));
}

TEST(Why, TakesEveryWayToNameANamespace)
{
    const std::string self = "/proc/" + decimal(static_cast<std::uint64_t>(::getpid()));
    const std::string byPath = why(self + "/ns/uts");
    EXPECT_THAT(byPath, HasSubstr("uts:["));
    const std::string first = byPath.substr(0, byPath.find(' '));
    EXPECT_THAT(why(first), HasSubstr(first));
    EXPECT_THAT(why(decimal(static_cast<std::uint64_t>(::getpid())) + ":uts"), HasSubstr(first));
    const std::string all = why(decimal(static_cast<std::uint64_t>(::getpid())));
    for (const NsTypeRow& row : nsTypeTable())
        EXPECT_THAT(all, HasSubstr(std::string(row.name) + ":["));
}

TEST(Why, SaysPlainlyWhatItDidNotFind)
{
    ProgramRun none({"why", "net:[1]"});
    EXPECT_EQ(none.finish(), 1);
    EXPECT_THAT(none.errors(), HasSubstr("net:[1] was not found"));
    ProgramRun json({"why", "net:[1]", "--json"});
    EXPECT_EQ(json.finish(), 1);
    EXPECT_THAT(json.output(), HasSubstr("\"alive\":null"));
    ProgramRun file({"why", "/etc/passwd"});
    EXPECT_EQ(file.finish(), 1);
    EXPECT_THAT(file.errors(), HasSubstr("no namespace file"));
    ProgramRun words({"why", "nte:[1]"});
    EXPECT_EQ(words.finish(), 2);
    EXPECT_THAT(words.errors(), HasSubstr("did you mean 'net'?"));
}

TEST(Doctor, SpeaksOfEveryWitnessHolderAndType)
{
    ProgramRun run({"doctor", "--json"});
    EXPECT_EQ(run.finish(), 0) << run.errors();
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    ASSERT_FALSE(parser.parse(run.output()).get(root)) << run.output();
    EXPECT_EQ(std::string_view(root["schema"]), "nsscope.doctor/1");
    EXPECT_EQ(root["holders"].get_array().size(), holderKindCount);
    EXPECT_EQ(root["types"].get_array().size(), nsTypeCount);
    EXPECT_GE(root["witnesses"].get_array().size(), 6u);
    for (const auto item : root["holders"].get_array()) {
        const bool whole = bool(item["available"]) && bool(item["complete"]);
        EXPECT_EQ(whole, item["reason"].is_null()) << "a reason wherever something is missing: " << item;
    }
    EXPECT_FALSE(root["user_namespaces"]["available"].error());
}
