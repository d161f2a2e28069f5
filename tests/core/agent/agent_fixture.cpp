// SPDX-License-Identifier: Apache-2.0
#include "tests/core/agent/agent_fixture.h"

#include "core/base/read_file.h"
#include "core/lab/userns_check.h"
#include "core/stream/fact_codec.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/wait.h>

namespace nsscope
{

namespace
{

constexpr std::int64_t patienceNs = 60'000'000'000;

class LoggingWitness : public Witness
{
public:
    explicit LoggingWitness(WitnessLog& log) : m_log(log) {}
    WitnessInfo availability() override { return {"log", true, "", ""}; }
    void watch(const NsRef& ns, Instant) override { m_log.watched.push_back(ns); }
    void expect(const NsRef& ns, Instant) override { m_log.expected.push_back(ns); }
    std::vector<Fact> collect(Instant) override
    {
        ++m_log.collected;
        return {};
    }

private:
    WitnessLog& m_log;
};

} // namespace

bool usernsAllowed()
{
    static const auto verdict = checkUserns(NSSCOPE_BIN "/nsscope-lab");
    return verdict && verdict->allowed;
}

void AgentTest::SetUp()
{
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    m_read.reset(ends[0]);
    m_write.reset(ends[1]);
    options.program = "test 1";
    options.labProgram = NSSCOPE_BIN "/nsscope-lab";
    options.commandFd = m_read.get();
    options.forNs = patienceNs;
}

void AgentTest::TearDown()
{
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
    EXPECT_EQ(errno, ECHILD);
}

Status AgentTest::run(const Answer& answer)
{
    std::vector<std::unique_ptr<Witness>> witnesses;
    witnesses.push_back(std::make_unique<LoggingWitness>(log));
    const Instant begin = bootNow();
    const auto sink = [&](std::string_view line) -> Status {
        EXPECT_TRUE(line.ends_with('\n'));
        const auto fact = decodeFact(line.substr(0, line.size() - 1));
        EXPECT_TRUE(fact && *fact) << line;
        if (fact && *fact) {
            facts.push_back(**fact);
            if (answer)
                answer(facts.back());
        }
        return {};
    };
    Status status = Agent(options, std::move(witnesses), sink).run();
    EXPECT_LT(bootNow() - begin, patienceNs) << "the agent did not end by itself";
    return status;
}

void AgentTest::sendText(std::string_view text) { EXPECT_TRUE(writeAll(m_write.get(), text, "command pipe")); }

void AgentTest::send(Command::Kind kind, double number)
{
    Command command;
    command.kind = kind;
    command.number = number;
    sendText(encodeCommand(command) + "\n");
}

void AgentTest::sendStart(std::vector<std::pair<std::string, std::string>> parameters, bool play)
{
    Command command;
    command.kind = Command::Kind::Start;
    command.experiment = "nsgarbage";
    command.parameters = std::move(parameters);
    command.play = play;
    sendText(encodeCommand(command) + "\n");
}

} // namespace nsscope
