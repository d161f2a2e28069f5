// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lab_free.h"

#include "app/cli/agent_setup.h"
#include "app/cli/lab_play.h"
#include "app/cli/output.h"
#include "app/cli/recording_reader.h"
#include "core/lesson/free_lesson.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace nsscope
{

namespace
{

struct FreeCall
{
    std::vector<std::string> steps;
    std::string file;   ///< recording to save from
    std::string folder; ///< lesson to write
    std::string title;
    std::string record;
};

int save(const FreeCall& call, const Frame& frame)
{
    const int run = newestFreeRun(frame);
    if (run < 0) {
        printMessage("there is no free experiment in this recording");
        return exitFailed;
    }
    const std::string title = call.title.empty() ? std::string(freeExperimentTitle) : call.title;
    const auto lesson = lessonOfRun(frame, static_cast<std::size_t>(run), {lessonIdOf(title), title, title});
    if (!lesson)
        return printFailure(lesson.error());
    if (const Status written = writeLesson(*lesson, call.folder); !written)
        return printFailure(written.error());
    return exitDone;
}

int runFree(const FreeCall& call)
{
    ignoreBrokenPipes();
    Command start;
    start.kind = Command::Kind::Start;
    start.experiment = freeExperimentId;
    start.play = true;
    for (std::size_t i = 0; i < call.steps.size(); ++i)
        start.parameters.emplace_back("s" + std::to_string(i + 1), call.steps[i]);
    if (const auto sound = makeExperiment(start.experiment, start.parameters); !sound) {
        printMessage(sound.error().message());
        return exitUsage;
    }
    const FramePtr frame = playSteps(std::move(start), call.record);
    if (!frame)
        return exitFailed;
    return call.folder.empty() ? exitDone : save(call, *frame);
}

int saveRecorded(const FreeCall& call)
{
    auto recording = readRecording(call.file, std::nullopt);
    if (!recording)
        return printFailure(recording.error());
    for (const std::string& fault : recording->faults)
        printMessage(call.file + ": " + fault + ".");
    return save(call, *recording->builder.frame());
}

void addTitle(CLI::App* command, const std::shared_ptr<FreeCall>& call)
{
    command->add_option("--title", call->title, "Title of the lesson; its id is made from it");
}

} // namespace

void addFreeCommands(CLI::App& lab, int& exitCode)
{
    auto call = std::make_shared<FreeCall>();
    CLI::App* free = lab.add_subcommand("free", "Build holders by hand: each STEP in the words of lesson.toml");
    free->add_option("STEP", call->steps, "As \"unshare types=net as=A\" or \"fork child=p1\"")->required();
    free->add_option("--save", call->folder, "Keep it as a lesson in this folder");
    free->add_option("--record", call->record, "Record it to this file too, - for standard output");
    addTitle(free, call);
    free->callback([call, &exitCode] { exitCode = runFree(*call); });

    CLI::App* save = lab.add_subcommand("save", "Keep the free experiment of a recording as a lesson");
    save->add_option("RECORDING", call->file, "A recording; - for standard input")->required();
    save->add_option("FOLDER", call->folder, "Folder of the lesson")->required();
    addTitle(save, call);
    save->callback([call, &exitCode] { exitCode = saveRecorded(*call); });
}

} // namespace nsscope
