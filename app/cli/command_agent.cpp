// SPDX-License-Identifier: Apache-2.0
// nsscope-cli agent: the stream on standard output, commands on standard input. What the window starts.
#include "app/cli/agent_setup.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/task_source.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <unistd.h>

namespace nsscope
{

namespace
{

struct AgentCall
{
    double rate = 2;
    ExperimentChoice experiment;
    bool play = false;
    std::vector<std::string> witnesses;
    std::string tasks = "auto";
};

int runAgent(const AgentCall& call)
{
    ignoreBrokenPipes();
    AgentOptions options = agentOptions(call.rate);
    if (const Status lent = lendTasks(options.scan, call.tasks); !lent)
        return printFailure(lent.error());
    options.commandFd = STDIN_FILENO;
    if (!call.experiment.id.empty()) {
        auto start = startCommand(call.experiment, call.play);
        if (!start) {
            printMessage(start.error().message());
            return exitUsage;
        }
        options.first = std::move(*start);
    }
    auto witnesses = agentWitnesses(options, call.witnesses);
    Agent agent(std::move(options), std::move(witnesses), sinkTo(STDOUT_FILENO, "standard output"));
    const Status ran = agent.run();
    return ran ? exitDone : printFailure(ran.error());
}

} // namespace

void addAgentCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<AgentCall>();
    CLI::App* command = app.add_subcommand("agent", "The stream on standard output, commands on standard input");
    command->add_option("--rate", call->rate, "Samples a second")->check(CLI::Range(0.1, 50.0))->capture_default_str();
    CLI::Option* experiment = command->add_option("--experiment", call->experiment.id, "Prepare this experiment");
    command->add_option("--set", call->experiment.settings, "A parameter of the experiment, NAME=VALUE")
        ->needs(experiment);
    command->add_flag("--play", call->play, "Start the experiment at once")->needs(experiment);
    addWitnessOption(*command, call->witnesses);
    addTasksOption(*command, call->tasks);
    command->callback([call, &exitCode] { exitCode = runAgent(*call); });
}

} // namespace nsscope
