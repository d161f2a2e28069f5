// SPDX-License-Identifier: Apache-2.0
// nsscope-cli lab: experiments and lessons without a window.
#include "app/cli/agent_setup.h"
#include "app/cli/commands.h"
#include "app/cli/lab_free.h"
#include "app/cli/lab_play.h"
#include "app/cli/lesson_lint.h"
#include "app/cli/lesson_report.h"
#include "app/cli/lesson_text.h"
#include "app/cli/output.h"
#include "core/base/escape.h"
#include "core/lab/free_script.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace nsscope
{

namespace
{

struct LabCall
{
    ExperimentChoice experiment;
    std::vector<std::string> paths;
    bool json = false;
    std::string record;
};

int listLessons(const LabCall& call)
{
    const std::vector<LessonFolder> lessons = readLessons();
    return printResult(call.json ? lessonListJson(lessons) : lessonListText(lessons));
}

/// Prints what is wrong with it; exitFailed where anything is.
int printFaults(const LessonFolder& folder)
{
    const std::vector<Diagnostic> faults = lintLesson(folder);
    for (const Diagnostic& fault : faults) {
        if (const int code = printResult(diagnosticText(folder.path + "/lesson.toml", fault)); code != exitDone)
            return code;
    }
    return faults.empty() ? exitDone : exitFailed;
}

int showLesson(const LabCall& call)
{
    const auto folder = findLesson(call.experiment.id);
    if (!folder)
        return printFailure(folder.error());
    if (!folder->reading.errors.empty())
        return printFaults(*folder);
    return printResult(lessonText(*folder));
}

int lintLessons(const LabCall& call)
{
    int code = exitDone;
    for (const std::string& path : call.paths) {
        const auto folder = readLessonFolder(path);
        const int one = folder ? printFaults(*folder) : printFailure(folder.error());
        code = one == exitDone ? code : one;
    }
    return code;
}

/// The lesson of an experiment that is one; else one without checks.
Result<Lesson> lessonOf(const std::string& id)
{
    if (id == "nsgarbage" || id == freeExperimentId)
        return Lesson();
    auto folder = findLesson(id);
    if (!folder)
        return tl::make_unexpected(folder.error());
    return std::move(folder->reading.lesson);
}

int report(const LabCall& call, const Lesson& lesson, const Frame& frame)
{
    const std::size_t run = frame.runs.size() - 1;
    const std::vector<CheckResult> checks = evaluateChecks(lesson, frame, run);
    const bool all = std::all_of(checks.begin(), checks.end(), [](const CheckResult& check) { return check.holds; });
    int printed = exitDone;
    if (call.json)
        printed = printResult(lessonRunJson(lesson, frame, run, checks));
    else if (call.record != "-" && !checks.empty())
        printed = printResult("\n" + checksText(checks));
    return all ? printed : exitFailed;
}

int runLesson(const LabCall& call)
{
    ignoreBrokenPipes();
    if (call.json && call.record == "-") {
        printMessage("--json and --record - both want standard output");
        return exitUsage;
    }
    const auto lesson = lessonOf(call.experiment.id);
    if (!lesson)
        return printFailure(lesson.error());
    auto start = startCommand(call.experiment, true);
    if (!start) {
        printMessage(start.error().message());
        return call.experiment.settings.empty() ? exitFailed : exitUsage;
    }
    const FramePtr frame = playSteps(std::move(*start), call.record, call.json);
    return frame ? report(call, *lesson, *frame) : exitFailed;
}

} // namespace

void addLabCommand(CLI::App& app, int& exitCode)
{
    auto call = std::make_shared<LabCall>();
    CLI::App* lab = app.add_subcommand("lab", "Experiments and lessons without a window");
    lab->require_subcommand(1);

    CLI::App* list = lab->add_subcommand("list", "Which there are");
    list->add_flag("--json", call->json, "Print one JSON object (nsscope.lessons/1)");
    list->callback([call, &exitCode] { exitCode = listLessons(*call); });

    CLI::App* show = lab->add_subcommand("show", "The text and the script of one");
    show->add_option("id", call->experiment.id, "Its id, or a path to its folder")->required();
    show->callback([call, &exitCode] { exitCode = showLesson(*call); });

    CLI::App* lint = lab->add_subcommand("lint", "What is wrong in these, as FILE:LINE:COLUMN: MESSAGE");
    lint->add_option("path", call->paths, "Folder of a lesson, or its lesson.toml")->required();
    lint->callback([call, &exitCode] { exitCode = lintLessons(*call); });

    CLI::App* run = lab->add_subcommand("run", "Play one on this kernel and hold its checks against what was seen");
    run->add_option("id", call->experiment.id, "Its id, or a path to its folder")->required();
    run->add_flag("--json", call->json, "Print one JSON object (nsscope.lab/1)");
    run->add_option("--record", call->record, "Record it to this file too, - for standard output");
    run->add_option("--set", call->experiment.settings, "A parameter, NAME=VALUE");
    run->callback([call, &exitCode] { exitCode = runLesson(*call); });
    addFreeCommands(*lab, exitCode);
}

} // namespace nsscope
