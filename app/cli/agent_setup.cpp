// SPDX-License-Identifier: Apache-2.0
#include "app/cli/agent_setup.h"

#include "app/cli/reference_count.h"
#include "app/cli/settings.h"
#include "core/base/read_file.h"
#include "core/lab/experiment.h"
#include "core/lab/lab_client.h"
#include "core/witness/witnesses.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>

namespace nsscope
{

AgentOptions agentOptions(double rate)
{
    AgentOptions options;
    options.program = std::string("nsscope-cli ") + NSSCOPE_VERSION;
    options.rate = rate;
    options.labProgram = labProgram();
    options.scan.labelFile = labelFile();
    options.countReferences = [proc = options.scan.procRoot](Snapshot& snapshot) { return countKernelReferences(snapshot, proc); };
    return options;
}

void addWitnessOption(CLI::App& command, std::vector<std::string>& also)
{
    command.add_option("--witness", also, "Also ask these witnesses, which are off by themselves since they cost (root)")
        ->delimiter(',')
        ->check(CLI::IsMember({"kmem", "bpf"}));
}

std::vector<std::unique_ptr<Witness>> agentWitnesses(const AgentOptions& options, const std::vector<std::string>& also, bool probe)
{
    const auto asked = [&](std::string_view name) { return std::find(also.begin(), also.end(), name) != also.end(); };
    WitnessOptions witnesses;
    witnesses.clock = options.scan.clock;
    witnesses.labProgram = options.labProgram;
    witnesses.allocatorWhereUntraced = probe;
    witnesses.kmem = asked("kmem");
    witnesses.bpf = asked("bpf");
    return makeWitnesses(witnesses);
}

LineSink sinkTo(int fd, std::string name)
{
    return [fd, name = std::move(name)](std::string_view line) { return writeAll(fd, line, name); };
}

void ignoreBrokenPipes()
{
    struct sigaction ignore{};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, nullptr);
}

Result<Command> startCommand(const ExperimentChoice& choice, bool play)
{
    Command command;
    command.kind = Command::Kind::Start;
    command.experiment = choice.id;
    command.play = play;
    for (const std::string& setting : choice.settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos || equals == 0)
            return failure("--set takes NAME=VALUE, not \"" + setting + "\"");
        command.parameters.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
    }
    if (const auto experiment = makeExperiment(command.experiment, command.parameters); !experiment)
        return tl::make_unexpected(experiment.error());
    return command;
}

} // namespace nsscope
