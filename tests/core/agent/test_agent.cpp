// SPDX-License-Identifier: Apache-2.0
// The agent without experiments: how a stream begins and ends.
#include "tests/core/agent/agent_fixture.h"
#include "tests/core/witness/forked_task.h"

#include <cerrno>
#include <csignal>
#include <gmock/gmock.h>
#include <sched.h>

using namespace nsscope;
using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;
using Kind = Command::Kind;

TEST_F(AgentTest, BeginsWithHeaderWitnessesAndAWholeScan)
{
    endInput();
    ASSERT_TRUE(run());
    ASSERT_GE(facts.size(), 4u);
    EXPECT_TRUE(std::holds_alternative<Header>(facts[0]));
    EXPECT_EQ(std::get<Header>(facts[0]).program, "test 1");
    EXPECT_EQ(std::get<WitnessInfo>(facts[1]).name, "log");
    const auto& scan = std::get<ScanFact>(facts[2]);
    EXPECT_TRUE(scan.first);
    EXPECT_GE(scan.changed.size(), nsTypeCount - 1) << "our own namespaces at least";
    EXPECT_LE(std::get<Header>(facts[0]).at, scan.start);
    EXPECT_TRUE(std::holds_alternative<StreamEnd>(facts.back()));
}

TEST_F(AgentTest, EndsAtStopAndTakesNothingAfter)
{
    send(Kind::Stop);
    ASSERT_TRUE(run());
    EXPECT_THAT(all<StreamEnd>(), SizeIs(1));
}

TEST_F(AgentTest, EndsBySignalCleanly)
{
    ASSERT_TRUE(run([](const Fact& fact) {
        if (std::holds_alternative<ScanFact>(fact))
            ::raise(SIGTERM);
    }));
    EXPECT_TRUE(std::holds_alternative<StreamEnd>(facts.back()));
    sigset_t mask;
    ::sigprocmask(SIG_BLOCK, nullptr, &mask);
    EXPECT_FALSE(sigismember(&mask, SIGTERM)) << "the mask is as it was";
}

TEST_F(AgentTest, SamplesAtItsRate)
{
    options.rate = 50;
    int scans = 0;
    ASSERT_TRUE(run([&](const Fact& fact) {
        if (std::holds_alternative<ScanFact>(fact) && ++scans == 5)
            send(Kind::Stop);
    }));
    const auto scan = all<ScanFact>();
    ASSERT_GE(scan.size(), 5u);
    for (std::size_t i = 1; i < scan.size(); ++i) {
        EXPECT_FALSE(scan[i].first);
        EXPECT_EQ(scan[i].onlyPid, 0);
    }
    EXPECT_GE(scan[4].start - scan[0].start, 3 * 20'000'000) << "no faster than asked";
}

TEST_F(AgentTest, WitnessesHearOfForeignNamespacesAndOfHoldersThatGo)
{
    if (!usernsAllowed())
        GTEST_SKIP() << "user namespaces are forbidden here";
    std::optional<ForkedTask> task;
    task.emplace([](int channel) {
        say(channel, enterUserNs() == 0 && ::unshare(CLONE_NEWUTS) == 0 ? 'm' : 'x');
        hear(channel);
    });
    ASSERT_EQ(task->wait(), 'm');
    const NsRef ns = readNsRef(task->pid(), NsType::Uts);
    const NsRef initial = readNsRef(1, NsType::Uts);
    options.rate = 50;
    ASSERT_TRUE(run([&](const Fact& fact) {
        const auto* scan = std::get_if<ScanFact>(&fact);
        if (scan && scan->first)
            task->end();
        if (scan && std::find(scan->gone.begin(), scan->gone.end(), ns) != scan->gone.end())
            send(Kind::Stop);
    }));
    EXPECT_THAT(log.watched, Contains(ns).Times(1));
    EXPECT_THAT(log.expected, Contains(ns));
    EXPECT_THAT(log.watched, testing::Not(Contains(initial))) << "the initial ones never go";
}

TEST_F(AgentTest, RateCanBeChanged)
{
    options.rate = 0.1;
    send(Kind::Rate, 50);
    int scans = 0;
    ASSERT_TRUE(run([&](const Fact& fact) {
        if (std::holds_alternative<ScanFact>(fact) && ++scans == 2)
            send(Kind::Stop);
    }));
}

TEST_F(AgentTest, EndsAfterItsTime)
{
    options.forNs = 1'000'000;
    ASSERT_TRUE(run());
    EXPECT_TRUE(std::holds_alternative<StreamEnd>(facts.back()));
}

TEST_F(AgentTest, EndsWithWhatItWasToldToWatch)
{
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const UniqueFd read(ends[0]);
    UniqueFd write(ends[1]);
    options.begun = [&]() -> Result<int> {
        EXPECT_THAT(all<ScanFact>(), SizeIs(1)) << "the first picture is from before";
        write.reset();
        return read.get();
    };
    ASSERT_TRUE(run());
    options.begun = []() -> Result<int> { return failure("start", "/x", ENOENT); };
    EXPECT_EQ(run().error().code, ENOENT);
}

TEST_F(AgentTest, NonsenseOnTheInputIsAWarning)
{
    sendText("open the pod bay doors\n");
    send(Kind::Step);
    send(Kind::Stop);
    ASSERT_TRUE(run());
    const auto notices = all<Notice>();
    ASSERT_THAT(notices, SizeIs(2));
    EXPECT_EQ(notices[0].level, Notice::Level::Warning);
    EXPECT_THAT(notices[1].text, HasSubstr("no experiment to run"));
}

TEST_F(AgentTest, ReaderThatHasGoneIsNoError)
{
    const auto runInto = [&](int code) {
        std::size_t lines = 0;
        const Status status = Agent(options, {}, [&](std::string_view) -> Status {
                                  ++lines;
                                  return failure("write", "x", code);
                              }).run();
        EXPECT_EQ(lines, 1u) << "nothing is written after a failure";
        return status;
    };
    EXPECT_TRUE(runInto(EPIPE));
    EXPECT_EQ(runInto(ENOSPC).error().code, ENOSPC);
}

TEST_F(AgentTest, ProcThatIsMissingIsAnError)
{
    options.scan.procRoot = "/nonexistent";
    EXPECT_FALSE(run());
}
