// SPDX-License-Identifier: Apache-2.0
#include "core/stream/encode_parts.h"

namespace nsscope::stream
{

namespace
{

void encodeLink(JsonWriter& json, std::string_view name, const NsLink& link)
{
    switch (link.kind) {
    case NsLink::Kind::None:
        break;
    case NsLink::Kind::Ref:
        json.key(name);
        encodeRef(json, link.ref);
        break;
    case NsLink::Kind::Outside:
        json.field(name, "outside");
        break;
    case NsLink::Kind::Unknown:
        json.field(name, "unknown");
        break;
    }
}

} // namespace

std::string_view noticeLevelName(Notice::Level level)
{
    return level == Notice::Level::Info ? "info" : level == Notice::Level::Warning ? "warning" : "error";
}

void encodeRef(JsonWriter& json, const NsRef& ref)
{
    json.beginObject().field("type", nsTypeName(ref.type)).field("dev", ref.dev).field("inode", ref.inode);
    json.fieldOrNull("id", ref.id != 0, ref.id).endObject();
}

void encodeHost(JsonWriter& json, const HostInfo& host)
{
    json.beginObject().field("kernel", host.kernel).field("boot_id", host.bootId);
    json.field("initial_pid_ns", host.initialPidNs).field("initial_user_ns", host.initialUserNs);
    json.field("uid", host.uid).endObject();
}

void encodeHolder(JsonWriter& json, const Holder& h)
{
    json.beginObject().field("kind", holderKindName(h.kind));
    encodeUnless(json, "pid", h.pid);
    encodeUnless(json, "tid", h.tid);
    encodeUnless(json, "fd", h.fd, -1);
    encodeUnless(json, "start", h.startTicks);
    encodeUnless(json, "uid", h.uid);
    encodeUnless(json, "comm", h.comm);
    encodeList(json, "ns_pids", h.nsPids, [](JsonWriter& out, std::int32_t pid) { out.value(pid); });
    encodeUnless(json, "kernel", h.kernelThread);
    encodeUnless(json, "o_path", h.oPath);
    encodeUnless(json, "covered", h.covered);
    encodeUnless(json, "ended", h.ended);
    encodeUnless(json, "certain", h.certain, true);
    encodeUnless(json, "path", h.path);
    encodeUnless(json, "family", h.family);
    if (h.related) {
        json.key("related");
        encodeRef(json, *h.related);
    }
    encodeUnless(json, "mount_id", h.mountId);
    encodeUnless(json, "target", h.target);
    json.endObject();
}

void encodeGap(JsonWriter& json, const Gap& gap)
{
    json.beginObject().field("what", gap.what).field("count", gap.count).field("reason", gap.reason);
    encodeUnless(json, "needs", gap.needs);
    encodeUnless(json, "example", gap.example);
    json.endObject();
}

void encodeChange(JsonWriter& json, const NamespaceChange& change)
{
    const NamespaceInfo& info = change.info;
    json.beginObject().key("ns");
    encodeRef(json, info.ref);
    encodeUnless(json, "whole", change.whole, true);
    encodeUnless(json, "initial", info.initial);
    encodeLink(json, "owner", info.owner);
    encodeLink(json, "parent", info.parent);
    if (info.ownerUid)
        json.field("owner_uid", *info.ownerUid);
    encodeUnless(json, "owner_user", info.ownerUser);
    encodeList(json, "names", info.names, encodeText);
    if (info.nsid)
        json.field("nsid", *info.nsid);
    encodeTraits(json, info.traits);
    encodeUnless(json, "processes", info.processes);
    encodeUnless(json, "threads", info.threads);
    encodeList(json, "holders", info.holders, encodeHolder);
    encodeList(json, "gone", change.goneHolders, encodeHolder);
    json.endObject();
}

} // namespace nsscope::stream
