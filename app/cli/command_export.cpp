// SPDX-License-Identifier: Apache-2.0
// nsscope-cli export: a recording in other formats.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/recording_file.h"
#include "app/cli/recording_reader.h"
#include "core/base/read_file.h"
#include "core/export/graph_dot.h"
#include "core/export/lives_csv.h"
#include "core/export/lives_json.h"
#include "core/export/perfetto_json.h"
#include "core/export/report_html.h"
#include "core/witness/mechanism.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace nsscope
{

namespace
{

struct ExportCall
{
    std::string file;
    std::string format;
    std::string output = "-";
    std::string at;
    bool strict = false;
};

/// What the source of this kernel says of each type.
std::vector<TypeMechanism> mechanismsOf(const std::string& release)
{
    std::vector<TypeMechanism> all;
    const auto kernel = parseKernelVersion(release);
    if (!kernel)
        return all;
    for (const NsTypeRow& row : nsTypeTable()) {
        const MechanismAnswer answer = mechanismOf(row.type, *kernel);
        if (answer.row)
            all.push_back({row.type, std::string(answer.row->sentence), std::string(answer.row->function), answer.verified});
    }
    return all;
}

std::string exported(Recording& recording, const std::string& format)
{
    if (format == "dot")
        return graphDot(recording.builder.snapshot());
    const FramePtr frame = recording.builder.frame();
    if (format == "html")
        return reportHtml(*frame, mechanismsOf(frame->header.host.kernel));
    if (format == "perfetto")
        return perfettoJson(*frame);
    return format == "csv" ? livesCsv(*frame) : livesJson(*frame) + "\n";
}

int writeExport(const std::string& text, const std::string& path)
{
    if (path == "-")
        return printResult(text);
    const auto file = openRecording(path);
    if (!file)
        return printFailure(file.error());
    const Status written = writeAll(file->get(), text, path);
    return written ? exitDone : printFailure(written.error());
}

int runExport(const ExportCall& call)
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
    const int written = writeExport(exported(*recording, call.format), call.output);
    return written == exitDone && call.strict && !recording->faults.empty() ? exitPartial : written;
}

} // namespace

void addExportCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<ExportCall>();
    CLI::App* command = app.add_subcommand("export", "A recording in other formats");
    command->add_option("FILE", call->file, "A recording; - for standard input")->required();
    command->add_option("--to", call->format, "csv: a line a life; json: nsscope.lives/1; dot: the graph for Graphviz; perfetto: for ui.perfetto.dev; html: a report")
        ->required()
        ->check(CLI::IsMember({"csv", "json", "dot", "perfetto", "html"}));
    command->add_option("-o,--output", call->output, "File to write; - for standard output")->capture_default_str();
    command->add_option("--at", call->at, "What was known by this moment, as for show");
    command->add_flag("--strict", call->strict, "Exit with 3 where the recording is torn or damaged");
    command->callback([call, &exitCode] { exitCode = runExport(*call); });
}

} // namespace nsscope
