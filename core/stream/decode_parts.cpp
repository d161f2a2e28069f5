// SPDX-License-Identifier: Apache-2.0
#include "core/stream/decode_parts.h"

namespace nsscope::stream
{

namespace
{

NsLink decodeLink(const JsonFields& fields, std::string_view key)
{
    const auto element = fields.find(key);
    if (!element)
        return {};
    if (const auto word = element->asText())
        return {*word == "outside" ? NsLink::Kind::Outside : NsLink::Kind::Unknown, {}};
    const auto ref = decodeRefAt(fields, key);
    return ref ? NsLink::to(*ref) : NsLink{NsLink::Kind::Unknown, {}};
}

} // namespace

std::optional<NsRef> decodeRef(const JsonFields& fields)
{
    const auto type = nsTypeByName(fields.requiredText("type"));
    NsRef ref;
    ref.dev = fields.number<std::uint64_t>("dev");
    ref.inode = fields.number<std::uint64_t>("inode");
    ref.id = fields.number<std::uint64_t>("id");
    if (!fields.has("inode"))
        fields.blame("inode", "is missing");
    if (!type || !fields.ok())
        return std::nullopt;
    ref.type = *type;
    return ref;
}

std::optional<NsRef> decodeRefAt(const JsonFields& fields, std::string_view key)
{
    const auto object = fields.object(key);
    return object ? decodeRef(*object) : std::nullopt;
}

HostInfo decodeHost(const JsonFields& fields)
{
    HostInfo host;
    host.kernel = fields.text("kernel");
    host.bootId = fields.text("boot_id");
    host.initialPidNs = fields.flag("initial_pid_ns", true);
    host.initialUserNs = fields.flag("initial_user_ns", true);
    host.uid = fields.number<std::uint32_t>("uid");
    return host;
}

Holder decodeHolder(const JsonFields& fields)
{
    Holder h;
    h.kind = holderKindByName(fields.requiredText("kind")).value_or(HolderKind::Unknown);
    h.pid = fields.number<std::int32_t>("pid");
    h.tid = fields.number<std::int32_t>("tid");
    h.fd = fields.number<std::int32_t>("fd", -1);
    h.startTicks = fields.number<std::uint64_t>("start");
    h.uid = fields.number<std::uint32_t>("uid");
    h.comm = fields.text("comm");
    std::vector<std::int32_t> nsPids;
    fields.each("ns_pids", [&](JsonValue element) {
        const auto pid = element.asSigned();
        if (!pid || *pid < 0 || *pid > std::numeric_limits<std::int32_t>::max())
            fields.blame("ns_pids", "holds something that is no pid");
        else
            nsPids.push_back(static_cast<std::int32_t>(*pid));
    });
    if (nsPids.size() != 1 || nsPids.front() != h.pid)
        h.nsPids = std::move(nsPids);
    h.kernelThread = fields.flag("kernel");
    h.oPath = fields.flag("o_path");
    h.covered = fields.flag("covered");
    h.ended = fields.flag("ended");
    h.certain = fields.flag("certain", true);
    h.path = fields.text("path");
    h.family = fields.text("family");
    h.related = decodeRefAt(fields, "related");
    h.mountId = fields.number<std::uint64_t>("mount_id");
    h.target = fields.number<std::int32_t>("target");
    return h;
}

Gap decodeGap(const JsonFields& fields)
{
    return {fields.requiredText("what"), fields.number<std::uint64_t>("count"), fields.text("reason"),
            fields.text("needs"), fields.text("example")};
}

std::optional<NamespaceChange> decodeChange(const JsonFields& fields)
{
    if (!fields.has("ns"))
        fields.blame("ns", "is missing");
    const auto ref = decodeRefAt(fields, "ns");
    if (!ref)
        return std::nullopt;
    NamespaceChange change;
    NamespaceInfo& info = change.info;
    info.ref = *ref;
    change.whole = fields.flag("whole", true);
    info.initial = fields.flag("initial");
    info.owner = decodeLink(fields, "owner");
    info.parent = decodeLink(fields, "parent");
    if (fields.has("owner_uid"))
        info.ownerUid = fields.number<std::uint32_t>("owner_uid");
    info.ownerUser = fields.text("owner_user");
    info.names = fields.texts("names");
    if (fields.has("nsid"))
        info.nsid = fields.number<std::int32_t>("nsid");
    info.traits = decodeTraits(fields);
    info.processes = fields.number<std::uint32_t>("processes");
    info.threads = fields.number<std::uint32_t>("threads");
    fields.eachObject("holders", [&](const JsonFields& holder) { info.holders.push_back(decodeHolder(holder)); });
    fields.eachObject("gone", [&](const JsonFields& holder) { change.goneHolders.push_back(decodeHolder(holder)); });
    return change;
}

Interval decodeInterval(const JsonFields& fields)
{
    const Interval when{fields.time("from_ns"), fields.time("to_ns")};
    if (when.to < when.from)
        fields.blame("to_ns", "lies before \"from_ns\"");
    return when;
}

} // namespace nsscope::stream
