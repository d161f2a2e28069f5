// SPDX-License-Identifier: Apache-2.0
#include "core/export/trash_json.h"

#include "core/export/json_parts.h"
#include "core/export/lives_json.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

namespace nsscope
{

namespace
{

/// The type that was trashed: that of the last life, since set-up (a user namespace) comes first.
std::optional<NsType> typeOf(const LabRun& run, const std::vector<const Life*>& lives)
{
    for (const auto& [name, value] : run.plan.parameters) {
        if (name == "type" && nsTypeByName(value))
            return nsTypeByName(value);
    }
    return lives.empty() ? std::nullopt : std::optional(lives.back()->ref.type);
}

/// What the helper was in before its first step: seen by the look at it when the experiment was prepared.
std::optional<NsRef> originalOf(const Frame& frame, const LabRun& run, NsType type)
{
    for (const auto& life : frame.lives) {
        if (life->ref.type != type || life->labRun >= 0)
            continue;
        for (const HolderSpan& span : life->holders) {
            if (span.holder.kind == HolderKind::Process && span.holder.pid == run.plan.pid)
                return life->ref;
        }
    }
    return std::nullopt;
}

/// Those made in a phase; set-up has none.
std::vector<const Life*> livesOfRun(const Frame& frame, std::size_t run)
{
    std::vector<const Life*> lives;
    for (const auto& life : frame.lives) {
        if (life->labRun == static_cast<std::int32_t>(run) && life->labPhase >= 0)
            lives.push_back(life.get());
    }
    std::stable_sort(lives.begin(), lives.end(), [](const Life* a, const Life* b) { return a->labStep < b->labStep; });
    return lives;
}

} // namespace

std::string trashJson(const Frame& frame, std::size_t run, bool pretty)
{
    assert(run < frame.runs.size());
    const LabRun& lab = *frame.runs[run];
    const std::vector<const Life*> lives = livesOfRun(frame, run);
    std::map<LifeId, std::uint32_t> numbers;
    for (const Life* life : lives)
        numbers.emplace(life->id, static_cast<std::uint32_t>(numbers.size() + 1));
    const LifeNumber numberOf = [&](LifeId id) {
        const auto found = numbers.find(id);
        return found == numbers.end() ? std::nullopt : std::optional(found->second);
    };

    JsonWriter json(pretty);
    const std::optional<NsType> type = typeOf(lab, lives);
    const std::optional<NsRef> original = type ? originalOf(frame, lab, *type) : std::nullopt;
    json.beginObject().field("schema", "nsscope.trash/1");
    json.fieldOrNull("type", type.has_value(), nsTypeName(type.value_or(NsType::Net)));
    json.key("original");
    if (original)
        writeNsRef(json, *original);
    else
        json.null();
    json.key("runs").beginArray();
    for (std::size_t phase = 0; phase < lab.plan.phases.size(); ++phase) {
        const LabPhase& plan = lab.plan.phases[phase];
        std::vector<const Life*> own;
        std::copy_if(lives.begin(), lives.end(), std::back_inserter(own),
                     [&](const Life* life) { return life->labPhase == static_cast<std::int32_t>(phase); });
        if (own.empty() && plan.delayNs == 0)
            continue; // set-up
        std::set<std::uint64_t> inodes;
        std::size_t reused = 0;
        for (const Life* life : own) {
            inodes.insert(life->ref.inode);
            reused += numberOf(life->reuses) ? 1 : 0;
        }
        json.beginObject().field("name", plan.name).field("delay_ms", static_cast<double>(plan.delayNs) / 1e6);
        json.field("distinct_inodes", inodes.size()).field("reused", reused).key("lives").beginArray();
        for (const Life* life : own) {
            json.beginObject();
            writeLifeFields(json, *life, numberOf);
            json.endObject();
        }
        json.endArray().endObject();
    }
    json.endArray();
    writeCleanups(json, frame.cleanups);
    writeQuotaReadings(json, frame.quota);
    writeWitnesses(json, frame.witnesses);
    json.endObject();
    return json.take();
}

} // namespace nsscope
