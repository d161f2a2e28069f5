// SPDX-License-Identifier: Apache-2.0
#include "core/lab/experiment.h"

#include "core/lab/free_script.h"
#include "core/lab/lesson_compile.h"
#include "core/lab/lesson_folder.h"

#include <charconv>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

constexpr std::int64_t maxPauseMs = 60'000;
constexpr std::int32_t maxCount = 200;

/// Reads a whole decimal number within its range.
Result<std::int64_t> parseNumber(const std::string& name, const std::string& text, std::int64_t low,
                                 std::int64_t high)
{
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data(), end, value);
    if (code != std::errc{} || stop != end || value < low || value > high)
        return failure(fmt::format("parameter {} is a whole number from {} to {}, not \"{}\"", name, low, high, text));
    return value;
}

Result<Experiment> lessonExperiment(const std::string& id,
                                    const std::vector<std::pair<std::string, std::string>>& parameters)
{
    const auto folder = findLesson(id);
    if (!folder)
        return tl::make_unexpected(folder.error());
    if (!folder->reading.errors.empty())
        return failure(diagnosticText(folder->path + "/lesson.toml", folder->reading.errors.front()));
    return compileLesson(folder->lesson(), parameters);
}

} // namespace

Result<Experiment> makeExperiment(const std::string& id,
                                  const std::vector<std::pair<std::string, std::string>>& parameters)
{
    if (id == freeExperimentId) {
        const auto script = FreeScript::of(parameters);
        if (!script)
            return tl::make_unexpected(script.error());
        return script->experiment();
    }
    if (id != "nsgarbage")
        return lessonExperiment(id, parameters);
    TrashParameters trash;
    for (const auto& [name, text] : parameters) {
        if (name == "type") {
            const auto type = nsTypeByName(text);
            if (!type)
                return failure(fmt::format(
                    "parameter type is one of cgroup, ipc, mnt, net, pid, time, user, uts, not \"{}\"", text));
            trash.type = *type;
            continue;
        }
        const bool isCount = name == "count";
        std::int64_t* const pause = name == "slow_ms"   ? &trash.slowMs
                                    : name == "fast_ms" ? &trash.fastMs
                                    : name == "gap_ms"  ? &trash.gapMs
                                                        : nullptr;
        if (!isCount && !pause)
            return failure(fmt::format(
                "nsgarbage has no parameter \"{}\" (it has: type, slow_ms, fast_ms, gap_ms, count)", name));
        const auto number = parseNumber(name, text, isCount ? 1 : 0, isCount ? maxCount : maxPauseMs);
        if (!number)
            return tl::make_unexpected(number.error());
        if (isCount)
            trash.count = static_cast<std::int32_t>(*number);
        else
            *pause = *number;
    }
    return trashExperiment(trash);
}

} // namespace nsscope
