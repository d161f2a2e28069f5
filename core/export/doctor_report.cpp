// SPDX-License-Identifier: Apache-2.0
#include "core/export/doctor_report.h"

#include "core/base/escape.h"
#include "core/export/json_parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

/// Members of an item without its name.
void writeState(JsonWriter& json, const DoctorItem& item)
{
    json.field("available", item.available).field("complete", item.available && item.complete);
    json.fieldOrNull("reason", !item.reason.empty(), item.reason);
    json.fieldOrNull("remedy", !item.remedy.empty(), item.remedy);
}

void writeItems(JsonWriter& json, std::string_view key, std::string_view name, const std::vector<DoctorItem>& items)
{
    json.key(key).beginArray();
    for (const DoctorItem& item : items) {
        json.beginObject().field(name, item.name);
        writeState(json, item);
        json.endObject();
    }
    json.endArray();
}

std::string line(const DoctorItem& item, std::size_t width, const TextStyle& style)
{
    const std::string_view word = !item.available ? "no" : item.complete ? "yes" : "partly";
    const Paint paint = !item.available ? Paint::Bad : item.complete ? Paint::Good : Paint::Warn;
    std::string text = fmt::format("  {}{} {:<{}}", painted(word, paint, style), std::string(6 - word.size(), ' '),
                                   displayText(item.name), width);
    const std::string indent(width + 11, ' ');
    if (!item.reason.empty())
        text += "  " + displayText(item.reason);
    text.erase(text.find_last_not_of(' ') + 1);
    if (!item.remedy.empty())
        text += "\n" + indent + painted("remedy: ", Paint::Dim, style) + displayText(item.remedy);
    return text + "\n";
}

std::string section(std::string_view title, const std::vector<DoctorItem>& items, const TextStyle& style)
{
    std::size_t width = 0;
    for (const DoctorItem& item : items)
        width = std::max(width, item.name.size());
    std::string text = "\n" + painted(title, Paint::Bold, style) + "\n";
    std::string_view before;
    for (const DoctorItem& item : items) {
        DoctorItem shown = item;
        if (!item.reason.empty() && item.reason == before) {
            shown.reason = "(as above)";
            shown.remedy.clear();
        }
        before = item.reason;
        text += line(shown, width, style);
    }
    return text;
}

std::vector<DoctorItem> itemsOf(const std::vector<WitnessInfo>& witnesses)
{
    std::vector<DoctorItem> items;
    for (const WitnessInfo& w : witnesses)
        items.push_back({w.name, w.available, true, w.reason, w.remedy});
    return items;
}

} // namespace

std::string doctorJson(const DoctorReport& report, bool pretty)
{
    JsonWriter json(pretty);
    json.beginObject().field("schema", "nsscope.doctor/1").key("host");
    writeHost(json, report.host);
    json.key("user_namespaces").beginObject();
    writeState(json, report.ownUserns);
    json.key("unprivileged").beginObject();
    writeState(json, report.othersUserns);
    json.endObject().endObject();
    json.key("witnesses").beginArray();
    for (const WitnessInfo& witness : report.witnesses)
        writeWitness(json, witness);
    json.endArray();
    writeItems(json, "holders", "kind", report.holders);
    writeItems(json, "interfaces", "name", report.interfaces);
    json.key("types").beginArray();
    for (const DoctorItem& item : report.types) {
        json.beginObject().field("type", item.name).field("available", item.available);
        json.fieldOrNull("destroyed", !item.reason.empty(), item.reason).endObject();
    }
    json.endArray().endObject();
    return json.take();
}

std::string doctorText(const DoctorReport& report, const TextStyle& style)
{
    std::string text = fmt::format("kernel {}, uid {}{}{}\n", displayText(report.host.kernel), report.host.uid,
                                   report.host.initialUserNs ? "" : ", in a user namespace of its own",
                                   report.host.initialPidNs ? "" : ", in a pid namespace of its own");
    text += section("User namespaces", {report.ownUserns, report.othersUserns}, style);
    text += section("Witnesses of destruction", itemsOf(report.witnesses), style);
    text += section("What can hold a namespace", report.holders, style);
    text += section("Interfaces of the kernel", report.interfaces, style);
    text += section("How each type is destroyed on this kernel", report.types, style);
    return text;
}

} // namespace nsscope
