// SPDX-License-Identifier: Apache-2.0
#include "core/export/lives_json.h"

#include "core/export/json_parts.h"

namespace nsscope
{

namespace
{

void writeMoment(JsonWriter& json, std::string_view key, const std::optional<Moment>& moment)
{
    json.key(key);
    if (!moment) {
        json.null();
        return;
    }
    json.beginObject().field("from_ns", moment->when.from.ns).field("to_ns", moment->when.to.ns);
    json.field("witness", moment->witness);
    if (!moment->narrowedBy.empty()) {
        json.key("narrowed_by").beginArray();
        for (const std::string& name : moment->narrowedBy)
            json.value(name);
        json.endArray();
    }
    json.endObject();
}

void writeSpans(JsonWriter& json, const HolderSpans& spans)
{
    json.key("holders").beginArray();
    for (const HolderSpan& span : spans) {
        json.beginObject().field("from_ns", span.from.ns);
        json.fieldOrNull("to_ns", span.to.has_value(), span.to ? span.to->ns : 0);
        json.key("holder");
        writeHolder(json, span.holder);
        json.endObject();
    }
    json.endArray();
}

} // namespace

void writeLifeFields(JsonWriter& json, const Life& life, const LifeNumber& numberOf)
{
    const auto number = numberOf(life.id);
    json.fieldOrNull("n", number.has_value(), number.value_or(0)).key("namespace");
    writeNsRef(json, life.ref);
    json.fieldOrNull("born_ns", !life.bornBeforeStream, life.born.when.to.ns);
    json.fieldOrNull("left_ns", life.left.has_value(), life.left ? life.left->when.from.ns : 0);
    writeMoment(json, "obsolete", life.obsolete);
    writeMoment(json, "teardown_started", life.teardownStarted);
    writeMoment(json, "number_free", life.numberFree);
    writeMoment(json, "destroyed", life.destroyed);
    writeMoment(json, "memory_free", life.memoryFree);
    const auto before = numberOf(life.reuses);
    json.fieldOrNull("reuses", before.has_value(), before.value_or(0));
    if (!life.contradictions.empty()) {
        json.key("contradictions").beginArray();
        for (const std::string& sentence : life.contradictions)
            json.value(sentence);
        json.endArray();
    }
}

void writeCleanups(JsonWriter& json, const std::vector<Cleanup>& cleanups)
{
    json.key("cleanups").beginArray();
    for (const Cleanup& run : cleanups) {
        json.beginObject().field("function", run.function).field("queued_ns", run.queued.ns);
        json.field("start_ns", run.start.ns).field("end_ns", run.end.ns).endObject();
    }
    json.endArray();
}

void writeQuotaReadings(JsonWriter& json, const std::vector<QuotaReading>& readings)
{
    json.key("quota_readings").beginArray();
    for (const QuotaReading& reading : readings) {
        json.beginObject().field("type", nsTypeName(reading.type));
        json.field("from_ns", reading.when.from.ns).field("to_ns", reading.when.to.ns);
        json.field("limit", reading.limit).field("refused", reading.refused).endObject();
    }
    json.endArray();
}

void writeWitnesses(JsonWriter& json, const std::vector<WitnessInfo>& witnesses)
{
    json.key("witnesses").beginArray();
    for (const WitnessInfo& witness : witnesses)
        writeWitness(json, witness);
    json.endArray();
}

std::string livesJson(const Frame& frame, bool pretty)
{
    const LifeNumber byId = [](LifeId id) {
        return id == LifeId::None ? std::nullopt : std::optional(static_cast<std::uint32_t>(id));
    };
    JsonWriter json(pretty);
    json.beginObject().field("schema", "nsscope.lives/1").key("host");
    writeHost(json, frame.header.host);
    json.key("lives").beginArray();
    for (const auto& life : frame.lives) {
        json.beginObject();
        writeLifeFields(json, *life, byId);
        json.field("initial", life->initial).field("before_stream", life->bornBeforeStream).key("born");
        writeInterval(json, life->born.when, life->born.witness);
        json.key("vanished");
        writeInterval(json, life->vanished);
        json.field("last_seen_ns", life->lastSeen.ns);
        json.field("state", lifeStateName(stateAt(*life, frame.last))).key("owner");
        writeNsLink(json, life->owner);
        if (nsTypeRow(life->ref.type).hasParent) {
            json.key("parent");
            writeNsLink(json, life->parent);
        }
        json.fieldOrNull("owner_uid", life->ownerUid.has_value(), life->ownerUid.value_or(0));
        json.fieldOrNull("owner_user", !life->ownerUser.empty(), life->ownerUser);
        json.key("names").beginArray();
        for (const std::string& name : life->names)
            json.value(name);
        json.endArray();
        writeSpans(json, life->holders);
        json.endObject();
    }
    json.endArray();
    writeCleanups(json, frame.cleanups);
    writeQuotaReadings(json, frame.quota);
    writeWitnesses(json, frame.witnesses);
    json.endObject();
    return json.take();
}

} // namespace nsscope
