// SPDX-License-Identifier: Apache-2.0
// nsscope-cli why and doctor as programs, on the real kernel.
#include "tests/core/scan/held_namespace.h"
#include "tests/core/scan/shell_hold.h"
#include "tests/system/program_run.h"

#include <gmock/gmock.h>
#include <simdjson.h>
#include <unistd.h>

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

TEST(Why, TellsWhatAProcessMayDoToIt) // C50
{
    if (const std::string why = whyNotAsUser(nobody); !why.empty())
        GTEST_SKIP() << why;
    // Two user namespaces of nobody's and one of root's, all made out of ours.
    ShellHold nobodys("exec setpriv --reuid 65534 --regid 65534 --clear-groups unshare -Un sh -c 'echo ready "
                      "$(stat -Lc %i /proc/self/ns/net) $$; read x'");
    ShellHold roots("exec unshare -Un sh -c 'echo ready $(stat -Lc %i /proc/self/ns/net); read x'");
    ShellHold outside("exec setpriv --reuid 65534 --regid 65534 --clear-groups sh -c 'echo ready $$; read x'");
    if (!nobodys.ready() || !roots.ready() || !outside.ready())
        GTEST_SKIP() << "user namespaces are forbidden here";
    const auto ask = [](std::uint64_t net, std::uint64_t by) {
        const ProgramEnd end = runToEnd({"why", "net:[" + decimal(net) + "]", "--by", decimal(by), "--json"});
        EXPECT_EQ(end.status, 0) << end.errors;
        simdjson::dom::parser parser;
        return std::string(std::string_view(parser.parse(end.output)["capabilities"]["verdict"]));
    };
    EXPECT_EQ(ask(nobodys.number(0), outside.number(0)), "all") << "its user made the owner, and it has no capability itself";
    EXPECT_EQ(ask(roots.number(0), outside.number(0)), "none");
    EXPECT_EQ(ask(roots.number(0), nobodys.number(1)), "none") << "a sibling";
    EXPECT_EQ(ask(nobodys.number(0), static_cast<std::uint64_t>(::getpid())), "own") << "we are root above it";
    EXPECT_EQ(ask(roots.number(0), static_cast<std::uint64_t>(::getpid())), "all") << "and made this one";
    EXPECT_THAT(runToEnd({"why", "net:[" + decimal(nobodys.number(0)) + "]", "--by", decimal(outside.number(0))}).output,
                HasSubstr("has all capabilities over it: its user 65534 made user:["));
    EXPECT_EQ(runToEnd({"why", "net:[" + decimal(roots.number(0)) + "]", "--by", "2000000000"}).status, 1);
    EXPECT_EQ(runToEnd({"why", "net:[" + decimal(roots.number(0)) + "]", "--by", "0"}).status, 2);
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
