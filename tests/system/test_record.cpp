// SPDX-License-Identifier: Apache-2.0
// nsscope-cli record and agent as programs.
#include "core/stream/stream_reader.h"
#include "tests/system/program_run.h"

#include <algorithm>
#include <csignal>
#include <gmock/gmock.h>

using namespace nsscope;
using testing::HasSubstr;
using testing::StartsWith;

namespace
{

std::vector<Fact> factsOf(const std::string& text)
{
    StreamReader reader;
    auto facts = reader.feed(text);
    EXPECT_TRUE(facts) << (facts ? "" : facts.error().message());
    EXPECT_FALSE(reader.finish()) << "a torn line";
    EXPECT_EQ(reader.damagedLines(), 0u) << reader.firstDamage();
    return facts ? std::move(*facts) : std::vector<Fact>();
}

} // namespace

TEST(Record, LastsAsLongAsItsCommand)
{
    ProgramRun run({"record", "-o", "-", "--rate", "50", "--", "sh", "-c", "sleep 0.2; exit 3"});
    EXPECT_EQ(run.finish(), 0) << run.errors();
    EXPECT_THAT(run.output(), StartsWith("{\"nsscope\":"));
    const auto facts = factsOf(run.output());
    ASSERT_FALSE(facts.empty());
    EXPECT_TRUE(std::holds_alternative<Header>(facts.front()));
    EXPECT_TRUE(std::holds_alternative<StreamEnd>(facts.back()));
    EXPECT_GE(std::get<StreamEnd>(facts.back()).at - std::get<Header>(facts.front()).at, 200'000'000);
}

TEST(Record, TakesTheKernelsWalkOfProcessesOrSaysWhyNot)
{
    ProgramRun run({"record", "-o", "-", "--tasks", "kernel", "--rate", "50", "--for", "0.4"});
    const int ended = run.finish();
    ProgramRun doctor({"doctor", "--json"});
    EXPECT_EQ(doctor.finish(), 0);
    if (ended != 0) {
        EXPECT_EQ(ended, 1);
        EXPECT_NE(run.errors(), "");
        EXPECT_EQ(run.output(), "");
        EXPECT_THAT(doctor.output(), HasSubstr("Each process that has run is read again"));
        return;
    }
    EXPECT_THAT(doctor.output(), HasSubstr("asks the kernel which processes have changed"));
    const auto facts = factsOf(run.output());
    EXPECT_GE(std::count_if(facts.begin(), facts.end(), [](const Fact& f) { return std::holds_alternative<ScanFact>(f); }), 3);
    for (const Fact& fact : facts) {
        if (const auto* notice = std::get_if<Notice>(&fact)) {
            EXPECT_EQ(notice->level, Notice::Level::Info) << notice->text;
        }
    }
    ProgramRun plain({"record", "-o", "-", "--tasks", "proc", "--for", "0.1"});
    EXPECT_EQ(plain.finish(), 0) << plain.errors();
}

TEST(Record, EndsItsCommandWhenItsTimeIsOver)
{
    ProgramRun run({"record", "-o", "-", "--for", "0.1", "--", "sh", "-c", "echo $$ >&2; exec sleep 1000"});
    EXPECT_EQ(run.finish(), 0);
    ASSERT_NE(run.errors(), "");
    EXPECT_TRUE(processEnds(std::stoi(run.errors()), 0));
}

TEST(Record, CommandThatCannotBeStartedIsAnError)
{
    ProgramRun run({"record", "-o", "-", "--", "/nonexistent/program"});
    EXPECT_EQ(run.finish(), 1);
    EXPECT_THAT(run.errors(), HasSubstr("/nonexistent/program"));
}

TEST(Record, ReaderThatGoesAwayEndsIt)
{
    ProgramRun run({"record", "-o", "/dev/stdout", "--rate", "50"});
    ASSERT_TRUE(run.readLine());
    run.closeOutput();
    EXPECT_EQ(run.finish(), 0) << run.errors();
}

TEST(AgentProgram, EndsAtTheEndOfItsInput)
{
    ProgramRun run({"agent", "--experiment", "nsgarbage", "--set", "count=1"});
    EXPECT_EQ(run.finish(), 0) << run.errors();
    EXPECT_TRUE(std::holds_alternative<StreamEnd>(factsOf(run.output()).back()));
}

TEST(AgentProgram, WrongExperimentIsWrongUsage)
{
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"agent", "--experiment", "x"},
             {"agent", "--experiment", "nsgarbage", "--set", "count"},
             {"agent", "--experiment", "nsgarbage", "--set", "count=0"},
             {"agent", "--play"},
             {"agent", "--rate", "1000"}}) {
        ProgramRun run(arguments);
        EXPECT_EQ(run.finish(), 2);
        EXPECT_EQ(run.output(), "");
    }
}
