// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.h"
#include "core/stream/encode_parts.h"
#include "core/stream/fact_codec.h"

namespace nsscope
{

namespace
{

using namespace stream;

void encodeInterval(JsonWriter& json, const Interval& when)
{
    json.field("from_ns", when.from.ns).field("to_ns", when.to.ns);
}

void encode(JsonWriter& json, const Header& header)
{
    json.field("nsscope", header.version).field("program", header.program).field("at_ns", header.at.ns);
    json.field("at_utc", utcText(header.utcNs)).field("utc_ns", header.utcNs).key("host");
    encodeHost(json, header.host);
}

void encode(JsonWriter& json, const ScanFact& scan)
{
    json.field("fact", "scan").field("start_ns", scan.start.ns).field("duration_ns", scan.durationNs);
    encodeUnless(json, "first", scan.first);
    encodeUnless(json, "only_pid", scan.onlyPid);
    json.field("processes", scan.tasks.processes).field("threads", scan.tasks.threads);
    encodeList(json, "changed", scan.changed, encodeChange);
    encodeList(json, "gone", scan.gone, encodeRef);
    encodeList(json, "gaps", scan.gaps, encodeGap);
}

void encode(JsonWriter& json, const Evidence& evidence)
{
    json.field("fact", "evidence").field("kind", evidenceKindName(evidence.kind)).key("ns");
    encodeRef(json, evidence.ns);
    encodeInterval(json, evidence.when);
    json.field("witness", evidence.witness);
}

void encode(JsonWriter& json, const WitnessInfo& witness)
{
    json.field("fact", "witness").field("name", witness.name).field("available", witness.available);
    encodeUnless(json, "reason", witness.reason);
    encodeUnless(json, "remedy", witness.remedy);
}

void encode(JsonWriter& json, const Cleanup& cleanup)
{
    json.field("fact", "cleanup").field("function", cleanup.function).field("queued_ns", cleanup.queued.ns);
    json.field("start_ns", cleanup.start.ns).field("end_ns", cleanup.end.ns);
}

void encode(JsonWriter& json, const QuotaReading& reading)
{
    json.field("fact", "quota").field("type", nsTypeName(reading.type));
    encodeInterval(json, reading.when);
    json.field("limit", reading.limit).field("refused", reading.refused);
}

void encode(JsonWriter& json, const NumberUse& use)
{
    json.field("fact", "numbers").field("at_ns", use.at.ns).key("ns");
    encodeRef(json, use.ns);
    encodeList(json, "numbers", use.numbers, [](JsonWriter& out, std::uint64_t number) { out.value(number); });
}

void encode(JsonWriter& json, const ReferenceCount& counted)
{
    json.field("fact", "references").field("at_ns", counted.at.ns);
    if (counted.ns) {
        json.key("ns");
        encodeRef(json, *counted.ns);
    }
    if (!counted.reason.empty()) {
        json.field("reason", counted.reason);
        encodeUnless(json, "remedy", counted.remedy);
        return;
    }
    json.field("count", counted.references.count).field("explained", counted.references.explained()).key("by").beginObject();
    for (const ReferencePart& part : counted.references.parts)
        json.field(referenceKindName(part.kind), part.count);
    json.endObject();
}

void encode(JsonWriter& json, const LabStart& lab)
{
    json.field("fact", "lab_start").field("at_ns", lab.at.ns).field("experiment", lab.experiment);
    json.field("title", lab.title);
    encodeUnless(json, "pid", lab.pid);
    encodeList(json, "script", lab.script, encodeText);
    encodeList(json, "phases", lab.phases, [](JsonWriter& out, const LabPhase& phase) {
        out.beginObject().field("name", phase.name).field("title", phase.title);
        out.field("delay_ns", phase.delayNs).endObject();
    });
    if (!lab.parameters.empty()) {
        json.key("parameters").beginObject();
        for (const auto& [name, value] : lab.parameters)
            json.field(escapeBytes(name).text, value);
        json.endObject();
    }
    encodeList(json, "steps", lab.steps, [](JsonWriter& out, const PlannedStep& step) {
        out.beginObject().field("line", step.line);
        encodeUnless(out, "phase", step.phase, -1);
        encodeUnless(out, "round", step.round);
        encodeUnless(out, "rounds", step.rounds);
        out.field("text", step.text);
        for (const auto& [key, value] : {std::pair("id", &step.id), std::pair("makes", &step.makes),
                                         std::pair("actor", &step.actor), std::pair("anchor", &step.anchor)}) {
            if (!value->empty())
                out.field(key, *value);
        }
        out.endObject();
    });
}

void encode(JsonWriter& json, const LabStep& step)
{
    json.field("fact", "lab_step").field("index", step.index).field("call", step.call);
    json.field("before_ns", step.before.ns).field("after_ns", step.after.ns).field("result", step.result);
    encodeUnless(json, "error", step.error);
    encodeUnless(json, "holder", step.holder);
    if (step.made) {
        json.key("made");
        encodeRef(json, *step.made);
    }
    if (step.left) {
        json.key("left");
        encodeRef(json, *step.left);
    }
    encodeList(json, "also_made", step.alsoMade, encodeRef);
}

void encode(JsonWriter& json, const LabControl& control)
{
    json.field("fact", "lab_control").field("at_ns", control.at.ns).field("state", labStateName(control.state));
    json.field("next", control.next).field("speed", control.speed);
}

void encode(JsonWriter& json, const LabEnd& end)
{
    json.field("fact", "lab_end").field("at_ns", end.at.ns).field("reason", end.reason);
    encodeUnless(json, "text", end.text);
}

void encode(JsonWriter& json, const Notice& notice)
{
    json.field("fact", "notice").field("at_ns", notice.at.ns).field("level", noticeLevelName(notice.level));
    json.field("text", notice.text);
    encodeUnless(json, "remedy", notice.remedy);
}

void encode(JsonWriter& json, const StreamEnd& end) { json.field("fact", "end").field("at_ns", end.at.ns); }

} // namespace

std::string encodeFact(const Fact& fact)
{
    JsonWriter json;
    json.beginObject();
    std::visit([&](const auto& one) { encode(json, one); }, fact);
    json.endObject();
    return json.take();
}

} // namespace nsscope
