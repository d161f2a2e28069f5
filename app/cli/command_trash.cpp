// SPDX-License-Identifier: Apache-2.0
// nsscope-cli trash: the experiment this project began with. Slow run, pause, fast run, in a child's own user
// namespace, without root.
#include "app/cli/agent_setup.h"
#include "app/cli/commands.h"
#include "app/cli/experiment_run.h"
#include "app/cli/output.h"
#include "app/cli/trash_report.h"
#include "core/export/trash_json.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <sys/stat.h>

namespace nsscope
{

namespace
{

struct TrashCall
{
    bool json = false;
    std::string type = "net";
    std::int64_t slowMs = 500;
    std::int64_t fastMs = 10;
    std::int64_t gapMs = 500;
    std::int64_t count = 4;
    std::string record;
    std::vector<std::string> witnesses;
};

/// What the helper will start from: it is our child.
std::string originalText(const std::string& type)
{
    struct stat info{};
    if (::stat(("/proc/self/ns/" + type).c_str(), &info) != 0)
        return "original " + type + " cannot be read";
    return "original " + type + ":[" + std::to_string(info.st_ino) + "]";
}

Command startTrash(const TrashCall& call)
{
    Command command;
    command.kind = Command::Kind::Start;
    command.experiment = "nsgarbage";
    command.play = true;
    command.parameters = {{"type", call.type},
                          {"slow_ms", std::to_string(call.slowMs)},
                          {"fast_ms", std::to_string(call.fastMs)},
                          {"gap_ms", std::to_string(call.gapMs)},
                          {"count", std::to_string(call.count)}};
    return command;
}

int printTrash(const TrashCall& call, const Frame& frame)
{
    const std::size_t run = frame.runs.size() - 1;
    if (call.json)
        return printResult(trashJson(frame, run));
    const KernelVersion kernel = parseKernelVersion(frame.header.host.kernel).value_or(KernelVersion{});
    return printResult(trashReport(frame, run, mechanismOf(*nsTypeByName(call.type), kernel)));
}

/// Comes with the program, in share/nsscope beside its own folder; empty where it is not there.
std::string referenceRecording()
{
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto path = std::filesystem::canonical(
        program.parent_path() / "../share/nsscope/recordings/nsgarbage-net.nsrec", error);
    return error ? std::string() : path.string();
}

/// Told like the script this began with.
StepTeller tellTo(std::function<void(const std::string&)> say)
{
    return [say = std::move(say), told = std::int32_t{-1}](const LabStart& plan, const LabStep& step) mutable {
        const std::int32_t phase = plan.steps[static_cast<std::size_t>(step.index)].phase;
        if (phase < 0 || !step.made)
            return;
        if (phase != told)
            say(plan.phases[static_cast<std::size_t>(phase)].name + " trashing...");
        told = phase;
        say("trash " + linkText(*step.made));
    };
}

int runTrash(const TrashCall& call)
{
    ignoreBrokenPipes();
    const bool aloud = !call.json && call.record != "-";
    const auto say = [aloud](const std::string& line) {
        if (aloud)
            printResult(line);
    };
    say(originalText(call.type));
    const auto played = playExperiment(startTrash(call), call.record, tellTo(say), call.witnesses);
    if (!played)
        return printFailure(played.error());
    if (played->failure) {
        printMessage(*played->failure);
        if (const std::string reference = referenceRecording(); played->refused && !reference.empty())
            printMessage("A recording of this experiment from another machine: nsscope-cli show --lives " + reference);
        return exitFailed;
    }
    return call.record == "-" ? exitDone : printTrash(call, *played->frame);
}

} // namespace

void addTrashCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<TrashCall>();
    CLI::App* command = app.add_subcommand("trash", "Make and drop namespaces slowly, then fast, and see when they go");
    command->add_flag("--json", call->json, "Print one JSON object (nsscope.trash/1)");
    command->add_option("--type,-t", call->type, "Type of namespace")
        ->check(CLI::IsMember({"cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"}))
        ->capture_default_str();
    const CLI::Range pause(0, 60'000);
    command->add_option("--slow-ms", call->slowMs, "Pause in the slow run")->check(pause)->capture_default_str();
    command->add_option("--fast-ms", call->fastMs, "Pause in the fast run")->check(pause)->capture_default_str();
    command->add_option("--count", call->count, "Namespaces a run")->check(CLI::Range(1, 200))->capture_default_str();
    command->add_option("--gap-ms", call->gapMs, "Pause between the runs")->check(pause)->capture_default_str();
    command->add_option("--record", call->record, "Record it to this file too, - for standard output");
    addWitnessOption(*command, call->witnesses);
    command->callback([call, &exitCode] { exitCode = runTrash(*call); });
}

} // namespace nsscope
