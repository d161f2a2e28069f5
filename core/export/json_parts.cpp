// SPDX-License-Identifier: Apache-2.0
#include "core/export/json_parts.h"

namespace nsscope
{

void writeNsRef(JsonWriter& json, const NsRef& ref)
{
    json.beginObject();
    json.field("type", nsTypeName(ref.type)).field("dev", ref.dev).field("inode", ref.inode);
    json.fieldOrNull("id", ref.id != 0, ref.id).endObject();
}

void writeNsLink(JsonWriter& json, const NsLink& link)
{
    switch (link.kind) {
    case NsLink::Kind::Ref:
        return writeNsRef(json, link.ref);
    case NsLink::Kind::Outside:
        json.value("outside");
        return;
    case NsLink::Kind::None:
    case NsLink::Kind::Unknown:
        json.null();
    }
}

namespace
{

void writeMap(JsonWriter& json, std::string_view key, const std::vector<IdRange>& map)
{
    if (map.empty())
        return;
    json.key(key).beginArray();
    for (const IdRange& range : map) {
        json.beginObject().field("inside", range.inside).field("outside", range.outside);
        json.field("count", range.count).endObject();
    }
    json.endArray();
}

/// Each only where it is known.
void writeTraits(JsonWriter& json, const NsTraits& traits)
{
    writeMap(json, "uid_map", traits.uidMap);
    writeMap(json, "gid_map", traits.gidMap);
    if (!traits.hostName.empty())
        json.field("host_name", traits.hostName);
    if (traits.offsets) {
        json.field("monotonic_offset_ns", traits.offsets->monotonicNs);
        json.field("boottime_offset_ns", traits.offsets->boottimeNs);
    }
    if (!traits.label.empty())
        json.field("label", traits.label);
}

/// Only where they were counted.
void writeReferences(JsonWriter& json, const std::optional<NsReferences>& references)
{
    if (!references)
        return;
    json.key("references").beginObject().field("count", references->count);
    json.field("explained", references->explained()).key("by").beginObject();
    for (const ReferencePart& part : references->parts)
        json.field(referenceKindName(part.kind), part.count);
    json.endObject().endObject();
}

} // namespace

void writeNamespace(JsonWriter& json, const NamespaceInfo& info, HolderDetail detail)
{
    const NsRef& ref = info.ref;
    json.beginObject();
    json.field("type", nsTypeName(ref.type)).field("dev", ref.dev).field("inode", ref.inode);
    json.fieldOrNull("id", ref.id != 0, ref.id).field("initial", info.initial);
    json.key("owner");
    writeNsLink(json, info.owner);
    if (nsTypeRow(ref.type).hasParent) {
        json.key("parent");
        writeNsLink(json, info.parent);
    }
    json.fieldOrNull("owner_uid", info.ownerUid.has_value(), info.ownerUid.value_or(0));
    json.fieldOrNull("owner_user", !info.ownerUser.empty(), info.ownerUser);
    json.field("state", isHeld(info) ? "held" : "pinned");
    json.key("names").beginArray();
    for (const std::string& name : info.names)
        json.value(name);
    json.endArray();
    if (ref.type == NsType::Net)
        json.fieldOrNull("nsid", info.nsid.has_value(), info.nsid.value_or(0));
    writeTraits(json, info.traits);
    writeReferences(json, info.references);
    if (detail == HolderDetail::All) {
        json.key("holders").beginArray();
        for (const Holder& holder : info.holders)
            writeHolder(json, holder);
        json.endArray();
    }
    if (detail != HolderDetail::None)
        json.field("holder_count", info.holders.size());
    json.field("processes", info.processes).field("threads", info.threads).endObject();
}

void writeGaps(JsonWriter& json, const std::vector<Gap>& gaps)
{
    json.beginArray();
    for (const Gap& gap : gaps) {
        json.beginObject();
        json.field("what", gap.what).field("count", gap.count).field("reason", gap.reason);
        json.fieldOrNull("needs", !gap.needs.empty(), gap.needs);
        json.fieldOrNull("example", !gap.example.empty(), gap.example).endObject();
    }
    json.endArray();
}

void writeHost(JsonWriter& json, const HostInfo& host)
{
    json.beginObject();
    json.field("kernel", host.kernel).fieldOrNull("boot_id", !host.bootId.empty(), host.bootId);
    json.field("initial_pid_ns", host.initialPidNs).field("initial_user_ns", host.initialUserNs);
    json.field("uid", host.uid).endObject();
}

void writeInterval(JsonWriter& json, const std::optional<Interval>& when, std::string_view witness)
{
    if (!when) {
        json.null();
        return;
    }
    json.beginObject().field("from_ns", when->from.ns).field("to_ns", when->to.ns);
    if (!witness.empty())
        json.field("witness", witness);
    json.endObject();
}

void writeWitness(JsonWriter& json, const WitnessInfo& witness)
{
    json.beginObject().field("name", witness.name).field("available", witness.available);
    json.fieldOrNull("reason", !witness.reason.empty(), witness.reason);
    json.fieldOrNull("remedy", !witness.remedy.empty(), witness.remedy).endObject();
}

} // namespace nsscope
