// SPDX-License-Identifier: Apache-2.0
#include "core/stream/command.h"

#include "core/base/escape.h"
#include "core/base/json_writer.h"
#include "core/stream/json_fields.h"

#include <array>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::array<std::string_view, 10> names{"start", "step", "play", "pause", "speed",
                                                "reset", "rate", "stop", "do",    "count"};
constexpr std::size_t maxCommandBytes = 64 * 1024;

void checkNumber(const JsonFields& fields, const Command& command)
{
    if (command.kind != Command::Kind::Speed && command.kind != Command::Kind::Rate)
        return;
    const double n = command.number;
    if (!fields.has("number"))
        fields.blame("number", "is missing");
    else if (command.kind == Command::Kind::Speed && n != 0 && (n < 0.1 || n > 10))
        fields.blame("number", "is no speed: 0.1 to 10, or 0 for as fast as possible");
    else if (command.kind == Command::Kind::Rate && (n < 0.1 || n > 50))
        fields.blame("number", "is no rate: 0.1 to 50 samples a second");
}

} // namespace

std::string encodeCommand(const Command& command)
{
    JsonWriter json;
    json.beginObject().field("command", names[static_cast<std::size_t>(command.kind)]);
    if (command.kind == Command::Kind::Start) {
        json.field("experiment", command.experiment).key("parameters").beginObject();
        for (const auto& [name, value] : command.parameters)
            json.field(escapeBytes(name).text, value);
        json.endObject().field("play", command.play);
    }
    if (command.kind == Command::Kind::Speed || command.kind == Command::Kind::Rate ||
        (command.kind == Command::Kind::Play && command.number > 0))
        json.field("number", command.number);
    if (command.kind == Command::Kind::Do)
        json.field("step", command.step);
    json.endObject();
    return json.take();
}

Result<Command> decodeCommand(std::string_view line)
{
    if (line.size() > maxCommandBytes)
        return failure("command: the line is too long");
    const auto document = JsonDocument::parse(line);
    if (!document || !document->root().isObject())
        return failure("command: not a JSON object", {}, 0, "a command looks like {\"command\":\"step\"}");
    std::string fault;
    const JsonFields fields(document->root(), fault);
    const std::string name = fields.requiredText("command");
    const auto found = std::find(names.begin(), names.end(), name);
    if (fault.empty() && found == names.end())
        return failure(fmt::format("command: there is no \"{}\"", displayText(name)), {}, 0,
                       fmt::format("there are {}", fmt::join(names, ", ")));
    Command command;
    if (found != names.end())
        command.kind = static_cast<Command::Kind>(found - names.begin());
    command.experiment = fields.text("experiment");
    command.parameters = fields.pairs("parameters");
    command.play = fields.flag("play");
    command.number = fields.real("number", 0, 0, 1e6);
    command.step = fields.text("step");
    checkNumber(fields, command);
    if (command.kind == Command::Kind::Do && command.step.empty())
        fields.blame("step", "is missing");
    if (command.kind == Command::Kind::Start && command.experiment.empty())
        fields.blame("experiment", "is missing");
    if (!fault.empty())
        return failure("command: " + fault);
    return command;
}

} // namespace nsscope
