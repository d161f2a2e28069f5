// SPDX-License-Identifier: Apache-2.0
#include "core/export/list_json.h"

namespace nsscope
{

void writeListJson(JsonWriter& json, const Snapshot& snapshot, HolderDetail holders, std::string_view schema)
{
    json.beginObject().field("schema", schema).key("host");
    writeHost(json, snapshot.host);
    json.key("taken").beginObject();
    json.field("start_ns", snapshot.start.ns).field("start_utc", utcText(snapshot.startUtcNs));
    json.field("duration_us", snapshot.durationNs / 1000).endObject();
    json.key("tasks").beginObject();
    json.field("processes", snapshot.tasks.processes).field("threads", snapshot.tasks.threads).endObject();
    json.key("namespaces").beginArray();
    for (const NamespaceInfo& info : snapshot.namespaces)
        writeNamespace(json, info, holders);
    json.endArray().key("gaps");
    writeGaps(json, snapshot.gaps);
    json.endObject();
}

std::string listJson(const Snapshot& snapshot, const ListOptions& options, std::string_view schema)
{
    JsonWriter json(options.pretty);
    writeListJson(json, snapshot, options.holders, schema);
    return json.take();
}

} // namespace nsscope
