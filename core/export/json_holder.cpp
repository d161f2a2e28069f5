// SPDX-License-Identifier: Apache-2.0
#include "core/export/json_parts.h"

namespace nsscope
{

namespace
{

void writeTask(JsonWriter& json, const Holder& h)
{
    json.field("pid", h.pid);
    if (h.tid != 0)
        json.field("tid", h.tid);
    json.field("comm", h.comm);
}

/// A descriptor; `tid` only where the thread has a table of its own.
void writeDescriptor(JsonWriter& json, const Holder& h)
{
    writeTask(json, h);
    json.field("fd", h.fd);
}

void writeRelated(JsonWriter& json, std::string_view key, const Holder& h)
{
    json.key(key);
    if (h.related)
        writeNsRef(json, *h.related);
    else
        json.null();
}

void writeProcess(JsonWriter& json, const Holder& h)
{
    json.field("pid", h.pid).key("ns_pids").beginArray();
    for (const std::int32_t pid : h.nsPids)
        json.value(pid);
    if (h.nsPids.empty())
        json.value(h.pid);
    json.endArray().field("comm", h.comm).field("start", h.startTicks).field("uid", h.uid);
    json.field("kernel", h.kernelThread);
    if (h.ended)
        json.field("ended", true);
}

void writeMount(JsonWriter& json, const Holder& h)
{
    json.field("path", h.path);
    writeRelated(json, "mount_ns", h);
    json.field("mount_id", h.mountId);
}

} // namespace

void writeHolder(JsonWriter& json, const Holder& h)
{
    json.beginObject().field("kind", holderKindName(h.kind));
    switch (h.kind) {
    case HolderKind::Process:
        writeProcess(json, h);
        break;
    case HolderKind::Thread:
    case HolderKind::ForChildren:
        json.field("pid", h.pid).field("tid", h.tid != 0 ? h.tid : h.pid).field("comm", h.comm);
        break;
    case HolderKind::Fd:
        writeDescriptor(json, h);
        json.field("o_path", h.oPath);
        break;
    case HolderKind::Socket:
        writeDescriptor(json, h);
        json.field("family", h.family);
        break;
    case HolderKind::Tun:
    case HolderKind::Mark:
    case HolderKind::IoUring:
        writeDescriptor(json, h);
        break;
    case HolderKind::BindMount:
        writeMount(json, h);
        json.field("covered", h.covered);
        break;
    case HolderKind::ProcMount:
        writeMount(json, h);
        break;
    case HolderKind::ProcFile:
        writeDescriptor(json, h);
        json.field("path", h.path).field("certain", h.certain);
        break;
    case HolderKind::Shm:
        writeTask(json, h);
        json.field("certain", h.certain);
        break;
    case HolderKind::Pidfd:
        writeDescriptor(json, h);
        json.field("target", h.target).field("certain", h.certain);
        break;
    case HolderKind::Child:
    case HolderKind::Owns:
        writeRelated(json, "namespace", h);
        break;
    case HolderKind::Unknown:
        break;
    }
    json.endObject();
}

} // namespace nsscope
