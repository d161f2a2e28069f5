// SPDX-License-Identifier: Apache-2.0
#include "tests/system/trash_result.h"

#include <simdjson.h>

namespace nsscope
{

namespace
{

using Object = simdjson::dom::element;

std::optional<std::int64_t> endOf(Object life, const char* key, const char* end = "to_ns")
{
    const Object moment = life[key];
    return moment.is_null() ? std::nullopt : std::optional(std::int64_t(moment[end]));
}

std::optional<std::int64_t> numberOrNull(Object object, const char* key)
{
    const Object number = object[key];
    return number.is_null() ? std::nullopt : std::optional(std::int64_t(number));
}

TrashResult::Life parseLife(Object object)
{
    TrashResult::Life life;
    life.n = object["n"];
    life.inode = object["namespace"]["inode"];
    life.id = static_cast<std::uint64_t>(numberOrNull(object["namespace"], "id").value_or(0));
    life.bornNs = object["born_ns"];
    life.leftNs = numberOrNull(object, "left_ns");
    life.obsoleteToNs = endOf(object, "obsolete");
    life.freeToNs = endOf(object, "number_free");
    if (!life.freeToNs)
        life.freeToNs = endOf(object, "destroyed");
    life.freeFromNs = endOf(object, "number_free", "from_ns");
    life.reuses = numberOrNull(object, "reuses");
    return life;
}

} // namespace

TrashResult parseTrashResult(const std::string& json)
{
    simdjson::dom::parser parser;
    const Object root = parser.parse(json);
    TrashResult result;
    result.schema = std::string_view(root["schema"]);
    result.type = std::string_view(root["type"]);
    result.original = root["original"]["inode"];
    for (const Object object : root["runs"]) {
        TrashResult::Run run;
        run.name = std::string_view(object["name"]);
        run.distinct = object["distinct_inodes"];
        run.reused = object["reused"];
        for (const Object life : object["lives"])
            run.lives.push_back(parseLife(life));
        result.runs.push_back(std::move(run));
    }
    for (const Object witness : root["witnesses"]) {
        const std::string_view name = witness["name"];
        result.handleWitness |= name == "handle" && bool(witness["available"]);
        result.endsAreSeen |= (name == "workqueue" || name == "quota") && bool(witness["available"]);
    }
    for (const Object cleanup : root["cleanups"])
        result.netCleanups += std::string_view(cleanup["function"]) == "cleanup_net";
    return result;
}

std::string disturbanceOf(const TrashResult::Run& run)
{
    for (std::size_t i = 0; i + 2 < run.lives.size(); ++i) {
        const TrashResult::Life& before = run.lives[i];
        const TrashResult::Life& after = run.lives[i + 2];
        if (after.inode == before.inode || !before.freeToNs)
            continue;
        const std::string which = std::to_string(before.inode) + ", life " + std::to_string(before.n);
        if (*before.freeToNs < after.bornNs)
            return "somebody else took number " + which;
        return "not free in time: number " + which;
    }
    return {};
}

std::int64_t paceOf(const TrashResult::Run& run)
{
    if (run.lives.size() < 2)
        return 0;
    return (run.lives.back().bornNs - run.lives.front().bornNs) / static_cast<std::int64_t>(run.lives.size() - 1);
}

} // namespace nsscope
