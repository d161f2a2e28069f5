// SPDX-License-Identifier: Apache-2.0
// nsscope-cli show: the state that a recording tells at its end or at a moment, or all its lives with their evidence.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/recording_reader.h"
#include "core/export/list_json.h"
#include "core/export/list_text.h"
#include "core/export/lives_json.h"
#include "core/export/lives_text.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace nsscope
{

namespace
{

struct ShowCall
{
    std::string file;
    bool json = false;
    bool lives = false;
    bool all = false;
    bool strict = false;
    std::string at;
};

std::string resultOf(Recording& recording, const ShowCall& call)
{
    const FramePtr frame = recording.builder.frame();
    const Snapshot& snapshot = recording.builder.snapshot();
    if (call.json) {
        return call.lives ? livesJson(*frame, isTerminal())
                          : listJson(snapshot, {HolderDetail::All, isTerminal()}, "nsscope.show/1");
    }
    const TextStyle style = outputStyle();
    std::string text = recordingSummary(*frame) + "\n";
    if (!call.lives) {
        const Chosen all(snapshot.namespaces.size(), true);
        return text + listTable(snapshot, all, style, terminalWidth());
    }
    text += livesTable(*frame, style, terminalWidth(), call.all);
    const std::string phases = phasesText(*frame);
    return phases.empty() ? text : text + "\n" + phases;
}

int runShow(const ShowCall& call)
{
    std::optional<TimeArgument> until;
    if (!call.at.empty()) {
        const auto time = parseTime(call.at);
        if (!time) {
            printFailure(time.error());
            return exitUsage;
        }
        until = *time;
    }
    auto recording = readRecording(call.file, until);
    if (!recording)
        return printFailure(recording.error());
    for (const std::string& fault : recording->faults)
        printMessage(call.file + ": " + fault + ".");
    const int printed = printResult(resultOf(*recording, call));
    return printed == exitDone && call.strict && !recording->faults.empty() ? exitPartial : printed;
}

} // namespace

void addShowCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<ShowCall>();
    CLI::App* command = app.add_subcommand("show", "What a recording tells, at its end or at a moment");
    command->add_option("FILE", call->file, "A recording; - for standard input")->required();
    command->add_flag("--json", call->json, "Print one JSON object (nsscope.show/1, with --lives nsscope.lives/1)");
    command->add_option("--at", call->at,
                        "The moment: seconds since the recording began (2.5), +12.5ms, or @NANOSECONDS of the boot clock");
    command->add_flag("--lives", call->lives, "Every namespace's life with what witnesses told about it");
    command->add_flag("--all", call->all, "With --lives: also those that nothing happened to");
    command->add_flag("--strict", call->strict, "Exit with 3 where the recording is torn or damaged");
    command->callback([call, &exitCode] { exitCode = runShow(*call); });
}

} // namespace nsscope
