// SPDX-License-Identifier: Apache-2.0
// What agent, record and trash have in common: the agent's options on this machine, its witnesses, where its lines go.
#pragma once
#include "core/agent/agent.h"
#include "core/base/error.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace CLI
{
class App;
}

namespace nsscope
{

/// Everything but the commands: program name, helper, rate.
AgentOptions agentOptions(double rate);
/// --witness kmem,bpf: those that are off by themselves.
void addWitnessOption(CLI::App& command, std::vector<std::string>& also);
/// `probe`: where the clean-up work cannot be traced, look at the allocator of numbers instead, by a helper that makes
/// namespaces of its own.
std::vector<std::unique_ptr<Witness>> agentWitnesses(const AgentOptions& options, const std::vector<std::string>& also, bool probe = false);

/// Writes to a descriptor that outlives the sink; `name` for messages.
LineSink sinkTo(int fd, std::string name);
/// A broken pipe becomes an error of write instead of killing the program.
void ignoreBrokenPipes();

/// An experiment as named on the command line.
struct ExperimentChoice
{
    std::string id;
    std::vector<std::string> settings; ///< NAME=VALUE
};
/// The command that starts it; an Error for what is no NAME=VALUE or no experiment of ours.
Result<Command> startCommand(const ExperimentChoice& choice, bool play);

} // namespace nsscope
