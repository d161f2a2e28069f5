// SPDX-License-Identifier: Apache-2.0
// nsscope-cli record: the agent's stream into a file, for a while or as long as a command runs.
#include "app/cli/agent_setup.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/recording_file.h"
#include "app/cli/spawned_command.h"
#include "app/cli/task_source.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace nsscope
{

namespace
{

struct RecordCall
{
    std::string output;
    double rate = 2;
    std::vector<std::string> witnesses;
    std::string tasks = "auto";
    double seconds = 0; ///< 0: until told to end
    std::vector<std::string> command;
};

int runRecord(const RecordCall& call)
{
    ignoreBrokenPipes();
    AgentOptions options = agentOptions(call.rate);
    if (const Status lent = lendTasks(options.scan, call.tasks); !lent)
        return printFailure(lent.error());
    const bool unnamed = call.output.empty();
    const std::string path = unnamed ? defaultRecordingName() : call.output;
    auto file = openRecording(path, unnamed);
    if (!file)
        return printFailure(file.error());
    if (call.seconds > 0)
        options.forNs = static_cast<std::int64_t>(call.seconds * 1e9);
    SpawnedCommand command;
    if (!call.command.empty()) {
        options.begun = [&command, &call]() -> Result<int> {
            if (const Status started = command.start(call.command); !started)
                return tl::make_unexpected(started.error());
            return command.descriptor();
        };
    }
    auto witnesses = agentWitnesses(options, call.witnesses);
    const Status ran = Agent(std::move(options), std::move(witnesses), sinkTo(file->get(), path)).run();
    if (!ran)
        return printFailure(ran.error());
    if (unnamed)
        printMessage("recorded to " + path);
    return exitDone;
}

} // namespace

void addRecordCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<RecordCall>();
    CLI::App* command = app.add_subcommand("record", "Record what happens, for replay anywhere");
    command->add_option("-o,--output", call->output, "File to write, - for standard output; else named by the time");
    command->add_option("--rate", call->rate, "Samples a second")->check(CLI::Range(0.1, 50.0))->capture_default_str();
    command->add_option("--for", call->seconds, "End after so many seconds")->check(CLI::Range(0.001, 1e9));
    command->add_option("command", call->command, "Run this meanwhile (after --); the recording ends with it");
    addWitnessOption(*command, call->witnesses);
    addTasksOption(*command, call->tasks);
    command->callback([call, &exitCode] { exitCode = runRecord(*call); });
}

} // namespace nsscope
