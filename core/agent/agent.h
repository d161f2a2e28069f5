// SPDX-License-Identifier: Apache-2.0
// The agent: one loop that samples, listens to witnesses, plays experiments and takes commands, and writes all it
// sees as lines of the stream. Starts no thread. Ends at Stop, at the end of its command input, by a signal, after a
// given time, or when nobody reads its lines any more.
#pragma once
#include "core/agent/command_input.h"
#include "core/agent/lab_director.h"
#include "core/agent/observer.h"
#include "core/agent/poller.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

struct AgentOptions
{
    std::string program;      ///< name and version, for the header of the stream
    double rate = 2;          ///< samples a second, 0.1 to 50
    ScanOptions scan;
    std::string labProgram;
    ReferenceCounter countReferences = {}; ///< empty: the command Count is answered by why not
    int commandFd = -1;       ///< commands; the agent ends at its end
    /// Called once the first facts are written; the agent ends when the descriptor it gives becomes readable. An Error
    /// ends the agent at once.
    std::function<Result<int>()> begun;
    std::optional<std::int64_t> forNs; ///< ends after so long
    std::optional<Command> first;      ///< done before all others
    bool endWithExperiment = false;    ///< ends when the first experiment has ended
};

class Agent
{
public:
    Agent(AgentOptions options, std::vector<std::unique_ptr<Witness>> witnesses, LineSink sink);

    /// Returns when the agent has ended; an Error where it could not begin or its sink failed. A sink that failed
    /// with EPIPE is no error: the reader has gone.
    Status run();

private:
    Status addInputs(Poller& poller, int signalFd);
    Status loop(Poller& poller);
    void handle(std::uint64_t tag);
    void doDue();
    bool countDue(Instant now) const;
    void execute(const Command& command);
    void readCommands();
    void watchHelper(Poller& poller);
    std::optional<Instant> deadline() const;
    bool over() const;
    std::int64_t period() const;

    AgentOptions m_options;
    FactWriter m_writer;
    Observer m_observer;
    LabDirector m_lab;
    CommandInput m_input;
    Instant m_nextScan;
    std::optional<Instant> m_endAt;
    std::uint64_t m_watchedHelper = 0; ///< generation of the helper that the poller knows
    bool m_countWanted = false;
    bool m_ended = false;
};

} // namespace nsscope
