// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.h"
#include "core/export/holder_text.h"
#include "core/export/list_row.h"
#include "core/export/list_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

std::string ownerText(const NsLink& link)
{
    switch (link.kind) {
    case NsLink::Kind::Ref:
        return fmt::format("{} {}", link.ref.inode, offsetOf(link.ref.inode));
    case NsLink::Kind::Outside:
        return "outside";
    case NsLink::Kind::Unknown:
        return "?";
    case NsLink::Kind::None:
        break;
    }
    return {};
}

std::string namesText(const NamespaceInfo& info)
{
    std::string text = info.initial ? "(initial)" : "";
    if (!info.traits.label.empty())
        text += fmt::format("{}\"{}\"", text.empty() ? "" : " ", displayText(info.traits.label));
    for (const std::string& name : info.names)
        text += (text.empty() ? "" : ", ") + displayText(name);
    return text;
}

/// "7", "7, 2 unexplained".
std::string referencesText(const NamespaceInfo& info)
{
    if (!info.references)
        return "?";
    const std::uint32_t left = info.references->count - info.references->explained();
    return left == 0 ? fmt::format("{}", info.references->count)
                     : fmt::format("{}, {} unexplained", info.references->count, left);
}

constexpr int referencesAt = 9; ///< column, behind the numbers of tasks

} // namespace

std::vector<TableColumn> listColumns(bool references)
{
    std::vector<TableColumn> columns{{"TYPE"},   {"INODE", true},   {"OFFSET", true},    {"ID", true}, {"STATE"},
            {"OWNER"}, {"USER"},          {"PROCS", true},     {"THREADS", true},
            {"NAMES"}, {"HELD BY"}};
    if (references)
        columns.insert(columns.begin() + referencesAt, {"REFERENCES"});
    return columns;
}

bool hasReferences(const Snapshot& snapshot)
{
    return std::any_of(snapshot.namespaces.begin(), snapshot.namespaces.end(),
                       [](const NamespaceInfo& info) { return info.references.has_value(); });
}

std::vector<TableCell> listRow(const NamespaceInfo& info, bool context, bool references)
{
    const NsRef& ref = info.ref;
    const bool held = isHeld(info);
    const auto paint = [context](Paint p) { return context ? Paint::Dim : p; };
    const auto count = [](std::uint32_t n) { return n == 0 ? std::string("-") : fmt::format("{}", n); };
    const auto cell = [&](std::string text, Paint p = Paint::Plain) { return TableCell{std::move(text), paint(p), {}}; };
    std::vector<TableCell> cells{cell(std::string(nsTypeName(ref.type)), paintOf(ref.type)),
            cell(fmt::format("{}", ref.inode)),
            cell(offsetOf(ref.inode), Paint::Dim),
            cell(ref.id != 0 ? fmt::format("{}", ref.id) : std::string("-"), Paint::Dim),
            cell(held ? "held" : "pinned", held ? Paint::Good : Paint::Warn),
            cell(ownerText(info.owner)),
            cell(info.ownerUser.empty() && info.ownerUid ? fmt::format("{}", *info.ownerUid) : displayText(info.ownerUser)),
            cell(count(info.processes)),
            cell(count(info.threads)),
            cell(namesText(info)),
            cell(holdersBrief(info))};
    if (references) {
        const bool whole = info.references && info.references->explained() == info.references->count;
        cells.insert(cells.begin() + referencesAt, cell(referencesText(info), whole ? Paint::Plain : Paint::Warn));
    }
    return cells;
}

std::string listTable(const Snapshot& snapshot, const Chosen& chosen, const TextStyle& style, std::size_t width)
{
    const bool references = hasReferences(snapshot);
    TextTable table(listColumns(references));
    for (std::size_t i = 0; i < snapshot.namespaces.size(); ++i) {
        if (chosen[i])
            table.addRow(listRow(snapshot.namespaces[i], false, references));
    }
    return table.text(style, width);
}

} // namespace nsscope
